using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
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
/// How the machine runs that keeps the promises: its timetable, how late it was, and what it could not do. Nothing of what they are about.
/// </summary>
[Allow(Permission.WatchMachine)]
public sealed record ShowEngine : IQuery<EngineSheet>;

/// <summary>The engine's page. Times are the park's.</summary>
public sealed record EngineSheet(
    bool Stale,
    bool ByWatchdog,
    DateTimeOffset Now,
    double ClockAheadSeconds,
    IReadOnlyList<JobLine> Timetable,
    IReadOnlyList<LatenessLine> Lateness,
    double OldestDueSeconds,
    double OutboxSeconds,
    CanaryLine? Canary,
    int SetAsideCount,
    IReadOnlyList<SetAsideLine> SetAside,
    int DriftCount,
    IReadOnlyList<DriftLine> Drifts,
    int? LastAssuredYear,
    int? NoticeMissing,
    ScannerState Scanner,
    IReadOnlyList<AlarmLine> Alarms
);

/// <summary>A job of the timetable: how often or at what time, how its last run went, and when the next is.</summary>
public sealed record JobLine(
    string Name,
    double EverySeconds,
    DateTimeOffset? NextAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    int Done,
    long TookMilliseconds,
    long LatenessMilliseconds,
    bool ByWatchdog,
    bool Stopped,
    int Failures,
    DateTimeOffset? FailedAt,
    string? Error
);

/// <summary>How late levels were raised in the last hours.</summary>
public sealed record LatenessLine(int Hours, int Count, double? P50Seconds, double? P99Seconds, double? MaxSeconds);

/// <summary>The promise that must be raised every few minutes.</summary>
public sealed record CanaryLine(DateTimeOffset DueAt, bool Late);

/// <summary>A row that could not be worked on; of a clock its promise.</summary>
public sealed record SetAsideLine(
    RowKind Kind,
    Guid Key,
    PromiseKind? Promise,
    int Attempts,
    DateTimeOffset Since,
    DateTimeOffset LastTryAt,
    DateTimeOffset NextTryAt,
    string Error
);

/// <summary>A field of a clock that is not what its events say.</summary>
public sealed record DriftLine(Id<PromiseClock> ClockId, string Field, string? Stored, string? Rebuilt, DateTimeOffset FoundAt);

/// <summary>What is wrong, since when.</summary>
public sealed record AlarmLine(EngineTrouble Trouble, string Subject, DateTimeOffset RaisedAt);

internal sealed class ShowEngineHandler(
    CommissionerDb db,
    EngineWatch watch,
    Timetable timetable,
    DatabaseClock database,
    Promises promises,
    Settings settings,
    VirusScanner scanner,
    TimeProvider clock
) : IRequestHandler<ShowEngine, EngineSheet>
{
    private const int Most = 100;

    public async Task<EngineSheet> Handle(ShowEngine query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var condition = await watch.AskAsync(cancellationToken);
        var oldest = await db.Clocks.Where(c => c.NextFireAt != null).MinAsync(c => c.NextFireAt, cancellationToken);
        var outbox = await db
            .Timeline.Where(e => e.ReactedAt == null)
            .OrderBy(e => e.Id)
            .Select(e => (DateTimeOffset?)e.At)
            .FirstOrDefaultAsync(cancellationToken);
        var aside =
            from s in db.SetAside
            orderby s.Since, s.Key
            select new
            {
                Row = s,
                Promise = db
                    .Clocks.Where(c => s.Kind == RowKind.Clock && (Guid)(object)c.Id == s.Key)
                    .Select(c => (PromiseKind?)c.Kind)
                    .FirstOrDefault(),
            };
        var lastAssured = promises.Calendar.LastAssured?.Year;
        return new(
            condition.IsStale,
            condition.ByWatchdog,
            Moments.Local(now),
            database.Ahead.TotalSeconds,
            await TimetableAsync(condition, cancellationToken),
            [await LatenessAsync(24, now, cancellationToken), await LatenessAsync(7 * 24, now, cancellationToken)],
            Age(oldest, now),
            Age(outbox, now),
            condition.CanaryDueAt is { } canary ? new(Moments.Local(canary), condition.CanaryIsLate) : null,
            await aside.CountAsync(cancellationToken),
            [
                .. (await aside.AsNoTracking().Take(Most).ToListAsync(cancellationToken)).Select(s => new SetAsideLine(
                    s.Row.Kind,
                    s.Row.Key,
                    s.Promise,
                    s.Row.Attempts,
                    Moments.Local(s.Row.Since),
                    Moments.Local(s.Row.LastTryAt),
                    Moments.Local(s.Row.NextTryAt),
                    s.Row.Error
                )),
            ],
            await db.Drifts.CountAsync(cancellationToken),
            [
                .. (
                    await db.Drifts.AsNoTracking().OrderBy(d => d.ClockId).ThenBy(d => d.Field).Take(Most).ToListAsync(cancellationToken)
                ).Select(d => new DriftLine(d.ClockId, d.Field, d.Stored, d.Rebuilt, Moments.Local(d.FoundAt))),
            ],
            lastAssured,
            Watchdog.NoticeMissing(promises.Calendar.DateOf(now), lastAssured),
            await scanner.StateAsync(cancellationToken),
            [
                .. (
                    await db
                        .EngineAlarms.AsNoTracking()
                        .Where(a => a.OverAt == null)
                        .OrderBy(a => a.RaisedAt)
                        .ToListAsync(cancellationToken)
                ).Select(a => new AlarmLine(a.Trouble, a.Subject, Moments.Local(a.RaisedAt))),
            ]
        );
    }

    private async Task<List<JobLine>> TimetableAsync(EngineCondition condition, CancellationToken cancellationToken)
    {
        var beats = await db.Heartbeats.AsNoTracking().ToDictionaryAsync(h => h.Job, cancellationToken);
        IReadOnlyDictionary<string, DateTimeOffset> next = new Dictionary<string, DateTimeOffset>();
        try
        {
            next = await Task.Run(timetable.Next, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The engine's storage does not answer. Its jobs are shown without a next run, which is what the administrator must see.
        }

        return
        [
            .. Schedule
                .Jobs.Select(j => (Job: j, Beat: beats.GetValueOrDefault(j.Name) ?? new()))
                .Select(j => new JobLine(
                    j.Job.Name,
                    settings.Times.Of(j.Job).TotalSeconds,
                    next.TryGetValue(j.Job.Name, out var at) ? Moments.Local(at) : null,
                    Local(j.Beat.StartedAt),
                    Local(j.Beat.At),
                    j.Beat.Done,
                    j.Beat.TookMilliseconds,
                    j.Beat.LatenessMilliseconds,
                    j.Beat.ByWatchdog,
                    condition.Stopped.Contains(j.Job),
                    j.Beat.Failures,
                    Local(j.Beat.FailedAt),
                    j.Beat.Error
                )),
        ];
    }

    private async Task<LatenessLine> LatenessAsync(int hours, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var late = await db.LatenessAsync(now.AddHours(-hours), cancellationToken);
        return new(hours, late.Count, late.P50, late.P99, late.Max);
    }

    private static double Age(DateTimeOffset? at, DateTimeOffset now) => at < now ? (now - at.Value).TotalSeconds : 0;

    private static DateTimeOffset? Local(DateTimeOffset? at) => at is { } moment ? Moments.Local(moment) : null;
}
