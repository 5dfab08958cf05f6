using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
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
public sealed record EnterpriseLine(Id<Enterprise> Id, string Name, string CreditCode, string Industry, ServingPerson? Commissioner);

internal sealed class ListEnterprisesHandler(CommissionerDb db, Actor actor) : IRequestHandler<ListEnterprises, EnterprisePage>
{
    public async Task<EnterprisePage> Handle(ListEnterprises query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var found = db.Enterprises.AsNoTracking().VisibleTo(actor);
        if (!string.IsNullOrWhiteSpace(query.Search))
        {
            var words = query.Search.Trim();
            found = found.Where(e => e.Name.Contains(words) || e.CreditCode == words);
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
            })
            .ToListAsync(cancellationToken);
        var items = rows.Take(take)
            .Select(e => new EnterpriseLine(e.Id, e.Name, e.CreditCode, e.Industry, e.ActiveId is { } id ? new(id, e.Active ?? "") : null))
            .ToList();
        return new(items, rows.Count > take ? items[^1].Id.ToString() : null);
    }
}
