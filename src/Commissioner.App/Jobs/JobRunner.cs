using System.Diagnostics;
using Commissioner.App.Features.Clocks;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Jobs;

/// <summary>
/// Runs a job of the timetable to its end, as the system, and leaves a heartbeat. Engines and the watchdog only call this.
/// </summary>
public sealed class JobRunner(IServiceScopeFactory scopes, Rulebook rulebook, Bell bell, TimeProvider clock, ILogger<JobRunner> log)
{
    /// <summary>After so many failures in a row the administrator is told.</summary>
    public const int FailuresToTell = 3;

    /// <summary>Runs a job.</summary>
    /// <returns>How much it did.</returns>
    public Task<int> RunAsync(Job job, CancellationToken cancellationToken) => RunAsync(job, byWatchdog: false, cancellationToken);

    /// <summary>Runs a job.</summary>
    /// <returns>How much it did.</returns>
    public async Task<int> RunAsync(Job job, bool byWatchdog, CancellationToken cancellationToken)
    {
        var started = clock.GetUtcNow();
        var measured = Stopwatch.GetTimestamp();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();
            await BeginAsync(db, job, started, cancellationToken);
            await rulebook.RefreshAsync(cancellationToken);
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
            var request = job.Request();
            var done = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken);
            if (done > 0 && job.IsAudited)
            {
                var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
                await trail.WriteAsync(trail.Of(request, null), cancellationToken);
            }

            if (done > 0 && job != Schedule.Reacting && job != Schedule.Delivering)
            {
                bell.Ring();
            }

            db.ChangeTracker.Clear();
            var late = job.Name == Schedule.Sweep && done > 0 ? (await db.LatenessAsync(started, cancellationToken)).Max ?? 0 : 0;
            await EndAsync(
                scope.ServiceProvider,
                db,
                job,
                done,
                Stopwatch.GetElapsedTime(measured),
                TimeSpan.FromSeconds(late),
                byWatchdog,
                cancellationToken
            );
            return done;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await FailAsync(job, exception);
            throw;
        }
    }

    private async Task BeginAsync(CommissionerDb db, Job job, DateTimeOffset started, CancellationToken cancellationToken)
    {
        if (
            await db
                .Heartbeats.Where(h => h.Job == job.Name)
                .ExecuteUpdateAsync(h => h.SetProperty(b => b.StartedAt, started), cancellationToken) > 0
        )
        {
            return;
        }

        db.Heartbeats.Add(new Heartbeat { Job = job.Name, StartedAt = started });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (Exception exception) when (db.IsConflict(exception))
        {
            log.LogDebug("Another node began the first run of {Job}", job.Name);
        }

        db.ChangeTracker.Clear();
    }

    private async Task EndAsync(
        IServiceProvider services,
        CommissionerDb db,
        Job job,
        int done,
        TimeSpan took,
        TimeSpan late,
        bool byWatchdog,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var ended = db.Heartbeats.Where(h => h.Job == job.Name);
        Task<int> WriteAsync(IQueryable<Heartbeat> beats) =>
            beats.ExecuteUpdateAsync(
                h =>
                    h.SetProperty(b => b.At, now)
                        .SetProperty(b => b.Done, done)
                        .SetProperty(b => b.TookMilliseconds, (long)took.TotalMilliseconds)
                        .SetProperty(b => b.LatenessMilliseconds, (long)late.TotalMilliseconds)
                        .SetProperty(b => b.ByWatchdog, byWatchdog)
                        .SetProperty(b => b.Failures, 0),
                cancellationToken
            );
        // A job that had failed often has an alarm to end. That is rare: the first statement updates the heartbeat only where it had not,
        // and only if it hits no row does the second one run and the alarm end. So no read is needed.
        if (await WriteAsync(ended.Where(h => h.Failures < FailuresToTell)) == 0 && await WriteAsync(ended) > 0)
        {
            await services.GetRequiredService<Alarms>().OverAsync(EngineTrouble.JobFails, job.Name, cancellationToken);
        }
    }

    // Notes the failure; the next waking is the retry. It uses a scope of its own, because the failed job's context may be broken.
    private async Task FailAsync(Job job, Exception why)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();
            var (now, error) = (clock.GetUtcNow(), Fault.Code(why));
            await db
                .Heartbeats.Where(h => h.Job == job.Name)
                .ExecuteUpdateAsync(
                    h =>
                        h.SetProperty(b => b.FailedAt, now)
                            .SetProperty(b => b.Error, error)
                            .SetProperty(b => b.Failures, b => b.Failures + 1),
                    CancellationToken.None
                );
            if (await db.Heartbeats.AnyAsync(h => h.Job == job.Name && h.Failures >= FailuresToTell))
            {
                await scope
                    .ServiceProvider.GetRequiredService<Alarms>()
                    .RaiseAsync(EngineTrouble.JobFails, job.Name, CancellationToken.None);
            }
        }
        catch (Exception exception)
            when (exception is System.Data.Common.DbException or DbUpdateException or InvalidOperationException or TimeoutException)
        {
            log.LogWarning("That {Job} failed could not be written down: {Error}", job.Name, Fault.Code(exception));
        }
    }
}
