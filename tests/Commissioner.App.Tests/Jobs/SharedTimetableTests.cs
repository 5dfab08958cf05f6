using Commissioner.App.Jobs;
using Commissioner.App.Tests.Conventions;
using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Jobs;

/// <summary>The timetable in the database: shared by nodes, and worth nothing.</summary>
public sealed class SharedTimetableTests
{
    private static readonly string[] Tables =
    [
        "simple_triggers",
        "cron_triggers",
        "simprop_triggers",
        "blob_triggers",
        "triggers",
        "job_details",
        "fired_triggers",
        "calendars",
        "paused_trigger_grps",
        "paused_job_grps",
        "scheduler_state",
        "locks",
    ];

    [Test]
    public async Task H1_H7_deleting_everything_that_the_engine_has_stored_while_it_runs_loses_nothing()
    {
        await using var app = await TestApp.StartAsync(settings: Waking.Settings("Database"));
        await app.EngineSweepsAsync(DateTimeOffset.MinValue);
        Assert.That(await CountAsync(app, "job_details"), Is.EqualTo(Schedule.Jobs.Count));

        var clocks = await app.FileLongAgoAsync(5);
        foreach (var table in Tables)
        {
            var sql = $"DELETE FROM quartz.{table}";
            await app.ExecuteAsync(sql);
        }

        var deleted = TimeProvider.System.GetUtcNow();
        await app.MustRaiseAsync(clocks);
        await app.EngineSweepsAsync(deleted.AddSeconds(1));

        // A few fat jobs, however many promises: none is the engine's to remember.
        Assert.That(await CountAsync(app, "job_details"), Is.EqualTo(Schedule.Jobs.Count));
        Assert.That(await CountAsync(app, "triggers"), Is.EqualTo(Schedule.Jobs.Count));
    }

    // A store outlives the version that filled it: what another version finds there must be a name that it knows, and no argument.
    [Test]
    public async Task H10_the_engine_stores_one_class_name_that_stays_and_no_arguments()
    {
        await using var app = await TestApp.StartAsync(settings: Waking.Settings("Database"));
        await app.EngineSweepsAsync(DateTimeOffset.MinValue);
        await using var db = app.Db();
        var classes = await db
            .Database.SqlQuery<string>($"SELECT DISTINCT job_class_name AS \"Value\" FROM quartz.job_details")
            .ToListAsync();
        Assert.That(classes, Has.Count.EqualTo(1).And.All.StartsWith("Commissioner.App.Jobs.Wake, commissioner"));
        Assert.That(
            await db
                .Database.SqlQuery<int>(
                    $"SELECT count(*)::int AS \"Value\" FROM quartz.job_details WHERE requests_recovery OR length(encode(job_data, 'escape')) > 200"
                )
                .ToListAsync(),
            Is.EqualTo(new[] { 0 })
        );
        var stored = await db.Database.SqlQuery<string>($"SELECT job_name AS \"Value\" FROM quartz.job_details").ToListAsync();
        Assert.That(stored, Is.SubsetOf(Schedule.Jobs.Select(j => j.Name)));
    }

    [Test]
    public async Task H2_a_job_that_the_engine_gave_up_is_registered_again()
    {
        await using var app = await TestApp.StartAsync(settings: Waking.Settings("Database"));
        await app.EngineSweepsAsync(DateTimeOffset.MinValue);
        await app.ExecuteAsync("UPDATE quartz.triggers SET trigger_state = 'ERROR' WHERE trigger_name = {0}", Schedule.Sweep);
        await app.EngineSweepsAsync(TimeProvider.System.GetUtcNow().AddSeconds(1));
        await Waking.UntilAsync(
            "no trigger is given up",
            async () =>
            {
                await using var db = app.Db();
                return (
                        await db
                            .Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM quartz.triggers WHERE trigger_state = 'ERROR'")
                            .ToListAsync()
                    )[0] == 0;
            }
        );
    }

    [Test]
    public async Task Of_two_nodes_each_waking_happens_on_one_and_either_goes_on_alone()
    {
        var settings = Waking.Settings("Database", ("Commissioner:Times:Wake", "00:00:00.500"));
        await using var app = await TestApp.StartAsync(settings: settings);
        var second = app.StartNode(settings);
        await Waking.UntilAsync("both nodes are there", async () => await CountAsync(app, "scheduler_state") == 2);

        var engines = new[] { await app.Services.EngineAsync(), await second.EngineAsync() };
        var before = await RunsAsync();
        var began = TimeProvider.System.GetUtcNow();
        await Task.Delay(TimeSpan.FromSeconds(4));
        var runs = await RunsAsync() - before;
        var wakings = ((TimeProvider.System.GetUtcNow() - began) / TimeSpan.FromSeconds(0.5) * Schedule.Jobs.Count) + Schedule.Jobs.Count;
        TestContext.Out.WriteLine($"{runs} runs in {wakings:0} wakings");
        Assert.That(runs, Is.GreaterThan(0).And.LessThanOrEqualTo(wakings), "together no more than one node alone would");

        await app.EndNodeAsync(second);
        var clocks = await app.FileLongAgoAsync(3);
        await app.MustRaiseAsync(clocks);
        await app.EngineSweepsAsync(TimeProvider.System.GetUtcNow());

        async Task<int> RunsAsync()
        {
            var sum = 0;
            foreach (var engine in engines)
            {
                sum += (int)(await engine.GetMetadata()).JobsExecuted;
            }

            return sum;
        }
    }

    [Test]
    public void H6_nothing_but_the_jobs_knows_the_engine() =>
        Assert.That(
            Product
                .Files("", "*.cs")
                .Where(f =>
                    !f.StartsWith("Jobs/", StringComparison.Ordinal) && Product.Read(f).Contains("using Quartz", StringComparison.Ordinal)
                ),
            Is.Empty
        );

    private static async Task<int> CountAsync(TestApp app, string table)
    {
        await using var db = app.Db();
        var sql = $"SELECT count(*)::int AS \"Value\" FROM quartz.{table}";
        return (await db.Database.SqlQueryRaw<int>(sql).ToListAsync())[0];
    }
}
