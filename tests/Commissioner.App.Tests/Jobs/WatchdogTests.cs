using Commissioner.App.Jobs;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Commissioner.App.Tests.Jobs;

/// <summary>An engine that has stopped is stood in for, and seen.</summary>
public sealed class WatchdogTests
{
    [Test]
    public async Task When_the_engine_wakes_nobody_the_watchdog_sweeps_and_says_so()
    {
        await using var app = await TestApp.StartAsync(settings: Waking.Settings());
        await app.EngineSweepsAsync(DateTimeOffset.MinValue);
        await app.Services.StopEngineAsync();

        var clocks = await app.FileLongAgoAsync(3);
        await Waking.UntilAsync("the watchdog sweeps", async () => (await app.SweepAsync())!.ByWatchdog);
        await app.MustRaiseAsync(clocks);
        // It tells when it has done all that was missed.
        var admin = await app.Api("sysadmin");
        await Waking.UntilAsync(
            "the administrator is told",
            async () => (await admin.SeeAsync("/notices")).Text.Contains("看门狗", StringComparison.Ordinal)
        );
        await Waking.UntilAsync("promises are kept", async () => (await ReadyAsync(app)).Status == 200);

        await app.Services.StartEngineAsync();
        await app.EngineSweepsAsync(TimeProvider.System.GetUtcNow());
        await Waking.UntilAsync(
            "the alarm is over",
            async () =>
            {
                await using var db = app.Db();
                return await db.EngineAlarms.CountAsync(a => a.Trouble == EngineTrouble.EngineStopped && a.OverAt == null) == 0;
            }
        );
        await using var end = app.Db();
        var raised = await end.EngineAlarms.Where(a => a.Trouble == EngineTrouble.EngineStopped).OrderBy(a => a.RaisedAt).ToListAsync();
        // On a busy machine the engine may be missed again; but it is never told while it is told already.
        Assert.That(raised.Zip(raised.Skip(1), (one, next) => one.OverAt <= next.RaisedAt), Is.All.True);
    }

    [Test]
    public async Task When_the_watchdog_stops_too_health_and_every_desk_page_say_so()
    {
        await using var app = await TestApp.StartAsync(settings: Waking.Settings(("Commissioner:Times:Watch", "1.00:00:00")));
        await app.EngineSweepsAsync(DateTimeOffset.MinValue);
        Assert.That((await ReadyAsync(app)).Status, Is.EqualTo(200));
        await app.Services.StopEngineAsync();
        // On a busy machine another job may be missed a moment before the sweep is.
        await Waking.UntilAsync("the sweep is missed", async () => (string?)(await ReadyAsync(app))["why"] == "The sweep has stopped.");
        Assert.That((await ReadyAsync(app)).Status, Is.EqualTo(503));

        var desk = await app.Browser("supervisor");
        Assert.That((await desk.SeeAsync("/supervision")).Texts("#engine-stale"), Has.One.Contains("计时引擎停了"));
        Assert.That((await (await app.Browser("sysadmin")).SeeAsync("/engine")).Texts("#timetable .alarm-red"), Is.Not.Empty);
        Assert.That(
            (await (await app.Browser("enterprise1")).SeeAsync("/cases/mine")).Texts("#engine-stale"),
            Is.Empty,
            "the enterprise has no business with machines"
        );

        foreach (var job in Schedule.Jobs)
        {
            await app.Services.GetRequiredService<JobRunner>().RunAsync(job, CancellationToken.None);
        }

        Assert.That((await ReadyAsync(app)).Status, Is.EqualTo(200));
        await Waking.UntilAsync("the banner is gone", async () => (await desk.SeeAsync("/notices")).Texts("#engine-stale").Count == 0);
    }

    [Test]
    public async Task A_canary_that_is_not_raised_is_red_while_sweeps_end_well()
    {
        await using var app = await TestApp.StartAsync(settings: Waking.Settings());
        await app.EngineSweepsAsync(DateTimeOffset.MinValue);
        Assert.That((await ReadyAsync(app))["canaryDueAt"], Is.Not.Null);
        await app.ExecuteAsync(
            "UPDATE clocks SET due_at = due_at - interval '1 hour', next_fire_at = next_fire_at + interval '1 hour' WHERE kind = 'Canary'"
        );
        await Waking.UntilAsync("health is red", async () => (string?)(await ReadyAsync(app))["why"] == "The canary was not raised.");
        Assert.That((await ReadyAsync(app)).Status, Is.EqualTo(503));
    }

    [Test]
    public async Task A_job_that_hangs_keeps_no_other_waiting()
    {
        await using var app = await TestApp.StartAsync(settings: Waking.Settings());
        await app.EngineSweepsAsync(DateTimeOffset.MinValue);
        await using var other = new NpgsqlConnection(app.ConnectionString);
        await other.OpenAsync();
        await using (var held = await other.BeginTransactionAsync())
        {
            await using var hold = new NpgsqlCommand("LOCK TABLE timeline IN ACCESS EXCLUSIVE MODE", other, held);
            await hold.ExecuteNonQueryAsync();
            await TwoSweepsAsync();
            var reacted = await ReactedAsync();
            await TwoSweepsAsync();
            Assert.That(await ReactedAsync(), Is.EqualTo(reacted), "it hangs");
        }

        var released = TimeProvider.System.GetUtcNow();
        await Waking.UntilAsync("it goes on", async () => await ReactedAsync() > released);

        async Task TwoSweepsAsync()
        {
            for (var sweep = 0; sweep < 2; sweep++)
            {
                await app.EngineSweepsAsync((await app.SweepAsync())!.At!.Value);
            }
        }

        async Task<DateTimeOffset> ReactedAsync()
        {
            await using var db = app.Db();
            return await db.Heartbeats.Where(h => h.Job == "react").Select(h => h.At).SingleOrDefaultAsync() ?? default;
        }
    }

    [Test]
    public async Task A_node_whose_clock_is_wrong_goes_by_the_databases()
    {
        await using var app = await TestApp.StartAsync();
        var scopes = app.Services.GetRequiredService<IServiceScopeFactory>();
        var wrong = new DatabaseClock(new(new Ahead(TimeSpan.FromMinutes(10))), scopes, NullLogger<DatabaseClock>.Instance);
        await wrong.AskAsync(CancellationToken.None);
        var right = new DatabaseClock(new(TimeProvider.System), scopes, NullLogger<DatabaseClock>.Instance);
        await right.AskAsync(CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(wrong.Ahead, Is.EqualTo(TimeSpan.FromMinutes(10)).Within(TimeSpan.FromMinutes(1)));
            Assert.That(wrong.GetUtcNow(), Is.EqualTo(TimeProvider.System.GetUtcNow()).Within(TimeSpan.FromMinutes(1)));
            Assert.That(right.Ahead, Is.EqualTo(TimeSpan.Zero));
        }
    }

    [Test]
    public async Task A_job_that_fails_is_told_the_third_time_and_tried_again()
    {
        await using var app = await TestApp.StartAsync();
        var react = Schedule.Jobs.Single(j => j.Name == "react");
        var runner = app.Services.GetRequiredService<JobRunner>();
        await runner.RunAsync(react, CancellationToken.None);
        var well = app.Clock.GetUtcNow();
        await app.ExecuteAsync("ALTER TABLE timeline RENAME COLUMN reacted_at TO gone");
        for (var failure = 1; failure <= 4; failure++)
        {
            app.Advance(TimeSpan.FromSeconds(5));
            Assert.That(async () => await runner.RunAsync(react, CancellationToken.None), Throws.Exception);
            Assert.That(await ToldAsync(), Is.EqualTo(failure < 3 ? 0 : 1), $"failure {failure}");
        }

        await using (var db = app.Db())
        {
            var beat = await db.Heartbeats.SingleAsync(h => h.Job == "react");
            using (Assert.EnterMultipleScope())
            {
                Assert.That(beat.Failures, Is.EqualTo(4));
                Assert.That(beat.At, Is.EqualTo(well), "it never ended well since");
                Assert.That(beat.StartedAt, Is.EqualTo(app.Clock.GetUtcNow()));
                Assert.That(beat.FailedAt, Is.EqualTo(app.Clock.GetUtcNow()));
                Assert.That(beat.Error, Is.EqualTo("PostgresException 42703"), "type and code alone");
            }
        }

        await app.ExecuteAsync("ALTER TABLE timeline RENAME COLUMN gone TO reacted_at");
        await runner.RunAsync(react, CancellationToken.None);
        await using var after = app.Db();
        Assert.That(await after.Heartbeats.Where(h => h.Job == "react").Select(h => h.Failures).SingleAsync(), Is.Zero);
        Assert.That(await after.EngineAlarms.CountAsync(a => a.OverAt == null), Is.Zero);

        async Task<int> ToldAsync()
        {
            await using var db = app.Db();
            var told = await db.Notices.Where(n => n.Text == "EngineJobFails").Select(n => n.PersonId).ToListAsync();
            Assert.That(told, Is.All.EqualTo(app.World["sysadmin"].Id));
            return told.Count;
        }
    }

    private static async Task<Answer> ReadyAsync(TestApp app)
    {
        using var http = app.Client();
        // Whatever stands still: people are still sent here.
        using var serves = await http.GetAsync("/health/serves");
        Assert.That((int)serves.StatusCode, Is.EqualTo(200));
        using var response = await http.GetAsync("/health/ready");
        return await Answer.ReadAsync(response);
    }

    private sealed class Ahead(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
