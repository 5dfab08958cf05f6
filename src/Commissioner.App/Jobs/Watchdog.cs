using Commissioner.App.Features.Clocks;
using Commissioner.App.Hosting;
using Commissioner.Data;

namespace Commissioner.App.Jobs;

/// <summary>
/// Runs what the engine should have run: the same jobs, woken by a timer of this process. Independent of the engine, and of the node that
/// it runs on: two wakings, one function that may be called as often as anybody likes.
/// </summary>
internal sealed class Watchdog(
    EngineWatch watch,
    JobRunner runner,
    Timetable timetable,
    TimeProvider clock,
    Rulebook rulebook,
    Settings settings,
    IServiceScopeFactory scopes,
    ILogger<Watchdog> log
) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await TryAsync("restore the timetable", RestoreAsync, cancellationToken);
        await TryAsync("do the engine's work", RunAsync, cancellationToken);
        await TryAsync("look at the calendar", LookAtTheCalendarAsync, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Times.Watch);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAsync(stoppingToken);
        }
    }

    // The engine may be emptied or broken. Each step is tried by itself, so that a failing one does not keep the watchdog from the others.
    private async Task TryAsync(string what, Func<CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        using var within = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        within.CancelAfter(Longest);
        try
        {
            await act(within.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogError("The watchdog could not {What}: {Error}", what, Fault.Code(exception));
        }
    }

    // Hangfire's storage is synchronous, so it is asked on a thread of the pool.
    private async Task RestoreAsync(CancellationToken cancellationToken)
    {
        if (await Task.Run(timetable.Restore, cancellationToken) is { Count: > 0 } lost)
        {
            log.LogWarning("The engine had lost {Jobs}; they are registered again", string.Join(", ", lost));
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var condition = await watch.AskAsync(cancellationToken);

        // While it stands in for the engine it sweeps at each look, although its own heartbeat makes no job look stopped.
        IReadOnlyList<Job> jobs = condition.Stopped.Count == 0 && condition.ByWatchdog ? [Schedule.Sweeping] : condition.Stopped;
        if (jobs.Count > 0)
        {
            log.LogWarning(
                "The engine has not run {Jobs} (the last sweep ended {SweptAt:O}); the watchdog does",
                string.Join(", ", jobs.Select(j => j.Name)),
                condition.SweptAt
            );
        }

        foreach (var job in jobs)
        {
            await TryAsync($"run {job.Name}", c => runner.RunAsync(job, byWatchdog: true, c), cancellationToken);
        }

        await using var scope = scopes.CreateAsyncScope();
        var alarms = scope.ServiceProvider.GetRequiredService<Alarms>();
        await (
            jobs.Count > 0
                ? alarms.RaiseAsync(EngineTrouble.EngineStopped, "", cancellationToken)
                : alarms.OverAsync(EngineTrouble.EngineStopped, "", cancellationToken)
        );
    }

    private async Task LookAtTheCalendarAsync(CancellationToken cancellationToken)
    {
        var calendar = rulebook.Current.Calendar;
        if (NoticeMissing(calendar.DateOf(clock.GetUtcNow()), calendar.LastAssured?.Year) is { } year)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope
                .ServiceProvider.GetRequiredService<Alarms>()
                .RaiseAsync(
                    EngineTrouble.CalendarEnds,
                    year.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    cancellationToken
                );
        }
    }

    /// <summary>The year whose notice of holidays is missing: from November on the next.</summary>
    internal static int? NoticeMissing(DateOnly today, int? lastAssured)
    {
        var needed = today.Month >= 11 ? today.Year + 1 : today.Year;
        return lastAssured is null || lastAssured < needed ? needed : null;
    }
}
