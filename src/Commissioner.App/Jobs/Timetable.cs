using System.Globalization;
using Commissioner.App.Hosting;
using Hangfire;
using Hangfire.Storage;

namespace Commissioner.App.Jobs;

/// <summary>
/// The timetable as the engine knows it. It is registered at every start, until that succeeds, and whatever the engine has forgotten is
/// registered anew by the watchdog: nothing is lost by that, since all that is due stands in the database.
/// </summary>
public sealed class Timetable(
    JobStorage storage,
    EngineTables tables,
    IRecurringJobManager engine,
    Settings settings,
    ILogger<Timetable> log
) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    // A waking that was missed is made up for once, however many there were: one run does all that is due.
    private static readonly RecurringJobOptions Options = new()
    {
        TimeZone = TimeZoneInfo.Utc,
        MisfireHandling = MisfireHandlingMode.Relaxed,
    };

    /// <summary>
    /// When each job is woken next; a job that the engine has forgotten or given up is not among them. What the engine's scheduler reads is
    /// asked, its set of jobs: of one that is missing there it never wakes what it still knows.
    /// </summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Next()
    {
        using var connection = storage.GetConnection();
        return connection
            .GetRecurringJobs()
            .Where(r => r is { Removed: false, Error: null, NextExecution: not null } && Schedule.Jobs.Any(j => j.Name == r.Id))
            .ToDictionary(r => r.Id, r => new DateTimeOffset(DateTime.SpecifyKind(r.NextExecution!.Value, DateTimeKind.Utc)));
    }

    /// <summary>Registers what the engine has forgotten or given up.</summary>
    /// <returns>The names of these jobs.</returns>
    public IReadOnlyList<string> Restore()
    {
        IReadOnlyDictionary<string, DateTimeOffset> known;
        try
        {
            known = Next();
        }
        catch (System.Data.Common.DbException)
        {
            // Somebody has dropped the engine's tables; where it is the database that is away, making them fails as well and says so.
            tables.Install();
            known = Next();
        }

        var lost = Schedule.Jobs.Where(j => !known.ContainsKey(j.Name)).ToList();
        foreach (var job in lost)
        {
            // What is left of it would be taken for what it should be.
            engine.RemoveIfExists(job.Name);
            Register(job);
        }

        return lost.ConvertAll(j => j.Name);
    }

    /// <summary>Registers all jobs as this version means them, and takes those away that it does not know.</summary>
    public void Register()
    {
        foreach (var job in Schedule.Jobs)
        {
            Register(job);
        }

        using var connection = storage.GetConnection();
        foreach (var obsolete in connection.GetRecurringJobs().Select(r => r.Id).Except(Schedule.Jobs.Select(j => j.Name)))
        {
            engine.RemoveIfExists(obsolete);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Hangfire's storage works synchronously. Yielding first lets the application start without waiting for the database.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                tables.Install();
                Register();
                return;
            }
            catch (Exception exception)
            {
                log.LogWarning("The timetable could not be registered ({Error}); it is tried again", Fault.Code(exception));
                await Task.Delay(Rest, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Register(Job job) =>
        engine.AddOrUpdate<Wake>(
            job.Name,
            job.Queue,
            w => w.RunAsync(job.Name, CancellationToken.None),
            Cron(job, settings.Times.Of(job)),
            Options
        );

    // Cron with six parts, seconds first. An interval of less than a minute must divide a minute, or it would not repeat evenly.
    private static string Cron(Job job, TimeSpan every) =>
        job.At is { } at ? string.Create(CultureInfo.InvariantCulture, $"{at.Second} {at.Minute} {at.Hour} * * *")
        : every < TimeSpan.FromMinutes(1)
            ? string.Create(CultureInfo.InvariantCulture, $"*/{Math.Max(1, (int)every.TotalSeconds)} * * * * *")
        : string.Create(CultureInfo.InvariantCulture, $"0 */{(int)every.TotalMinutes} * * * *");
}
