using System.Globalization;
using Commissioner.App.Hosting;
using Commissioner.Data;
using Commissioner.Data.Mapping;
using Commissioner.Data.Providers;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Quartz;

namespace Commissioner.App.Jobs;

/// <summary>
/// Wakes the jobs by Quartz: from memory, or by a timetable in the database that several nodes share, so that each waking happens on one of
/// them.
/// </summary>
internal sealed class QuartzEngine(ISchedulerFactory schedulers, Settings settings) : IJobEngine, ITimetable
{
    public static string Name => "Quartz";

    public static void Register(IServiceCollection services, IConfiguration configuration)
    {
        var settings = configuration.GetSection("Commissioner").Get<Settings>() ?? new();
        services.AddSingleton<ITimetable, QuartzEngine>();
        services.AddQuartz(quartz =>
        {
            // People are woken by the real clock, also when the trade's is simulated.
            quartz.UseTimeProvider(TimeProvider.System);
            quartz.ConfigureScheduler(s => s.InstanceName = "Commissioner");

            // A thread for each, as none runs twice at once: no job waits for another, however long that takes.
            quartz.UseDefaultThreadPool(Schedule.Jobs.Count + 1);
            if (settings.JobStore == JobStores.Database)
            {
                quartz.UsePersistentStore(s => Share(s, settings));
            }

            foreach (var job in Schedule.Jobs)
            {
                quartz.AddJob<Wake>(j => j.WithIdentity(job.Name).StoreDurably());
                quartz.AddTrigger(t => t.WithIdentity(job.Name).ForJob(job.Name).WithSchedule(Times(job, settings)));
            }
        });
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }

    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> NextAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        Dictionary<string, DateTimeOffset> next = [];
        foreach (var job in Schedule.Jobs)
        {
            if (await scheduler.GetTrigger(new TriggerKey(job.Name), cancellationToken) is { NextFireTimeUtc: { } at })
            {
                next[job.Name] = at;
            }
        }

        return next;
    }

    public async Task<IReadOnlyList<string>> RestoreAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        List<string> lost = [];
        foreach (var job in Schedule.Jobs)
        {
            var key = new TriggerKey(job.Name);
            if (
                await scheduler.GetTrigger(key, cancellationToken) is { NextFireTimeUtc: not null }
                && await scheduler.GetTriggerState(key, cancellationToken) is not TriggerState.Error
            )
            {
                continue;
            }

            lost.Add(job.Name);
            await scheduler.ScheduleJob(
                JobBuilder.Create<Wake>().WithIdentity(job.Name).StoreDurably().Build(),
                [TriggerBuilder.Create().WithIdentity(key).ForJob(job.Name).WithSchedule(Times(job, settings)).Build()],
                ScheduleJobOptions.Replacing,
                cancellationToken
            );
        }

        return lost;
    }

    // However many wakings were missed, one makes up for them: what is due stands in rows.
    private static IScheduleBuilder Times(Job job, Settings settings) =>
        job.At is { } at
            ? CronScheduleBuilder
                .Create(string.Create(CultureInfo.InvariantCulture, $"{at.Second} {at.Minute} {at.Hour} * * ?"))
                .InTimeZone(TimeZoneInfo.Utc)
                .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)
            : SimpleScheduleBuilder
                .Create()
                .WithInterval(settings.Times.Of(job))
                .RepeatForever()
                .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount);

    private static void Share(IPersistentStoreBuilder store, Settings settings)
    {
        store.ConfigureStore(o =>
        {
            o.TablePrefix = JobStore.Schema + ".";
            o.StoreJobDataAsStrings = true;
            o.SchemaProvisioning = SchemaProvisioning.Validate;
        });
        store.UseSystemTextJsonSerializer();
        store.UseClustering(c => c.CheckinInterval = TimeSpan.FromSeconds(5));
        if (settings.Database == Engine.Postgres)
        {
            store.UsePostgres(o => o.DataSourceFactory = s => NpgsqlDataSource.Create(Connection(s)));
        }
        else
        {
            store.UseSqlServer(o => o.DataSourceFactory = s => SqlClientFactory.Instance.CreateDataSource(Connection(s)));
        }
    }

    private static string Connection(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        return scope.ServiceProvider.GetRequiredService<CommissionerDb>().Database.GetConnectionString()!;
    }
}
