using Quartz;

namespace Commissioner.App.Jobs;

/// <summary>Wakes the jobs by Quartz.</summary>
internal sealed class QuartzEngine : IJobEngine
{
    public static string Name => "Quartz";

    public static void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddQuartz(quartz =>
        {
            foreach (var job in Schedule.Jobs)
            {
                quartz.AddJob<Wake>(j => j.WithIdentity(job.Name));
                quartz.AddTrigger(t => t.ForJob(job.Name).WithSimpleSchedule(s => s.WithInterval(job.Every).RepeatForever()));
            }
        });
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }

    [DisallowConcurrentExecution]
    private sealed class Wake(JobRunner runner, ILogger<QuartzEngine> log) : Quartz.IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            try
            {
                await runner.RunAsync(Schedule.Jobs.Single(j => j.Name == context.JobDetail.Key.Name), cancellationToken);
            }
            catch (System.Data.Common.DbException exception)
            {
                log.LogError("{Job} failed: {Message}", context.JobDetail.Key.Name, exception.Message);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The next waking is the retry.
                log.LogError(exception, "{Job} failed", context.JobDetail.Key.Name);
            }
        }
    }
}
