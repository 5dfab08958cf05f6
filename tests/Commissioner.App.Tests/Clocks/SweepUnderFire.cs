using Commissioner.App.Tests.Features.Policies;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Clocks;

/// <summary>The sweep where it hurts: very many at one second, death between any two statements, days of standing still.</summary>
public sealed class SweepUnderFire
{
    private const string Sweep = "sweep-deadlines";

    [Test]
    public async Task Two_nodes_raise_each_of_very_many_once_and_none_early()
    {
        var count = Scale.Of(10_000);
        await using var app = await TestApp.StartAsync();
        await FileAsync(app, 1);
        await app.CopyAsync(count - 1);
        // Amber at 15:00 on Tuesday, all in the same second.
        app.MoveTo("03-03 15:00:00");
        Assert.That(await app.RunAsync(Sweep), Is.Zero, "not at the very instant");
        app.MoveTo("03-03 15:00:01");
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        var raised = 0;
        // A run has its budget; what it leaves, the next one takes.
        for (var runs = 0; raised < count && runs < 10; runs++)
        {
            raised += (await Task.WhenAll(app.RunAsync(Sweep), app.RunAsync(Sweep))).Sum();
        }

        var took = System.Diagnostics.Stopwatch.GetElapsedTime(began);
        await using var db = app.Db();
        var firings = await db
            .Firings.Where(f => db.Clocks.Any(k => k.Id == f.ClockId && k.OwnerKind == OwnerKind.Case))
            .Select(f => new
            {
                f.ClockId,
                f.Level,
                f.WantedAt,
                f.FiredAt,
            })
            .ToListAsync();
        await TestContext.Out.WriteLineAsync(
            $"{count:N0} levels by two nodes in {took.TotalSeconds:0.0} s; by the clock they were raised {firings.Max(f => (f.FiredAt - f.WantedAt).TotalSeconds):0.0} s late at most"
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(raised, Is.EqualTo(count));
            Assert.That(firings, Has.Count.EqualTo(count));
            Assert.That(firings.Select(f => f.ClockId).Distinct().Count(), Is.EqualTo(count));
            Assert.That(firings.All(f => f.Level == PromiseLevel.Warned && f.FiredAt >= f.WantedAt), Is.True);
            Assert.That(await db.Timeline.CountAsync(e => e.Name == "PromiseNearlyDue"), Is.EqualTo(count));
            Assert.That(await app.RunAsync(Sweep), Is.Zero);
        }
    }

    [Test]
    public async Task A_sweep_that_dies_midway_loses_nothing_and_does_nothing_twice()
    {
        await using var line = new Line();
        await using var app = await TestApp.StartAsync(through: line.Lay);
        // Three kinds of consequences: a level alone, a closure that passes by itself, an enterprise that did not answer.
        var asked = new Journey(app);
        await asked.BeginAsync();
        await (await asked.As("commissioner1")).DoAsync($"{asked.Path}/questions", new { text = "请补充厂房平面图" });
        var reviewed = new Journey(app);
        await reviewed.BeginAsync();
        await reviewed.ProposeAsync();
        var filed = new Journey(app);
        await filed.FileAsync();

        app.MoveTo("03-12 09:00");
        line.It.Mend();
        var deaths = 0;
        for (var after = 1; ; after++)
        {
            line.It.CutAfter(after);
            var done = await TryAsync(app);
            var reached = line.It.Sent < after;
            line.It.Mend();
            if (done && reached)
            {
                break;
            }

            deaths++;
            Assert.That(deaths, Is.LessThan(400), "it never came to an end");
        }

        await TestContext.Out.WriteLineAsync($"The sweep died {deaths} times, once after each statement that it sends.");
        Assert.That(deaths, Is.GreaterThan(10), "it must have died in the midst");
        Assert.That(await app.RunAsync(Sweep), Is.Zero);
        await using var db = app.Db();
        var firings = await db.Firings.Where(f => db.Clocks.Any(k => k.Id == f.ClockId && k.OwnerKind == OwnerKind.Case)).CountAsync();
        var told = await db.Timeline.CountAsync(e =>
            e.Name == "PromiseNearlyDue" || e.Name == "PromiseOverdue" || e.Name == "PromiseEscalated" || e.Name == "EnterpriseReminded"
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(told, Is.EqualTo(firings), "each level has its entry");
            Assert.That(await db.Timeline.CountAsync(e => e.Name == "AnswerLapsed"), Is.EqualTo(1));
            Assert.That(await db.Timeline.CountAsync(e => e.Name == "ClosurePassed"), Is.EqualTo(1));
            Assert.That(
                (await db.Cases.SingleAsync(c => c.Id == new Id<Case>(Guid.Parse(asked.Case)))).Status,
                Is.EqualTo(CaseStatus.InProgress)
            );
            Assert.That(
                (await db.Cases.SingleAsync(c => c.Id == new Id<Case>(Guid.Parse(reviewed.Case)))).Status,
                Is.EqualTo(CaseStatus.AwaitingConfirmation)
            );
            Assert.That(await db.Clocks.CountAsync(k => k.NextFireAt < app.Clock.GetUtcNow()), Is.Zero);
            foreach (
                var subject in await db
                    .Timeline.GroupBy(e => e.SubjectId)
                    .Select(g => new
                    {
                        g.Key,
                        Last = g.Max(e => e.Seq),
                        Count = g.Count(),
                    })
                    .ToListAsync()
            )
            {
                Assert.That(subject.Count, Is.EqualTo(subject.Last), "no gap in the timeline");
            }
        }
    }

    // The State Council's notice makes Saturday 2026-10-10 a working day.
    [Test]
    public async Task After_a_three_day_outage_the_right_levels_and_one_digest_each()
    {
        await using var app = await TestApp.StartAsync(TestApp.At("10-08 10:00"));
        await FileAsync(app, 7);
        app.MoveTo("10-09 15:30");
        // 80 % of fifteen working hours ended at three.
        Assert.That(await app.RunAsync(Sweep), Is.EqualTo(7));
        await app.RunAsync("react");
        app.MoveTo("10-09 16:00");
        Assert.That(await app.RunAsync(Sweep), Is.Zero);

        // The engine stands still from Friday 16:00 to Monday 16:00.
        app.MoveTo("10-12 16:00");
        Assert.That(
            await app.RunAsync(Sweep),
            Is.EqualTo(14),
            "red on Friday at 18:00, the reminder on Saturday at 18:00; the order is due on Monday at 18:00 only"
        );
        for (var i = 0; i < 3; i++)
        {
            await app.RunAsync("react");
        }

        var story = new Journey(app);
        using (Assert.EnterMultipleScope())
        {
            foreach (var user in new[] { "commissioner1", "supervisor" })
            {
                var texts = (await (await story.As(user)).SeeAsync("/notices?take=200")).Each("items", "text");
                Assert.That(texts.Where(t => t!.Contains("系统自", StringComparison.Ordinal)), Has.Exactly(1).Items, user);
                Assert.That(texts.Single(t => t!.Contains("系统自", StringComparison.Ordinal)), Does.Contain("补发提醒 7 条"), user);
                Assert.That(texts, Has.None.Contains("已超期"), user);
            }
        }

        await using (var db = app.Db())
        {
            var outage = await db.Outages.OrderByDescending(o => o.Since).FirstAsync();
            Assert.That(
                (outage.Since, outage.CaughtUpAt),
                Is.EqualTo((TestApp.At("10-09 16:00").ToUniversalTime(), (DateTimeOffset?)TestApp.At("10-12 16:00").ToUniversalTime()))
            );
            Assert.That(
                await db.Timeline.Where(e => e.Name == "PromiseOverdue").Select(e => e.Facts).ToListAsync(),
                Has.All.Contain("stoodSince")
            );
        }

        // What comes due from now on is nobody's excuse.
        app.MoveTo("10-12 18:00:01");
        await app.ExecuteAsync("UPDATE heartbeats SET at = {0}", TestApp.At("10-12 17:59:50").ToUniversalTime());
        Assert.That(await app.RunAsync(Sweep), Is.EqualTo(7));
        await using var after = app.Db();
        Assert.That(
            await after.Timeline.Where(e => e.Name == "PromiseEscalated" && e.Facts.Contains("Ordered")).Select(e => e.Facts).ToListAsync(),
            Has.Count.EqualTo(7).And.All.Not.Contain("stoodSince")
        );
    }

    [Test]
    public async Task The_database_refuses_a_clock_that_contradicts_itself()
    {
        await using var app = await TestApp.StartAsync();
        var cases = await FileAsync(app, 1);
        string[] contradictions =
        [
            "UPDATE clocks SET state = 'Paused' WHERE owner_id = {0}",
            "UPDATE clocks SET next_fire_at = NULL WHERE owner_id = {0}",
            "UPDATE clocks SET state = 'Stopped' WHERE owner_id = {0}",
            "UPDATE clocks SET stopped_at = now() WHERE owner_id = {0}",
            "INSERT INTO clocks SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid()))).* FROM clocks c WHERE owner_id = {0}",
        ];
        foreach (var sql in contradictions)
        {
            var refused = Assert.ThrowsAsync<Npgsql.PostgresException>(() => app.ExecuteAsync(sql, cases[0].Value), sql);
            Assert.That(refused!.SqlState, Is.EqualTo("23514").Or.EqualTo("23505"), sql);
        }
    }

    private static async Task<bool> TryAsync(TestApp app)
    {
        try
        {
            await app.RunAsync(Sweep);
            return true;
        }
        catch (Exception)
        {
            // However the run ended, it ended: what is left behind is asked afterwards.
            return false;
        }
    }

    private static async Task<List<Id<Case>>> FileAsync(TestApp app, int count)
    {
        var promises = app.Services.GetRequiredService<Promises>();
        var now = app.Clock.GetUtcNow();
        List<Id<Case>> filed = [];
        for (var left = count; left > 0; left -= 1000)
        {
            await using var db = app.Db();
            var enterprise = await db.Enterprises.SingleAsync(e => e.Id == app.World.Enterprises[0].Id);
            var cases = Enumerable
                .Range(0, Math.Min(left, 1000))
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
            // Without numbers: their counter is not what is tested.
            await db.SaveChangesAsync();
            filed.AddRange(cases.Select(c => c.Id));
        }

        return filed;
    }

    // Laid when the application's database is there.
    private sealed class Line : IAsyncDisposable
    {
        public CutLine It { get; private set; } = null!;

        public string Lay(string connection)
        {
            (It, var through) = CutLine.Lay(connection);
            return through;
        }

        public ValueTask DisposeAsync() => It.DisposeAsync();
    }
}
