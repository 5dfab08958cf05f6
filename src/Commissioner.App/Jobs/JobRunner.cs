using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Jobs;

/// <summary>Runs a job of the timetable to its end, as the system, and leaves a heartbeat. Engines only call this.</summary>
public sealed class JobRunner(IServiceScopeFactory scopes, Rulebook rulebook, TimeProvider clock, ILogger<JobRunner> log)
{
    /// <summary>Runs a job.</summary>
    /// <returns>How much it did.</returns>
    public async Task<int> RunAsync(Job job, CancellationToken cancellationToken)
    {
        await rulebook.RefreshAsync(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        var done = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(job.Request(), cancellationToken);

        var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();
        var now = clock.GetUtcNow();
        if (await db.Heartbeats.Where(h => h.Job == job.Name).ExecuteUpdateAsync(h => h.SetProperty(b => b.At, now).SetProperty(b => b.Done, done), cancellationToken) == 0)
        {
            db.ChangeTracker.Clear();
            db.Heartbeats.Add(new Heartbeat { Job = job.Name, At = now, Done = done });
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException exception) when (db.IsConflict(exception))
            {
                log.LogDebug("Another node left the first heartbeat of {Job}", job.Name);
            }
        }

        return done;
    }
}

/// <summary>What wakes the jobs. It may forget everything at any moment: nothing is lost, since all that is due stands in the database.</summary>
public interface IJobEngine
{
    /// <summary>Its name in <c>Commissioner:JobEngine</c>.</summary>
    static abstract string Name { get; }

    /// <summary>Registers what it needs.</summary>
    static abstract void Register(IServiceCollection services, IConfiguration configuration);
}
