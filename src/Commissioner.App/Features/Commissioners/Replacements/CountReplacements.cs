using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Replacements;

/// <summary>
/// Replacements that began in a time: how many by what, how many the enterprise took back; of one commissioner or of all.
/// </summary>
/// <param name="From">First instant; null for ninety days ago.</param>
/// <param name="To">First instant after it; null for now.</param>
/// <param name="OutgoingId">Who was replaced; null for anybody.</param>
[Allow(Permission.Supervise)]
public sealed record CountReplacements(DateTimeOffset? From, DateTimeOffset? To, Id<Person>? OutgoingId = null)
    : IQuery<ReplacementFigures>;

/// <summary>Replacements with what began them, newest first, by keyset.</summary>
[Allow(Permission.Supervise)]
public sealed record WatchReplacements(DateTimeOffset? From, DateTimeOffset? To, int Take = 50, string? After = null)
    : IQuery<Page<WatchedReplacement>>;

/// <summary>Figures of a time.</summary>
/// <param name="From">First instant, UTC.</param>
/// <param name="To">First instant after it, UTC.</param>
/// <param name="Begun">How many began.</param>
/// <param name="Kept">How many of these the enterprise took back.</param>
/// <param name="Rate">Kept of all that began, 0 to 1, rounded down to a ten-thousandth; null of none.</param>
/// <param name="ByTrigger">The same by what began them.</param>
public sealed record ReplacementFigures(
    DateTimeOffset From,
    DateTimeOffset To,
    int Begun,
    int Kept,
    decimal? Rate,
    IReadOnlyList<TriggerFigures> ByTrigger
);

/// <summary>Figures of what began by one trigger.</summary>
public sealed record TriggerFigures(ReplacementTrigger Trigger, int Begun, int Kept);

/// <summary>A replacement as supervision sees it; null persons are the duty desk.</summary>
public sealed record WatchedReplacement(
    Id<Replacement> Id,
    DateTimeOffset BeganAt,
    string EnterpriseName,
    ReplacementTrigger Trigger,
    ReplacementStatus Status,
    string? Outgoing,
    string? Acting,
    string? Successor
);

internal sealed class CountReplacementsHandler(CommissionerDb db, TimeProvider clock)
    : IRequestHandler<CountReplacements, ReplacementFigures>,
        IRequestHandler<WatchReplacements, Page<WatchedReplacement>>
{
    public async Task<ReplacementFigures> Handle(CountReplacements query, CancellationToken cancellationToken)
    {
        var (from, to) = Span(query.From, query.To);
        var rows = await db
            .Replacements.Where(r => r.BeganAt >= from && r.BeganAt < to && (query.OutgoingId == null || r.OutgoingId == query.OutgoingId))
            .GroupBy(r => r.Trigger)
            .Select(g => new
            {
                Trigger = g.Key,
                Begun = g.Count(),
                Kept = g.Count(r => r.Status == ReplacementStatus.Kept),
            })
            .ToListAsync(cancellationToken);
        var (begun, kept) = (rows.Sum(r => r.Begun), rows.Sum(r => r.Kept));
        return new(
            from,
            to,
            begun,
            kept,
            begun == 0 ? null : decimal.Floor(10_000m * kept / begun) / 10_000m,
            [.. rows.OrderBy(r => r.Trigger).Select(r => new TriggerFigures(r.Trigger, r.Begun, r.Kept))]
        );
    }

    public async Task<Page<WatchedReplacement>> Handle(WatchReplacements query, CancellationToken cancellationToken)
    {
        var (from, to) = Span(query.From, query.To);
        var take = Math.Clamp(query.Take, 1, 200);
        var found = db.Replacements.AsNoTracking().Where(r => r.BeganAt >= from && r.BeganAt < to);
        if (Cursor.Read<Replacement>(query.After) is { } after)
        {
            found = found.Where(r => r.BeganAt < after.At || (r.BeganAt == after.At && r.Id < after.Id));
        }

        var rows = await (
            from r in found
            join e in db.Enterprises on r.EnterpriseId equals e.Id
            orderby r.BeganAt descending, r.Id descending
            select new WatchedReplacement(
                r.Id,
                r.BeganAt,
                e.Name,
                r.Trigger,
                r.Status,
                db.People.Where(p => p.Id == r.OutgoingId).Select(p => p.Name).FirstOrDefault(),
                db.People.Where(p => p.Id == r.ActingId).Select(p => p.Name).FirstOrDefault(),
                db.People.Where(p => p.Id == r.SuccessorId).Select(p => p.Name).FirstOrDefault()
            )
        )
            .Take(take + 1)
            .ToListAsync(cancellationToken);
        var items = rows.Take(take).ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].BeganAt, items[^1].Id) : null);
    }

    private (DateTimeOffset From, DateTimeOffset To) Span(DateTimeOffset? from, DateTimeOffset? to)
    {
        var end = (to ?? clock.GetUtcNow().AddTicks(10)).ToUniversalTime();
        return ((from ?? end.AddDays(-90)).ToUniversalTime(), end);
    }
}
