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

namespace Commissioner.App.Features.Financing;

/// <summary>Financing needs that one may see, the newest first.</summary>
/// <param name="Open">Only those that are not over.</param>
/// <param name="State">Only those that stand so.</param>
/// <param name="Take">So many.</param>
/// <param name="After">After this place of the list.</param>
[Allow(Permission.ReadFinancing)]
public sealed record ListFinancing(bool Open = false, FinancingState? State = null, int Take = 50, string? After = null)
    : IQuery<Page<FinancingLine>>;

/// <summary>A need in a list.</summary>
/// <param name="Id">Which.</param>
/// <param name="Enterprise">Whose.</param>
/// <param name="State">How it stands.</param>
/// <param name="AmountFrom">At least so much, in yuan.</param>
/// <param name="AmountTo">At most so much, in yuan.</param>
/// <param name="Purpose">What for.</param>
/// <param name="TermMonths">For how many months.</param>
/// <param name="WantedOn">By which day.</param>
/// <param name="StatedAt">When it was stated.</param>
/// <param name="Pushed">How many banks were shown it.</param>
/// <param name="Answered">How many of them have answered.</param>
/// <param name="DueAt">By when the next answer is owed; null where none is.</param>
/// <param name="Late">That one is late.</param>
public sealed record FinancingLine(
    Id<FinancingNeed> Id,
    string Enterprise,
    FinancingState State,
    decimal AmountFrom,
    decimal AmountTo,
    string Purpose,
    int TermMonths,
    DateOnly WantedOn,
    DateTimeOffset StatedAt,
    int Pushed,
    int Answered,
    [property: Due] DateTimeOffset? DueAt,
    bool Late
);

internal sealed class ListFinancingHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ListFinancing, Page<FinancingLine>>
{
    public async Task<Page<FinancingLine>> Handle(ListFinancing query, CancellationToken cancellationToken)
    {
        var (take, now) = (Math.Clamp(query.Take, 1, 200), clock.GetUtcNow());
        var needs = db.FinancingNeeds.AsNoTracking().VisibleTo(db, actor);
        if (query.Open)
        {
            needs = needs.Where(n =>
                n.State != FinancingState.Granted && n.State != FinancingState.Withdrawn && n.State != FinancingState.Ungranted
            );
        }

        if (query.State is { } state)
        {
            needs = needs.Where(n => n.State == state);
        }

        if (Cursor.Read<FinancingNeed>(query.After) is { } after)
        {
            needs = needs.Where(n => n.StatedAt < after.At || (n.StatedAt == after.At && n.Id < after.Id));
        }

        var rows = await needs
            .OrderByDescending(n => n.StatedAt)
            .ThenByDescending(n => n.Id)
            .Take(take + 1)
            .Select(n => new
            {
                n.Id,
                Enterprise = db.Enterprises.Where(e => e.Id == n.EnterpriseId).Select(e => e.Name).First(),
                n.State,
                n.AmountFrom,
                n.AmountTo,
                n.Purpose,
                n.TermMonths,
                n.WantedOn,
                n.StatedAt,
                Pushed = db.FinancingPushes.Count(p => p.NeedId == n.Id),
                Answered = db.FinancingPushes.Count(p => p.NeedId == n.Id && p.Answers.Any()),
                Due = db.Set<ClockOf<FinancingPush>>()
                    .Where(k => k.StoppedAt == null && db.FinancingPushes.Any(p => p.Id == k.OwnerId && p.NeedId == n.Id))
                    .Min(k => (DateTimeOffset?)k.DueAt),
            })
            .ToListAsync(cancellationToken);
        var items = rows.Take(take)
            .Select(r => new FinancingLine(
                r.Id,
                r.Enterprise,
                r.State,
                r.AmountFrom,
                r.AmountTo,
                r.Purpose,
                r.TermMonths,
                r.WantedOn,
                r.StatedAt,
                r.Pushed,
                r.Answered,
                r.Due?.ToUniversalTime(),
                r.Due < now
            ))
            .ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].StatedAt, items[^1].Id) : null);
    }
}
