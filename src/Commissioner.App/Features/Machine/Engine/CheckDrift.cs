using System.Globalization;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Engine;

/// <summary>
/// Rebuilds every open clock from its events and notes where the row says something else; answers how many clocks it looked at.
/// </summary>
[Allow(Permission.RunJobs)]
public sealed record CheckDrift(int Batch = 500) : IJob;

internal sealed class CheckDriftHandler(CommissionerDb db, Alarms alarms, Promises promises, TimeProvider clock)
    : IRequestHandler<CheckDrift, int>
{
    public async Task<int> Handle(CheckDrift job, CancellationToken cancellationToken)
    {
        var looked = 0;
        Id<PromiseClock>? after = null;
        await db
            .Drifts.Where(d => db.Clocks.Any(k => k.Id == d.ClockId && k.State == ClockState.Stopped))
            .ExecuteDeleteAsync(cancellationToken);
        while (true)
        {
            var batch = await Whole(db.Clocks.Where(k => after == null || k.Id > after.Value))
                .OrderBy(k => k.Id)
                .Take(job.Batch)
                .ToListAsync(cancellationToken);
            if (batch.Count == 0)
            {
                break;
            }

            var ids = batch.ConvertAll(k => k.Id);
            var keys = ids.ConvertAll(i => i.Value);
            var aside = (
                await db
                    .SetAside.Where(s => s.Kind == RowKind.Clock && keys.Contains(s.Key))
                    .Select(s => s.Key)
                    .ToListAsync(cancellationToken)
            ).ToHashSet();
            List<Drift> found = [];
            foreach (var suspect in batch.Where(k => Differences(k, aside.Contains(k.Id.Value)).Count > 0).Select(k => k.Id))
            {
                found.AddRange(await AgainAsync(suspect, aside.Contains(suspect.Value), cancellationToken));
            }

            await db.Drifts.Where(d => ids.Contains(d.ClockId)).ExecuteDeleteAsync(cancellationToken);
            db.Drifts.AddRange(found);
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
            looked += batch.Count;
            after = ids[^1];
        }

        await (
            await db.Drifts.AnyAsync(cancellationToken)
                ? alarms.RaiseAsync(EngineTrouble.Drift, "", cancellationToken)
                : alarms.OverAsync(EngineTrouble.Drift, "", cancellationToken)
        );
        return looked;
    }

    private static IQueryable<PromiseClock> Whole(IQueryable<PromiseClock> clocks) =>
        clocks.AsNoTracking().Include(k => k.Events.OrderBy(e => e.Seq)).Where(k => k.State != ClockState.Stopped);

    // Clock and events are read by two statements, and somebody may write between them. So a difference is read again before it counts.
    private async Task<List<Drift>> AgainAsync(Id<PromiseClock> id, bool aside, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginAsync(cancellationToken, db.OneInstant);
        return await Whole(db.Clocks.Where(k => k.Id == id)).SingleOrDefaultAsync(cancellationToken) is { } whole
            ? Differences(whole, aside)
            : [];
    }

    private List<Drift> Differences(PromiseClock stored, bool aside)
    {
        var now = clock.GetUtcNow();
        PromiseClock rebuilt;
        try
        {
            rebuilt = stored.Replay([.. stored.Events.OrderBy(e => e.Seq)], promises);
        }
        catch (Exception exception)
            when (exception is InvalidOperationException or ArgumentException or KeyNotFoundException or VersionUnknown)
        {
            return
            [
                new()
                {
                    ClockId = stored.Id,
                    Field = "Replay",
                    Rebuilt = Fault.Code(exception),
                    FoundAt = now,
                },
            ];
        }

        return
        [
            .. Said(stored, aside)
                .Zip(Said(rebuilt, aside))
                .Where(f => !AreSame(f.First.Value, f.Second.Value))
                .Select(f => new Drift
                {
                    ClockId = stored.Id,
                    Field = f.First.Field,
                    Stored = Text(f.First.Value),
                    Rebuilt = Text(f.Second.Value),
                    FoundAt = now,
                }),
        ];
    }

    // The fields that follow from the events. NextFireAt of a clock that was set aside does not: the machine put it off.
    private static IEnumerable<(string Field, object? Value)> Said(PromiseClock clock, bool aside) =>
        [
            (nameof(clock.State), clock.State),
            (nameof(clock.StartedAt), clock.StartedAt),
            (nameof(clock.DueAt), clock.DueAt),
            (nameof(clock.AmberAt), clock.AmberAt),
            (nameof(clock.NextFireAt), aside ? null : clock.NextFireAt),
            (nameof(clock.PausedAt), clock.PausedAt),
            (nameof(clock.Pauses), string.Join(' ', clock.Pauses.Select(p => $"{Text(p.From)}/{Text(p.To)}"))),
            (nameof(clock.CountedFromAt), clock.CountedFromAt),
            (nameof(clock.Extension), clock.Extension?.ToString()),
            (nameof(clock.Assured), clock.Assured),
            (nameof(clock.Revision), clock.Revision),
            (nameof(clock.RuleCode), clock.RuleCode),
            (nameof(clock.PolicyVersion), clock.PolicyVersion),
            (nameof(clock.CalendarVersion), clock.CalendarVersion),
            (nameof(clock.LastSeq), clock.LastSeq),
        ];

    // The database keeps microseconds, so a computed instant may differ by less than one.
    private static bool AreSame(object? stored, object? rebuilt) =>
        stored is DateTimeOffset one && rebuilt is DateTimeOffset other
            ? (one - other).Duration() < TimeSpan.FromMilliseconds(1)
            : Equals(stored, rebuilt);

    private static string? Text(object? value) =>
        value is DateTimeOffset at
            ? at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)
            : Convert.ToString(value, CultureInfo.InvariantCulture);
}
