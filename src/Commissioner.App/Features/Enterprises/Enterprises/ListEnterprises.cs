using System.Linq.Expressions;
using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Data.Sealing;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Enterprises;

/// <summary>Enterprises that one may see, by key; those without a commissioner are a gap that is shown.</summary>
[Allow(Permission.ReadEnterprises)]
public sealed record ListEnterprises(string? Search = null, int Take = 50, string? After = null, bool OnlyGaps = false)
    : IQuery<EnterprisePage>;

public sealed record EnterprisePage(IReadOnlyList<EnterpriseLine> Items, string? Next);

/// <summary>An enterprise in a list; a null commissioner is a gap.</summary>
/// <param name="Id">The enterprise.</param>
/// <param name="Name">Its name.</param>
/// <param name="CreditCode">Its credit code.</param>
/// <param name="Industry">Its line of business.</param>
/// <param name="Commissioner">Who serves it.</param>
/// <param name="FormerName">What it was called last before; null where it always had this name.</param>
public sealed record EnterpriseLine(
    Id<Enterprise> Id,
    string Name,
    string CreditCode,
    string Industry,
    ServingPerson? Commissioner,
    string? FormerName
);

internal sealed class ListEnterprisesHandler(CommissionerDb db, Actor actor) : IRequestHandler<ListEnterprises, EnterprisePage>
{
    public async Task<EnterprisePage> Handle(ListEnterprises query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var found = db.Enterprises.AsNoTracking().VisibleTo(actor).Where(e => e.EndedAt == null);
        if (SearchWords.Of(query.Search) is { } search)
        {
            found = search.Words.Aggregate(found, (rows, word) => rows.Where(Said(search, word)));
        }

        if (query.OnlyGaps)
        {
            found = found.Where(e => e.ActiveId == null);
        }

        if (query.After is not null)
        {
            if (!Id<Enterprise>.TryParse(query.After, null, out var after))
            {
                throw new RuleBroken(PipelineRules.CursorUnknown) { Field = "after" };
            }

            found = found.Where(e => e.Id > after);
        }

        var rows = await found
            .OrderBy(e => e.Id)
            .Take(take + 1)
            .Select(e => new
            {
                e.Id,
                e.Name,
                e.CreditCode,
                e.Industry,
                e.ActiveId,
                Active = db.People.Where(p => p.Id == e.ActiveId).Select(p => p.Name).FirstOrDefault(),
                ActivePhone = db.People.Where(p => p.Id == e.ActiveId).Select(p => p.Phone).FirstOrDefault(),
                Former = db.Set<FormerName>()
                    .Where(f => f.EnterpriseId == e.Id)
                    .OrderByDescending(f => f.NotedAt)
                    .ThenBy(f => f.Name)
                    .Select(f => f.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var items = rows.Take(take)
            .Select(e => new EnterpriseLine(
                e.Id,
                e.Name,
                e.CreditCode,
                e.Industry,
                e.ActiveId is { } id ? new(id, e.Active ?? "", WhomToCall.First(e.ActivePhone)) : null,
                e.Former
            ))
            .ToList();
        return new(items, rows.Count > take ? items[^1].Id.ToString() : null);
    }

    // By its name or a former one, a part of its credit code, and the number of its contact: whole to who answers calls, to others the four
    // digits that they see.
    private Expression<Func<Enterprise, bool>> Said(SearchWords search, string word)
    {
        var former = db.Set<FormerName>().Where(db.Like<FormerName>(TextPattern.Containing(word), f => f.Name)).Select(f => f.EnterpriseId);
        List<Expression<Func<Enterprise, bool>>> said =
        [
            db.Like<Enterprise>(TextPattern.Containing(word), e => e.Name),
            e => former.Contains(e.Id),
        ];
        if (search.NumbersLike(db.Keys, word, actor.Is(Role.HotlineSeat, Role.CallbackAgent)) is { } phone)
        {
            said.Add(db.Like<Enterprise>(phone, e => SealedFields.AsStored(e.ContactPhone)));
        }

        if (SearchWords.CreditCodeLike(word) is { } code)
        {
            said.Add(db.Like<Enterprise>(code, e => e.CreditCode));
        }

        return SearchWords.Any(said);
    }
}
