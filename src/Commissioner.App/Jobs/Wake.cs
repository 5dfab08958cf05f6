using System.Collections.Concurrent;
using Hangfire;

namespace Commissioner.App.Jobs;

/// <summary>
/// Hangfire's way to run a job of the timetable. Its storage keeps this class and this method by their names, and nothing else of ours but
/// the job's: none of the three is renamed. A failed run is not tried again by the engine: the next waking is the retry.
/// </summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class Wake(JobRunner runner, Running running, ILogger<Wake> log)
{
    /// <summary>Runs a job to its end, unless this node is at it already.</summary>
    /// <param name="job">Its name.</param>
    /// <param name="cancellationToken">Set when the node stops or another took the run over.</param>
    public async Task RunAsync(string job, CancellationToken cancellationToken)
    {
        if (Schedule.Jobs.FirstOrDefault(j => j.Name == job) is not { } known)
        {
            // While versions change, nodes of both share the storage: this job belongs to the other version.
            log.LogInformation("{Job} is not in the timetable of this version", job);
            return;
        }

        // A recurring job is woken again while it still runs. Entering twice would do no harm, but wakings of a long job would pile up.
        if (!running.Enter(job))
        {
            return;
        }

        try
        {
            await runner.RunAsync(known, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.LogError("{Job} failed: {Error}", job, Fault.Code(exception));
            throw;
        }
        finally
        {
            running.Leave(job);
        }
    }
}

/// <summary>Which jobs this node is at. It only saves work: that nothing is done twice is the rows' affair.</summary>
public sealed class Running
{
    private readonly ConcurrentDictionary<string, bool> _jobs = [];

    /// <summary>True when nobody of this node is at it; then the caller is, until it leaves.</summary>
    public bool Enter(string job) => _jobs.TryAdd(job, true);

    /// <summary>Nobody is at it any more.</summary>
    public void Leave(string job) => _jobs.TryRemove(job, out _);
}
