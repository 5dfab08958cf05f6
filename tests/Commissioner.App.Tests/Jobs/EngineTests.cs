using System.Net;
using Commissioner.App.Jobs;
using Commissioner.App.Tests.Conventions;
using Commissioner.App.Tests.Harness;
using Hangfire;
using Hangfire.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Jobs;

/// <summary>Hangfire wakes the jobs; what it remembers is worth nothing.</summary>
public sealed class EngineTests
{
    private static readonly string[] Tables =
    [
        "aggregatedcounter",
        "counter",
        "hash",
        "jobparameter",
        "jobqueue",
        "list",
        "lock",
        "server",
        "set",
        "state",
        "job",
    ];

    [Test]
    public async Task Deleting_all_that_the_engine_has_stored_while_it_runs_loses_nothing()
    {
        await using var app = await TestApp.StartAsync(settings: Waking.Settings());
        await app.EngineSweepsAsync(DateTimeOffset.MinValue);
        var clocks = await app.FileLongAgoAsync(5);
        foreach (var table in Tables)
        {
            await app.ExecuteAsync($"DELETE FROM hangfire.{table}");
        }

        await app.MustRaiseAsync(clocks);
        await app.EngineSweepsAsync(TimeProvider.System.GetUtcNow());
        await app.EngineUntilAsync("the timetable is whole", () => Task.FromResult(Registered(app).Count == Schedule.Jobs.Count));
        Assert.That(Registered(app), Is.EquivalentTo(Schedule.Jobs.Select(j => j.Name)));
    }

    [Test]
    public async Task Its_whole_schema_dropped_while_it_runs_is_made_anew()
    {
        await using var app = await TestApp.StartAsync(settings: Waking.Settings());
        await app.EngineSweepsAsync(DateTimeOffset.MinValue);
        var clocks = await app.FileLongAgoAsync(2);
        await app.ExecuteAsync("DROP SCHEMA hangfire CASCADE");
        await app.MustRaiseAsync(clocks);
        await app.EngineSweepsAsync(TimeProvider.System.GetUtcNow());
    }

    [Test]
    public async Task Every_start_registers_the_timetable_and_takes_away_what_it_does_not_know()
    {
        var settings = Waking.Settings(("Commissioner:Times:Watch", "1.00:00:00"));
        await using var app = await TestApp.StartAsync(settings: settings);
        await Waking.UntilAsync("the timetable is there", () => Task.FromResult(Registered(app).Count == Schedule.Jobs.Count));
        app.Services.GetRequiredService<IRecurringJobManager>()
            .AddOrUpdate<Wake>("of-an-older-version", w => w.RunAsync("of-an-older-version", CancellationToken.None), Cron.Yearly);
        app.StartNode(settings);
        await Waking.UntilAsync("it is gone", () => Task.FromResult(Registered(app).Count == Schedule.Jobs.Count));
    }

    [Test]
    public async Task A_job_that_the_engine_gave_up_or_half_forgot_is_registered_again()
    {
        await using var app = await TestApp.StartAsync(settings: Waking.Settings());
        await app.EngineSweepsAsync(DateTimeOffset.MinValue);
        await app.ExecuteAsync("DELETE FROM hangfire.hash WHERE key = {0} AND field = 'NextExecution'", $"recurring-job:{Schedule.Sweep}");
        await app.ExecuteAsync("DELETE FROM hangfire.set WHERE value = {0}", Schedule.Sweep);
        await app.EngineSweepsAsync(TimeProvider.System.GetUtcNow().AddSeconds(2));
        // Of what is missing in the set alone the scheduler never wakes what the hash still says.
        await app.ExecuteAsync("DELETE FROM hangfire.set WHERE value = {0}", Schedule.Sweep);
        await app.EngineSweepsAsync(TimeProvider.System.GetUtcNow().AddSeconds(2));
    }

    // A store outlives the version that filled it: what another version finds there must be a name that it knows.
    [Test]
    public async Task It_stores_one_method_that_stays_and_a_name_and_nothing_else()
    {
        await using var app = await TestApp.StartAsync(settings: Waking.Settings());
        await app.EngineSweepsAsync(DateTimeOffset.MinValue);
        await using var db = app.Db();
        var calls = await db
            .Database.SqlQuery<string>(
                $"SELECT DISTINCT invocationdata ->> 'Type' || ' ' || (invocationdata ->> 'Method') AS \"Value\" FROM hangfire.job"
            )
            .ToListAsync();
        var arguments = await db.Database.SqlQuery<string>($"SELECT DISTINCT arguments::text AS \"Value\" FROM hangfire.job").ToListAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(calls, Is.EqualTo(new[] { "Commissioner.App.Jobs.Wake, commissioner RunAsync" }));
            Assert.That(
                arguments.Select(a => System.Text.Json.JsonSerializer.Deserialize<string?[]>(a)!).Select(a => (a[0]!.Trim('"'), a[1])),
                Is.SubsetOf(Schedule.Jobs.Select(j => (j.Name, (string?)null)))
            );
        }
    }

    [Test]
    public async Task What_fails_is_not_tried_again_by_the_engine()
    {
        await using var app = await TestApp.StartAsync(settings: Waking.Settings());
        await app.EngineSweepsAsync(DateTimeOffset.MinValue);
        await app.ExecuteAsync("ALTER TABLE timeline RENAME COLUMN reacted_at TO gone");
        await Waking.UntilAsync(
            "it fails twice",
            async () =>
            {
                await using var db = app.Db();
                return await db.Heartbeats.AnyAsync(h => h.Job == Schedule.Reacting.Name && h.Failures >= 2);
            }
        );
        var statistics = app.Services.GetRequiredService<JobStorage>().GetMonitoringApi().GetStatistics();
        Assert.That((statistics.Scheduled, statistics.Failed), Is.EqualTo((0L, 0L)));
    }

    [Test]
    public async Task Of_two_nodes_either_goes_on_alone()
    {
        var settings = Waking.Settings();
        await using var app = await TestApp.StartAsync(settings: settings);
        var second = app.StartNode(settings);
        await Waking.UntilAsync("both are there", () => Task.FromResult(Servers(app) == 6));
        await app.EndNodeAsync(second);
        var clocks = await app.FileLongAgoAsync(3);
        await app.MustRaiseAsync(clocks);
        await app.EngineSweepsAsync(TimeProvider.System.GetUtcNow());
    }

    [Test]
    public async Task A_web_only_node_has_no_workers_and_what_it_commits_another_does()
    {
        var settings = Waking.Settings();
        await using var app = await TestApp.StartAsync(settings: settings);
        await app.EngineSweepsAsync(DateTimeOffset.MinValue);
        var web = app.StartNode(Waking.Settings(("Commissioner:RunsJobs", "false")));
        using var http = await app.SessionAsync("enterprise1", web);
        Assert.That(Servers(app), Is.EqualTo(3));
        var clocks = await app.FileLongAgoAsync(1);
        await app.MustRaiseAsync(clocks);
    }

    // Only the pace is measured here, by order: the timetable would come a day later.
    [Test]
    public async Task What_follows_from_a_commit_is_planned_at_once()
    {
        await using var app = await TestApp.StartAsync(settings: Waking.Settings(("Commissioner:Times:Wake", "00:30:00")));
        await new Journey(app, TimeProvider.System).FileAsync();
        await Waking.UntilAsync(
            "the commissioner is told",
            async () =>
            {
                await using var db = app.Db();
                return await db.Notices.AnyAsync(n => n.PersonId == app.World["commissioner1"].Id);
            }
        );
    }

    [Test]
    public void Nothing_but_the_jobs_knows_the_engine() =>
        Assert.That(
            Product
                .Files("", "*.cs")
                .Where(f =>
                    !f.StartsWith("Jobs/", StringComparison.Ordinal) && Product.Read(f).Contains("using Hangfire", StringComparison.Ordinal)
                ),
            Is.Empty
        );

    [TestCase("sysadmin", 200)]
    [TestCase("auditor", 200)]
    [TestCase("secadmin", 404)]
    [TestCase("supervisor", 404)]
    [TestCase("commissioner1", 404)]
    [TestCase("department1", 404)]
    [TestCase("enterprise1", 404)]
    [TestCase(null, 404)]
    public async Task The_dashboard_is_for_who_runs_the_machine_and_who_audits_it(string? user, int status)
    {
        await using var app = await TestApp.StartAsync();
        using var http = user is null ? app.Client() : await app.SessionAsync(user);
        foreach (var path in new[] { "/jobs", "/jobs/recurring", "/jobs/jobs/enqueued", "/jobs/servers" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("X-Forwarded-For", "127.0.0.1");
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.That((int)answer.StatusCode, Is.EqualTo(status), path);
            Assert.That(text, Does.Not.Contain("Password").And.Not.Contain("Host=").And.Not.Contain("127.0.0.1"), path);
        }

        using var trigger = await http.PostAsync("/jobs/recurring/trigger", new FormUrlEncodedContent([new("jobs[]", Schedule.Sweep)]));
        Assert.That(
            trigger.StatusCode,
            user == "sysadmin"
                ? Is.EqualTo(HttpStatusCode.NoContent).Or.EqualTo(HttpStatusCode.Forbidden)
                : Is.Not.EqualTo(HttpStatusCode.NoContent)
        );
    }

    private static List<string> Registered(TestApp app)
    {
        using var connection = app.Services.GetRequiredService<JobStorage>().GetConnection();
        return connection.GetRecurringJobs().ConvertAll(r => r.Id);
    }

    private static int Servers(TestApp app) => app.Services.GetRequiredService<JobStorage>().GetMonitoringApi().Servers().Count;
}
