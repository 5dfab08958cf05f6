using Quartz;

namespace Commissioner.App.Jobs;

/// <summary>
/// Quartz's way to run a job of the timetable. Its store keeps this class by its name, and nothing else of ours but the job's: neither is
/// renamed. That it runs once at a time only saves work; that nothing is done twice is the rows' affair.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class Wake(JobRunner runner, ILogger<Wake> log) : Quartz.IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var name = context.JobDetail.Key.Name;
        if (Schedule.Jobs.FirstOrDefault(j => j.Name == name) is not { } job)
        {
            // Another version's, in a store that is shared while versions change.
            log.LogInformation("{Job} is not in the timetable of this version", name);
            return;
        }

        try
        {
            await runner.RunAsync(job, cancellationToken);
        }
        catch (System.Data.Common.DbException exception)
        {
            log.LogError("{Job} failed: {Message}", name, exception.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The next waking is the retry.
            log.LogError(exception, "{Job} failed", name);
        }
    }
}
