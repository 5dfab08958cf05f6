using System.Diagnostics;
using Commissioner.App.Jobs;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Commissioner.App.Tests.Jobs;

/// <summary>An application in the real time whose engine runs and wakes every second.</summary>
internal static class Waking
{
    /// <summary>The settings, with others over them.</summary>
    public static Dictionary<string, string> Settings(params (string Key, string Value)[] others)
    {
        Dictionary<string, string> settings = new()
        {
            [TestApp.Machine] = "runs",
            ["Commissioner:Times:Wake"] = "00:00:01",
            ["Commissioner:Times:Poll"] = "00:00:00.200",
            ["Commissioner:Times:Stale"] = "00:00:05",
            ["Commissioner:Times:Watch"] = "00:00:00.500",
            ["Commissioner:Times:Glance"] = "00:00:00.100",
        };
        foreach (var (key, value) in others)
        {
            settings[key] = value;
        }

        return settings;
    }

    /// <summary>Stops the engine's servers, as if it had died; the rest of the application goes on.</summary>
    public static async Task StopEngineAsync(this IServiceProvider services)
    {
        foreach (var server in Servers(services))
        {
            await server.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>Starts the engine's servers again.</summary>
    public static async Task StartEngineAsync(this IServiceProvider services)
    {
        foreach (var server in Servers(services))
        {
            await server.StartAsync(CancellationToken.None);
        }
    }

    /// <summary>Waits until something is so; passes as soon as it is. The end is generous: a busy machine is no fault.</summary>
    public static async Task UntilAsync(string what, Func<Task<bool>> isSo)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            Assert.That(Stopwatch.GetElapsedTime(began), Is.LessThan(TimeSpan.FromMinutes(5)), what);
            await Task.Delay(100);
        }
    }

    /// <summary>Waits until so many statements wait for a row that somebody holds.</summary>
    public static async Task UntilWaitingAsync(this TestApp app, int statements)
    {
        await using var db = app.Db();
        await UntilAsync(
            "all wait for the row",
            async () =>
                await db
                    .Database.SqlQuery<int>(
                        $"SELECT count(*)::int AS \"Value\" FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
                    )
                    .SingleAsync() == statements
        );
    }

    /// <summary>The sweep's heartbeat.</summary>
    public static async Task<Heartbeat?> SweepAsync(this TestApp app)
    {
        await using var db = app.Db();
        return await db.Heartbeats.AsNoTracking().SingleOrDefaultAsync(h => h.Job == Schedule.Sweep);
    }

    /// <summary>Waits until the engine itself has swept after this instant.</summary>
    public static Task EngineSweepsAsync(this TestApp app, DateTimeOffset after) =>
        app.EngineUntilAsync("the engine sweeps", async () => await app.SweepAsync() is { ByWatchdog: false, At: { } at } && at > after);

    /// <summary>Waits until something of the engine is so; where it never is, what the engine stored last and the log are printed.</summary>
    public static async Task EngineUntilAsync(this TestApp app, string what, Func<Task<bool>> isSo)
    {
        try
        {
            await UntilAsync(what, isSo);
        }
        catch (AssertionException)
        {
            // Why it did not is known by what the engine stored last and by the log alone.
            await using var db = app.Db();
            foreach (
                var state in await db
                    .Database.SqlQuery<string>(
                        $"SELECT name || ' ' || coalesce(data ->> 'ExceptionDetails', '') AS \"Value\" FROM hangfire.state ORDER BY id DESC LIMIT 20"
                    )
                    .ToListAsync()
            )
            {
                await TestContext.Out.WriteLineAsync(state);
            }

            foreach (var line in app.Logged.Where(l => !l.StartsWith("Alarm", StringComparison.Ordinal)).TakeLast(40))
            {
                await TestContext.Out.WriteLineAsync(line);
            }

            throw;
        }
    }

    /// <summary>Files cases that fell due long ago.</summary>
    public static async Task<List<Id<PromiseClock>>> FileLongAgoAsync(this TestApp app, int count)
    {
        var promises = app.Services.GetRequiredService<Promises>();
        var then = TestApp.Monday.ToUniversalTime();
        await using var db = app.Db();
        var enterprise = await db.Enterprises.SingleAsync(e => e.Id == app.World.Enterprises[0].Id);
        var cases = Enumerable
            .Range(0, count)
            .Select(_ =>
                Case.Submit(
                    Id<Case>.New(then),
                    enterprise,
                    new("示例", "示例", "Other", Urgency.Ordinary),
                    null,
                    app.World.Park,
                    promises,
                    app.World["enterprise1"].Acting(),
                    then
                )
            )
            .ToList();
        db.Cases.AddRange(cases);
        await db.StoreAsync(CancellationToken.None);
        // Not what is stored by now: where the engine was quicker, orders have clocks of their own, which are not due.
        return [.. cases.SelectMany(c => c.Clocks).Select(c => c.Id)];
    }

    /// <summary>Waits until all that was due is raised, and demands that nothing was raised early.</summary>
    public static async Task MustRaiseAsync(this TestApp app, IReadOnlyCollection<Id<PromiseClock>> clocks)
    {
        await UntilAsync(
            "all that was due is raised",
            async () =>
            {
                await using var db = app.Db();
                var now = TimeProvider.System.GetUtcNow();
                return await db.Clocks.CountAsync(c => clocks.Contains(c.Id) && (c.NextFireAt == null || c.NextFireAt > now))
                    == clocks.Count;
            }
        );
        await using var db = app.Db();
        Assert.That(
            await db.Firings.Where(f => clocks.Contains(f.ClockId)).Select(f => f.ClockId).Distinct().CountAsync(),
            Is.EqualTo(clocks.Count)
        );
        Assert.That(await db.Firings.CountAsync(f => f.FiredAt < f.WantedAt), Is.Zero);
    }

    private static IEnumerable<IHostedService> Servers(IServiceProvider services) =>
        services.GetServices<IHostedService>().OfType<Hangfire.BackgroundJobServerHostedService>();
}
