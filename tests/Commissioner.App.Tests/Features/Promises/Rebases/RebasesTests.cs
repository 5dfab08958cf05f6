using Commissioner.App.Features.Clocks;
using Commissioner.App.Features.Rebases;
using Commissioner.App.Tests.Features.Policies;
using Commissioner.App.Tests.Harness;
using Commissioner.Data.Providers;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Rebases;

/// <summary>
/// Promises are carried over to other limits by an explicit act: in pieces, to be stopped, gone on with after any end, and taken back.
/// </summary>
public sealed class RebasesTests
{
    private const string Sweep = "sweep-deadlines";
    private const string Job = "rebase-clocks";

    [TestCaseSource(typeof(TestApp), nameof(TestApp.EveryEngine))]
    public async Task Every_due_time_moves_with_its_case_and_can_be_taken_back(Engine engine)
    {
        await using var app = await TestApp.StartAsync(engine: engine);
        var story = new Journey(app);
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([1, 2]);
        await story.CheckInAsync(whistle, 1);
        await (await app.Api("enterprise2")).DoAsync($"/enterprises/{app.World.Enterprises[1].Id}/replacements");
        await app.RunAsync(Sweep);
        await app.ChangeAsync(("settle-joint", "9d"), ("check-in", "2h"), ("successor", "2h"));
        var before = await app.StandAsync();

        var started = await StartAsync(app, all: true);
        await app.RunAsync(Job);
        await using (var db = app.Db())
        {
            var clocks = await db.Clocks.AsNoTracking().ToListAsync();
            var @case = await db.Cases.AsNoTracking().SingleAsync();
            var settle = clocks.Single(c => c.Kind == PromiseKind.Settle);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(settle.DueAt, Is.EqualTo(TestApp.At("03-13 18:00")));
                Assert.That(@case.DueAt, Is.EqualTo(settle.DueAt));
                Assert.That(@case.NextDueAt, Is.EqualTo(clocks.Where(c => c.OwnerKind == OwnerKind.Case && c.IsRunning).Min(c => c.DueAt)));
                Assert.That(
                    clocks.Single(c => c.Kind == PromiseKind.LegResult).DueAt,
                    Is.EqualTo(TestApp.At("03-12 18:00")),
                    "a lead's follows the case's"
                );
                Assert.That(
                    (await db.Legs.AsNoTracking().ToListAsync()).Select(l => l.NextDueAt),
                    Is.EquivalentTo(
                        clocks
                            .Where(c => c.IsRunning && c.Kind is PromiseKind.LegResult or PromiseKind.CheckIn)
                            .Select(c => (DateTimeOffset?)c.DueAt)
                    ),
                    "and so do the inboxes"
                );
                Assert.That(
                    clocks.Single(c => c.Kind == PromiseKind.Successor).DueAt,
                    Is.EqualTo(TestApp.At("03-02 11:00")),
                    "a replacement's too"
                );
                Assert.That(clocks.Single(c => c.Kind == PromiseKind.Canary).PolicyVersion, Is.EqualTo(1), "the canary is nobody's");
                Assert.That(clocks.Where(c => c.IsRunning && c.Kind != PromiseKind.Canary).Select(c => c.PolicyVersion), Is.All.EqualTo(2));
                Assert.That(clocks.Any(c => !c.IsRunning), Is.True);
                Assert.That(clocks.Where(c => !c.IsRunning).Select(c => c.PolicyVersion), Is.All.EqualTo(1));
            }
        }

        (await (await app.Api("triage")).PostAsync($"/rebases/{started}/stops")).MustRefuse(409, "RebaseDoesNotRun");
        await (await app.Api("triage")).DoAsync($"/rebases/{started}/reversals", new { reason = "示例撤回" });
        await app.RunAsync(Job);
        Assert.That(await app.StandAsync(), Is.EqualTo(before));
        Assert.That((string?)(await (await app.Api("triage")).SeeAsync($"/rebases/{started}"))["state"], Is.EqualTo("Reverted"));
        (await (await app.Api("triage")).PostAsync($"/rebases/{started}/reversals", new { reason = "示例" })).MustRefuse(
            409,
            "RebaseCannotBeReversed"
        );
    }

    [Test]
    public async Task In_the_enterprise_s_favour_only_what_comes_no_later_moves()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.FileAsync();
        await story.AcceptAsync();
        await app.ChangeAsync(("settle", "3d"), ("first-contact", "2d"));
        var id = await StartAsync(app, all: false);
        await app.RunAsync(Job);
        await using var db = app.Db();
        var due = await db.Clocks.Where(c => c.StoppedAt == null).ToDictionaryAsync(c => c.Kind, c => (c.PolicyVersion, c.DueAt));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(due[PromiseKind.Settle], Is.EqualTo((2, TestApp.At("03-05 18:00").ToUniversalTime())));
            Assert.That(due[PromiseKind.FirstContact], Is.EqualTo((1, TestApp.At("03-03 18:00").ToUniversalTime())));
            var sheet = await (await app.Api("triage")).SeeAsync($"/rebases/{id}");
            Assert.That(
                ((int)sheet["total"]!, (int)sheet["done"]!, (int)sheet["left"]!, (string?)sheet["state"]),
                Is.EqualTo((2, 1, 1, "Done"))
            );
            Assert.That((await story.SeenBy("enterprise1")).Each("timeline", "name")[^1], Is.EqualTo("PromiseRebased"));
        }
    }

    [Test]
    public async Task What_has_ended_keeps_its_result_and_its_version()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.FileAsync();
        await app.ChangeAsync(("accept", "5d"), ("settle", "3d"));
        app.MoveTo("03-04 09:00");
        await story.AcceptAsync();
        await app.FileAsync(1);
        await using var db = app.Db();
        var ended = await db.Clocks.AsNoTracking().Where(c => c.Kind == PromiseKind.Accept && c.Result != null).SingleAsync();
        (
            await (await app.Api("triage")).PostAsync(
                "/rebases",
                new
                {
                    fromVersion = 1,
                    all = true,
                    reason = "示例",
                }
            )
        ).MustRefuse(409, "NothingToRebase");
        await app.RunAsync(Job);
        var still = await db.Clocks.AsNoTracking().SingleAsync(c => c.Id == ended.Id);
        Assert.That(
            (still.Result, still.PolicyVersion, still.DueAt, still.LastSeq),
            Is.EqualTo((PromiseResult.Late, 1, ended.DueAt, ended.LastSeq))
        );
    }

    [Test]
    public async Task It_is_stopped_in_the_middle_and_goes_on_where_it_was()
    {
        await using var app = await TestApp.StartAsync();
        await app.FileAsync(60);
        await app.ChangeAsync(("accept", "2h"));
        var id = await StartAsync(app, all: true);
        var triage = await app.Api("triage");
        (
            await triage.PostAsync(
                "/rebases",
                new
                {
                    fromVersion = 1,
                    all = true,
                    reason = "示例",
                }
            )
        ).MustRefuse(409, "OneRebaseAtATime");
        Assert.That(await app.AsSystemAsync(new RebaseClocks(Batch: 10, Pieces: 2)), Is.EqualTo(20));
        var stopped = await triage.DoAsync($"/rebases/{id}/stops");
        Assert.That(((string?)stopped["state"], (int)stopped["done"]!), Is.EqualTo(("Stopped", 20)));
        Assert.That(await app.RunAsync(Job), Is.Zero);
        await triage.DoAsync($"/rebases/{id}/resumptions");
        Assert.That(await app.RunAsync(Job), Is.EqualTo(40));
        await using var db = app.Db();
        Assert.That(await db.Clocks.CountAsync(c => c.PolicyVersion == 2), Is.EqualTo(60));
        Assert.That(await db.ClockEvents.CountAsync(e => e.Kind == ClockEventKind.Rebased), Is.EqualTo(60));
        Assert.That((string?)(await triage.SeeAsync($"/rebases/{id}"))["state"], Is.EqualTo("Done"));
    }

    [Test]
    public async Task Cut_off_at_any_statement_nothing_is_lost_and_nothing_done_twice()
    {
        await using var app = await TestApp.StartAsync();
        await app.FileAsync(60);
        await app.ChangeAsync(("accept", "2h"));
        var id = await StartAsync(app, all: true);
        for (var cut = 0; cut < 25; cut++)
        {
            using var end = new CancellationTokenSource(TimeSpan.FromMilliseconds(3 * cut));
            try
            {
                await app.AsSystemAsync(new RebaseClocks(Batch: 7, Pieces: 1), end.Token);
            }
            catch (OperationCanceledException)
            {
                // Its transaction is gone with it.
            }
        }

        await Task.WhenAll(app.RunAsync(Job), app.RunAsync(Job));
        await app.RunAsync(Job);
        await using var db = app.Db();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await db.Clocks.CountAsync(c => c.PolicyVersion == 2), Is.EqualTo(60));
            Assert.That(await db.ClockEvents.CountAsync(e => e.Kind == ClockEventKind.Rebased), Is.EqualTo(60));
            Assert.That(await db.Timeline.CountAsync(e => e.Name == "PromiseRebased"), Is.EqualTo(60));
            Assert.That((int)(await (await app.Api("triage")).SeeAsync($"/rebases/{id}"))["done"]!, Is.EqualTo(60));
        }
    }

    [Test]
    public async Task The_policy_changes_under_open_clocks_while_the_sweep_runs_and_each_level_is_raised_once()
    {
        await using var app = await TestApp.StartAsync();
        await app.FileAsync(300);
        await app.ChangeAsync(("accept", "2h"));
        await StartAsync(app, all: true);
        app.MoveTo("03-04 09:00");
        await Task.WhenAll(
            app.AsSystemAsync(new RebaseClocks(Batch: 25)),
            app.AsSystemAsync(new SweepDeadlines(Batch: 20)),
            app.AsSystemAsync(new RebaseClocks(Batch: 40)),
            app.AsSystemAsync(new SweepDeadlines(Batch: 50))
        );
        await app.RunAsync(Job);
        await app.RunAsync(Sweep);
        await using var db = app.Db();
        var fired = await db.Firings.Where(f => db.Clocks.Any(c => c.Id == f.ClockId && c.Kind == PromiseKind.Accept)).ToListAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await db.Clocks.CountAsync(c => c.PolicyVersion == 2 && c.Kind == PromiseKind.Accept), Is.EqualTo(300));
            // Late since Monday 11:00 by the new limit: amber, red and, a working day after, the reminder.
            Assert.That(
                fired.CountBy(f => f.Level),
                Is.EquivalentTo(
                    new[]
                    {
                        KeyValuePair.Create(PromiseLevel.Warned, 300),
                        KeyValuePair.Create(PromiseLevel.Overdue, 300),
                        KeyValuePair.Create(PromiseLevel.Reminded, 300),
                    }
                )
            );
            Assert.That(fired.Select(f => (f.ClockId, f.Level)), Is.Unique);
            Assert.That(await db.Clocks.CountAsync(c => c.NextFireAt < app.Clock.GetUtcNow()), Is.Zero);
            Assert.That(await db.Timeline.CountAsync(e => e.Name == "PromiseOverdue"), Is.EqualTo(300));
        }
    }

    [Test]
    public async Task A_policy_change_under_the_sweep_moves_and_raises_each_of_ten_thousand_once()
    {
        const int Count = 10_000;
        await using var app = await TestApp.StartAsync();
        await app.FileAsync(1);
        await app.CopyAsync(Count - 1);
        await app.ChangeAsync(("accept", "2h"));
        var id = await StartAsync(app, all: true);
        // By the new limit amber since 10:36; by the old one not before the afternoon: what the sweep finds is what was just moved.
        app.MoveTo("03-02 10:40:00");
        var sweeps = 0;
        var moving = Task.WhenAll(app.AsSystemAsync(new RebaseClocks()), app.AsSystemAsync(new RebaseClocks()));
        for (; !moving.IsCompleted; sweeps++)
        {
            await app.AsSystemAsync(new SweepDeadlines());
        }

        await moving;
        await app.RunAsync(Job);
        await app.RunAsync(Sweep);
        await using var db = app.Db();
        var fired = await db.Firings.Where(f => db.Clocks.Any(c => c.Id == f.ClockId && c.Kind == PromiseKind.Accept)).ToListAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sweeps, Is.GreaterThan(2), "they must have met");
            Assert.That((int)(await (await app.Api("triage")).SeeAsync($"/rebases/{id}"))["done"]!, Is.EqualTo(Count));
            Assert.That(await db.Clocks.CountAsync(c => c.PolicyVersion == 2 && c.Kind == PromiseKind.Accept), Is.EqualTo(Count));
            Assert.That(await db.ClockEvents.CountAsync(e => e.Kind == ClockEventKind.Rebased), Is.EqualTo(Count));
            Assert.That(fired, Has.Count.EqualTo(Count));
            Assert.That(fired.All(f => f.Level == PromiseLevel.Warned && f.FiredAt >= f.WantedAt), Is.True);
            Assert.That(fired.Select(f => f.ClockId).Distinct().Count(), Is.EqualTo(Count));
            Assert.That(await db.Timeline.CountAsync(e => e.Name == "PromiseNearlyDue"), Is.EqualTo(Count));
            Assert.That(
                await db
                    .Database.SqlQuery<int>(
                        $"SELECT count(*)::int AS \"Value\" FROM cases c WHERE version <> (SELECT count(*) FROM timeline t WHERE t.subject_id = c.id)"
                    )
                    .SingleAsync(),
                Is.Zero,
                "no entry was lost between the two"
            );
        }
    }

    [Test]
    public async Task Who_files_meanwhile_is_not_held_up()
    {
        await using var app = await TestApp.StartAsync();
        await app.FileAsync(200);
        await app.ChangeAsync(("accept", "2h"));
        await StartAsync(app, all: true);
        var enterprise = await app.Api("enterprise2");
        var job = app.AsSystemAsync(new RebaseClocks(Batch: 20));
        var filed = new List<int>();
        do
        {
            filed.Add(
                (
                    await enterprise.PostAsync(
                        "/cases",
                        new
                        {
                            title = "示例",
                            description = "示例",
                            category = "Other",
                        }
                    )
                ).Status
            );
        } while (!job.IsCompleted && filed.Count < 200);
        await job;
        await using var db = app.Db();
        Assert.That(filed, Is.All.EqualTo(201));
        Assert.That(await db.Clocks.CountAsync(c => c.PolicyVersion == 1), Is.Zero);
    }

    [Test]
    public async Task A_broken_clock_stops_no_other()
    {
        await using var app = await TestApp.StartAsync();
        var cases = await app.FileAsync(20);
        await app.ChangeAsync(("accept", "2h"));
        await StartAsync(app, all: true);
        await app.ExecuteAsync("UPDATE clocks SET rule_code = 'nonsense' WHERE owner_id = {0}", cases[7].Value);
        Assert.That(await app.RunAsync(Job), Is.EqualTo(19));
        await using var db = app.Db();
        Assert.That((await db.Clocks.SingleAsync(c => c.PolicyVersion == 1)).RuleCode, Is.EqualTo("nonsense"));
    }

    private static async Task<string> StartAsync(TestApp app, bool all) =>
        (
            await (await app.Api("triage")).DoAsync(
                "/rebases",
                new
                {
                    fromVersion = 1,
                    all,
                    reason = "示例：按新时限",
                }
            )
        ).Id;
}
