using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Financing;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Financing.Banks;

/// <summary>Financing needs that one's own bank was shown and that are still released to it, the newest first.</summary>
/// <param name="Take">So many.</param>
/// <param name="After">After this place of the list.</param>
[Allow(Permission.AnswerFinancing)]
public sealed record ListPushes(int Take = 50, string? After = null) : IQuery<Page<BankLine>>;

/// <summary>A need as a bank sees it in its list: what was not released is null.</summary>
/// <param name="Id">Which.</param>
/// <param name="State">How it stands with this bank.</param>
/// <param name="PushedAt">Since when the bank sees it.</param>
/// <param name="DueAt">By when an answer is owed; null where none is.</param>
/// <param name="Late">It is late.</param>
/// <param name="Enterprise">Whose.</param>
/// <param name="AmountFrom">At least so much, in yuan.</param>
/// <param name="AmountTo">At most so much, in yuan.</param>
public sealed record BankLine(
    Id<FinancingPush> Id,
    PushState State,
    DateTimeOffset PushedAt,
    [property: Due] DateTimeOffset? DueAt,
    bool Late,
    string? Enterprise,
    decimal? AmountFrom,
    decimal? AmountTo
);

internal sealed class ListPushesHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<ListPushes, Page<BankLine>>
{
    public async Task<Page<BankLine>> Handle(ListPushes query, CancellationToken cancellationToken)
    {
        var (take, now) = (Math.Clamp(query.Take, 1, 200), clock.GetUtcNow());
        var pushes = db.FinancingPushes.AsNoTracking().VisibleTo(db, actor);
        if (Cursor.Read<FinancingPush>(query.After) is { } after)
        {
            pushes = pushes.Where(p => p.PushedAt < after.At || (p.PushedAt == after.At && p.Id < after.Id));
        }

        var rows = await (
            from p in pushes
            join n in db.FinancingNeeds on p.NeedId equals n.Id
            orderby p.PushedAt descending, p.Id descending
            select new
            {
                Push = p,
                n.AmountFrom,
                n.AmountTo,
                Enterprise = db.Enterprises.Where(e => e.Id == n.EnterpriseId).Select(e => e.Name).First(),
                Due = db.Set<ClockOf<FinancingPush>>()
                    .Where(k => k.OwnerId == p.Id && k.StoppedAt == null)
                    .Min(k => (DateTimeOffset?)k.DueAt),
            }
        )
            .Take(take + 1)
            .ToListAsync(cancellationToken);
        var items = rows.Take(take)
            .Select(r => new BankLine(
                r.Push.Id,
                r.Push.State,
                r.Push.PushedAt,
                r.Due?.ToUniversalTime(),
                r.Due < now,
                r.Push.Shows(FinancingField.Enterprise) ? r.Enterprise : null,
                r.Push.Shows(FinancingField.Amount) ? r.AmountFrom : null,
                r.Push.Shows(FinancingField.Amount) ? r.AmountTo : null
            ))
            .ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].PushedAt, items[^1].Id) : null);
    }
}
