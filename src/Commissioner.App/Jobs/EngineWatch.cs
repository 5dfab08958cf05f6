using Commissioner.App.Features.Clocks;
using Commissioner.App.Hosting;
using Commissioner.Data;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Jobs;

/// <summary>How the engine stands.</summary>
/// <param name="SweptAt">When the sweep last ended well; null when it never did.</param>
/// <param name="ByWatchdog">The watchdog does the engine's work.</param>
/// <param name="CanaryDueAt">When the canary is due; null when there is none.</param>
/// <param name="Stopped">Jobs that have not ended well for too long, the most urgent first.</param>
/// <param name="CanaryIsLate">The canary should have been raised minutes ago.</param>
public sealed record EngineCondition(
    DateTimeOffset? SweptAt,
    bool ByWatchdog,
    DateTimeOffset? CanaryDueAt,
    IReadOnlyList<Job> Stopped,
    bool CanaryIsLate
)
{
    /// <summary>Promises are not being kept as they should.</summary>
    public bool IsStale => Stopped.Count > 0 || CanaryIsLate;
}

/// <summary>Looks whether the jobs run: for health, the watchdog and the banner on every page.</summary>
public sealed class EngineWatch(IServiceScopeFactory scopes, Settings settings, TimeProvider clock)
{
    private readonly DateTimeOffset _began = clock.GetUtcNow();
    private volatile EngineCondition? _last;
    private int _asking;
    private long _lastAsked = -1_000_000_000;

    // Nothing is judged by a clock that is moved by hand: heartbeats would seem old although nothing stopped.
    private bool Judges => settings.Clock == "System";

    /// <summary>How it stands now: two small queries.</summary>
    public Task<EngineCondition> AskAsync(CancellationToken cancellationToken) => AskAsync(_began, cancellationToken);

    /// <summary>The same, of jobs that are expected to run since an instant.</summary>
    public async Task<EngineCondition> AskAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();
        var now = clock.GetUtcNow();
        var beats = await db
            .Heartbeats.Select(h => new
            {
                h.Job,
                h.At,
                h.ByWatchdog,
            })
            .ToListAsync(cancellationToken);
        var sweep = beats.Find(b => b.Job == Schedule.Sweep);
        var canary = await db
            .Clocks.Where(c => c.SubjectId == Canary.Subject && c.State == ClockState.Running)
            .MinAsync(c => (DateTimeOffset?)c.DueAt, cancellationToken);
        List<Job> stopped = [];

        // A node that runs no jobs judges only where some heartbeat exists: without one no node ever ran jobs, and none can have stopped.
        if (Judges && (settings.RunsJobs || beats.Count > 0))
        {
            stopped.AddRange(
                Schedule.Jobs.Where(j => Latest(beats.Find(b => b.Job == j.Name)?.At, since) < now - settings.Times.StaleAfter(j))
            );
        }

        return new(
            sweep?.At,
            sweep?.ByWatchdog == true,
            canary,
            stopped,
            Judges && canary is { } due && (settings.RunsJobs || beats.Count > 0) && Latest(due, since) < now - settings.Times.Stale
        );
    }

    /// <summary>
    /// How it stood a moment ago: at most one look in that time, whoever asks, and nobody waits for it. Null when nobody knows yet.
    /// </summary>
    public async ValueTask<EngineCondition?> GlanceAsync(CancellationToken cancellationToken)
    {
        if (
            Environment.TickCount64 - Interlocked.Read(ref _lastAsked) < settings.Times.Glance.TotalMilliseconds
            || Interlocked.Exchange(ref _asking, 1) == 1
        )
        {
            return _last;
        }

        try
        {
            Interlocked.Exchange(ref _lastAsked, Environment.TickCount64);
            return _last = await AskAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
        {
            // The database does not answer. The page needs it too and will say so; the banner shows what was known last.
            return _last;
        }
        finally
        {
            Interlocked.Exchange(ref _asking, 0);
        }
    }

    private static DateTimeOffset Latest(DateTimeOffset? at, DateTimeOffset began) => at > began ? at.Value : began;
}
