using Commissioner.App.Tests.Harness;
using Commissioner.Data.Providers;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Clocks;

/// <summary>
/// What is due is raised: never early, each level once, whoever sweeps however often, and a broken row holds up no other.
/// </summary>
public sealed class OneClock
{
    private const string Sweep = "sweep-deadlines";

    [TestCaseSource(typeof(TestApp), nameof(TestApp.EveryEngine))]
    public async Task Amber_and_red_are_raised_once_each_and_never_early(Engine engine)
    {
        await using var app = await TestApp.StartAsync(engine: engine);
        var story = new Journey(app);
        await story.FileAsync();

        // Fifteen working hours until Tuesday's close; twelve of them end at three.
        await MustRaiseAsync(app, "03-03 15:00:00", 0);
        Assert.That(await AlarmAsync("commissioner1"), Is.EqualTo("amber"));
        await MustRaiseAsync(app, "03-03 15:00:01", 1);
        await MustRaiseAsync(app, "03-03 15:00:01", 0);
        await MustRaiseAsync(app, "03-03 18:00:00", 0);
        Assert.That(await AlarmAsync("commissioner1"), Is.EqualTo("amber"), "the last instant is in time");
        await MustRaiseAsync(app, "03-03 18:00:01", 1);
        Assert.That(await AlarmAsync("commissioner1"), Is.EqualTo("red"));
        await MustRaiseAsync(app, "03-03 18:00:01", 0);
        // The ladder: one working day, two, five.
        await MustRaiseAsync(app, "03-04 18:00:00", 0);
        await MustRaiseAsync(app, "03-04 18:00:01", 1);
        await MustRaiseAsync(app, "03-05 18:00:01", 1);
        // The order that it became is not answered either, and climbs its own; then the Leader's opinion is late: reminded, and no more.
        await MustRaiseAsync(app, "03-10 18:00:01", 1 + 3);
        await MustRaiseAsync(app, "03-20 12:00:00", 3);
        await MustRaiseAsync(app, "03-30 12:00:00", 0);

        (await story.SeenBy("supervisor")).MustTell(
            "CaseSubmitted",
            "PromiseNearlyDue",
            "PromiseOverdue",
            "PromiseEscalated",
            "PromiseEscalated",
            "SupervisionOrdered",
            "PromiseNearlyDue",
            "PromiseOverdue",
            "PromiseEscalated",
            "OpinionAsked",
            "PromiseEscalated",
            "OpinionAsked",
            "PromiseNearlyDue",
            "PromiseOverdue",
            "PromiseEscalated"
        );
        (await story.SeenBy("enterprise1")).MustTell("CaseSubmitted");
        await using var db = app.Db();
        var firings = await db
            .Firings.Where(f => f.Level <= PromiseLevel.Ordered && db.Clocks.Any(k => k.Id == f.ClockId && k.Kind == PromiseKind.Accept))
            .OrderBy(f => f.Level)
            .ToListAsync();
        Assert.That(
            firings.Select(f => (f.Level, f.WantedAt, f.FiredAt)),
            Is.EqualTo(
                new[]
                {
                    (PromiseLevel.Warned, TestApp.At("03-03 15:00"), TestApp.At("03-03 15:00:01")),
                    (PromiseLevel.Overdue, TestApp.At("03-03 18:00"), TestApp.At("03-03 18:00:01")),
                    (PromiseLevel.Reminded, TestApp.At("03-04 18:00"), TestApp.At("03-04 18:00:01")),
                    (PromiseLevel.Ordered, TestApp.At("03-05 18:00"), TestApp.At("03-05 18:00:01")),
                }
            )
        );

        var supervised = await (await story.As("supervisor")).SeeAsync("/cases?box=supervised");
        Assert.That(supervised.Each("items", "id"), Is.EqualTo(new[] { story.Case }));

        // Accepted late is late for ever.
        await story.AcceptAsync();
        var clock = (await story.SeenBy("triage"))["clocks"]!.AsArray().Single(k => (string?)k!["kind"] == "Accept")!;
        Assert.That(((string?)clock["state"], (string?)clock["result"]), Is.EqualTo((("stopped", "Late"))));

        async Task<string?> AlarmAsync(string user) => (string?)(await story.SeenBy(user))["alarm"];
    }

    [Test]
    public async Task After_an_outage_everything_missed_is_raised_in_order_at_once()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.FileAsync();
        await MustRaiseAsync(app, "03-16 09:00", 5);
        (await story.SeenBy("supervisor")).MustTell(
            "CaseSubmitted",
            "PromiseNearlyDue",
            "PromiseOverdue",
            "PromiseEscalated",
            "PromiseEscalated",
            "SupervisionOrdered",
            "PromiseEscalated",
            "OpinionAsked"
        );
    }

    [Test]
    public async Task The_last_second_before_a_holiday_counts_and_the_holiday_does_not()
    {
        await using var app = await TestApp.StartAsync(TestApp.At("09-30 17:59:59"));
        var story = new Journey(app);
        (await story.FileAsync()).MustStand("Submitted", "Commissioner 示例专员1", null, "10-08 18:00");
        (await story.FileAsync(urgency: "urgent")).MustStand("Submitted", "Commissioner 示例专员1", null, "10-08 10:59:59");
        app.MoveTo("09-30 18:00:00");
        (await story.FileAsync(urgency: "urgent")).MustStand("Submitted", "Commissioner 示例专员1", null, "10-08 11:00");
        await MustRaiseAsync(app, "10-07 23:59:59", 0);
        await MustRaiseAsync(app, "10-08 10:59:59", 2);
        await MustRaiseAsync(app, "10-08 11:00:00", 1);
        await MustRaiseAsync(app, "10-08 11:00:01", 1);
    }

    [Test]
    public async Task A_missed_check_in_goes_one_level_up_and_can_still_be_made()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([1]);
        await MustRaiseAsync(app, "03-02 14:30:00", 1);
        Assert.That(await LevelAsync(), Is.EqualTo(1));
        await MustRaiseAsync(app, "03-02 14:30:01", 1);
        Assert.That(await LevelAsync(), Is.EqualTo(2));
        await MustRaiseAsync(app, "03-02 17:00", 0);
        Assert.That(await LevelAsync(), Is.EqualTo(2));
        (await story.SeenBy("department1")).MustTell("DepartmentCalled", "PromiseNearlyDue", "PromiseOverdue", "LegRaised");
        // Two working days late: a supervision order, and the joint meeting; the Leader's opinion on the second level is late by then, too.
        await MustRaiseAsync(app, "03-04 18:00:01", 2 + 3);
        Assert.That(await LevelAsync(), Is.EqualTo(3));
        Assert.That((await (await story.As("leader")).GetAsync(story.Path)).Status, Is.EqualTo(200), "from level 2 on the leader sees it");
        await story.CheckInAsync(whistle, 1);
        await using var db = app.Db();
        Assert.That((await db.Clocks.SingleAsync(k => k.Kind == PromiseKind.CheckIn)).Result, Is.EqualTo(PromiseResult.Late));

        async Task<int> LevelAsync() => (int)(await story.SeenBy("triage"))["whistles"]![0]!["legs"]![0]!["level"]!;
    }

    [Test]
    public async Task A_closure_that_nobody_reviews_is_passed_by_the_clock_and_says_so()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        await story.ProposeAsync();
        await MustRaiseAsync(app, "03-03 18:00:00", 1);
        (await story.SeenBy("triage")).MustStand("UnderReview", "TriageDesk", "03-09 18:00", "03-03 18:00", "passClosure", "returnClosure");
        await MustRaiseAsync(app, "03-03 18:00:01", 1);
        var passed = await story.SeenBy("enterprise1");
        passed.MustStand("AwaitingConfirmation", "Enterprise 示例企业1有限公司", "03-09 18:00", "03-10 18:00", "confirm");
        var english = await (await story.As("enterprise1")).GetAsync(story.Path, language: "en");
        var entry = english["timeline"]!.AsArray()[^1]!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)entry["name"], Is.EqualTo("ClosurePassed"));
            Assert.That((string?)entry["as"], Is.EqualTo("System"));
            Assert.That((string?)entry["text"], Does.StartWith("Not reviewed in time"));
            Assert.That(
                (await (await story.As("triage")).PostAsync($"{story.Path}/reviews", new { pass = false, reason = "示例" })).Status,
                Is.EqualTo(409)
            );
        }

        await using var db = app.Db();
        Assert.That((await db.Clocks.SingleAsync(k => k.Kind == PromiseKind.Review)).Result, Is.EqualTo(PromiseResult.Lapsed));
    }

    [Test]
    public async Task Silence_is_a_column_of_its_own()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        await story.ProposeAsync();
        await story.PassAsync();
        // Reminded on the first and the third day.
        await MustRaiseAsync(app, "03-03 18:00:01", 1);
        await MustRaiseAsync(app, "03-05 18:00:01", 1);
        await MustRaiseAsync(app, "03-09 18:00:00", 0);
        await MustRaiseAsync(app, "03-09 18:00:01", 1);
        var silent = await story.SeenBy("enterprise1");
        silent.MustStand("Unanswered", "Nobody", "03-09 18:00", null, "rate", "reopen");
        Assert.That(silent.Each("timeline", "name")[^1], Is.EqualTo("ConfirmationLapsed"));
        (await (await story.As("enterprise1")).PostAsync($"{story.Path}/confirmations", new { outcome = "resolved" })).MustRefuse(
            409,
            "MoveOutOfOrder"
        );
    }

    [Test]
    public async Task A_successor_who_is_not_confirmed_in_time_is_appointed_by_the_clock()
    {
        await using var app = await TestApp.StartAsync(TestApp.At("03-02 10:00"));
        var story = new Journey(app);
        var enterprise = $"/enterprises/{app.World.Enterprises[0].Id}";
        var pressed = await (await story.As("enterprise1")).DoAsync($"{enterprise}/replacements");
        await MustRaiseAsync(app, "03-02 15:30:00", 1);
        await MustRaiseAsync(app, "03-02 15:30:01", 1);
        var now = await (await story.As("enterprise1")).SeeAsync(enterprise);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)now["commissioner"]!["name"], Is.EqualTo("示例专员4"));
            Assert.That((string?)now["backup"]!["name"], Is.EqualTo("示例专员2"));
            Assert.That((string?)now["replacement"]!["status"], Is.EqualTo("Appointed"));
        }

        (
            await (await story.As("triage")).PostAsync(
                $"/replacements/{pressed.Id}/successors",
                new { personId = app.World["commissioner5"].Id.Value }
            )
        ).MustRefuse(409, "ReplacementEnded");
        await app.MustHaveUnbrokenPostsAsync();
        await using var db = app.Db();
        Assert.That(
            await db.Timeline.Where(e => e.Name == "SuccessorAppointed").Select(e => e.Facts).SingleAsync(),
            Does.Contain("\"byTheClock\":true")
        );
    }

    [TestCaseSource(typeof(TestApp), nameof(TestApp.EveryEngine))]
    public async Task Four_sweeps_at_once_raise_each_of_two_hundred_once(Engine engine)
    {
        await using var app = await TestApp.StartAsync(engine: engine);
        await FileAsync(app, 200);
        app.MoveTo("03-04 09:00");
        var raised = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.RunAsync(Sweep)));
        await using var db = app.Db();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(raised.Sum(), Is.EqualTo(400), string.Join('+', raised));
            Assert.That(await OfCasesAsync(db), Is.EqualTo(400));
            Assert.That(await db.Timeline.CountAsync(e => e.Name == "PromiseNearlyDue"), Is.EqualTo(200));
            Assert.That(await db.Timeline.CountAsync(e => e.Name == "PromiseOverdue"), Is.EqualTo(200));
            Assert.That(await db.Clocks.CountAsync(k => k.OwnerKind == OwnerKind.Case && k.NextFireAt < app.Clock.GetUtcNow()), Is.Zero);
            Assert.That(await app.RunAsync(Sweep), Is.Zero);
        }
    }

    [Test]
    public async Task People_who_act_while_the_sweep_runs_are_not_turned_away()
    {
        await using var app = await TestApp.StartAsync();
        var cases = await FileAsync(app, 30);
        app.MoveTo("03-04 09:00");
        var api = await app.Api("commissioner1");
        var sweeps = Task.WhenAll(app.RunAsync(Sweep), app.RunAsync(Sweep));
        var answers = await Task.WhenAll(cases.Select(c => api.PostAsync($"/cases/{c}/acceptances")));
        await sweeps;
        await app.RunAsync(Sweep);
        Assert.That(
            answers.Select(a => a.Status),
            Is.All.EqualTo(201),
            string.Join(Environment.NewLine, answers.Where(a => a.Status != 201).Select(a => a.ToString()))
        );
        await using var db = app.Db();
        Assert.That(await db.Clocks.CountAsync(k => k.NextFireAt != null && k.NextFireAt < app.Clock.GetUtcNow()), Is.Zero);
        Assert.That(await db.Clocks.CountAsync(k => k.Kind == PromiseKind.Accept && k.Result == PromiseResult.Late), Is.EqualTo(30));
    }

    [TestCase("UPDATE clocks SET owner_id = gen_random_uuid() WHERE owner_id = {0}", Description = "a clock of nothing")]
    [TestCase("UPDATE cases SET version = 0 WHERE id = {0}", Description = "a case behind its own timeline, a conflict for ever")]
    [TestCase("UPDATE cases SET holder = 'Nonsense' WHERE id = {0}", Description = "a case that can't be read")]
    public async Task A_broken_row_holds_up_no_other(string breaking)
    {
        await using var app = await TestApp.StartAsync();
        var cases = await FileAsync(app, 12);
        // The first in line.
        await app.ExecuteAsync("UPDATE clocks SET next_fire_at = next_fire_at - interval '1 hour' WHERE owner_id = {0}", cases[0].Value);
        await app.ExecuteAsync(breaking, cases[0].Value);
        app.MoveTo("03-04 09:00");
        var raised = await app.RunAsync(Sweep);
        await using var db = app.Db();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(raised, Is.EqualTo(22));
            Assert.That(await OfCasesAsync(db), Is.EqualTo(22));
            Assert.That(
                await db
                    .Clocks.Where(k => k.Kind == PromiseKind.Accept && k.Level == PromiseLevel.Quiet)
                    .Select(k => k.NextFireAt)
                    .ToListAsync(),
                Is.EqualTo(new DateTimeOffset?[] { app.Clock.GetUtcNow().AddMinutes(1) }),
                "put off for a minute at first"
            );
        }
    }

    private static async Task MustRaiseAsync(TestApp app, string at, int expected)
    {
        app.MoveTo(at);
        Assert.That(await app.RunAsync(Sweep), Is.EqualTo(expected), at);
    }

    // The engine's own canary fires too.
    private static Task<int> OfCasesAsync(Commissioner.Data.CommissionerDb db) =>
        db.Firings.CountAsync(f => db.Clocks.Any(k => k.Id == f.ClockId && k.Kind != PromiseKind.Canary));

    // Straight through the domain: hundreds of sign-in checks and answers are not what is measured.
    private static async Task<List<Id<Case>>> FileAsync(TestApp app, int count)
    {
        var promises = app.Services.GetRequiredService<Promises>();
        await using var db = app.Db();
        var enterprise = await db.Enterprises.SingleAsync(e => e.Id == app.World.Enterprises[0].Id);
        var now = app.Clock.GetUtcNow();
        var cases = Enumerable
            .Range(0, count)
            .Select(_ =>
                Case.Submit(
                    Id<Case>.New(now),
                    enterprise,
                    new("示例", "示例", "Other", Urgency.Ordinary),
                    null,
                    app.World.Park,
                    promises,
                    app.World["enterprise1"].Acting(),
                    now
                )
            )
            .ToList();
        db.Cases.AddRange(cases);
        await db.StoreAsync(CancellationToken.None);
        return [.. cases.Select(c => c.Id)];
    }
}
