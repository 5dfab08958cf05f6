using Commissioner.App.Tests.Harness;
using Commissioner.Data.Providers;
using Commissioner.Domain.Replacements;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Concurrency;

/// <summary>
/// Of many at once each is carried out once or refused, and what is remembered is as if they had come one after the other.
/// </summary>
public sealed class AtTheSameInstant
{
    private static readonly object Whole = new
    {
        title = "示例诉求",
        description = "请协助处理。",
        category = "Other",
    };

    [TestCaseSource(typeof(TestApp), nameof(TestApp.EveryEngine))]
    public async Task Twenty_requests_have_twenty_numbers_without_a_gap(Engine engine)
    {
        // Half past midnight in the park is still the day before in UTC.
        await using var app = await TestApp.StartAsync(TestApp.At("03-02 00:30"), engine);
        var apis = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => app.Api($"enterprise{i}")));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 24).Select(i => apis[i % 4].PostAsync("/cases", i % 6 == 5 ? new { title = "" } : Whole))
        );
        Assert.That(answers.Count(a => a.Status == 201), Is.EqualTo(20));
        Assert.That(
            answers.Where(a => a.Status == 201).Select(a => (string?)a["number"]),
            Is.EquivalentTo(Enumerable.Range(1, 20).Select(n => $"FL-20260302-{n:0000}"))
        );

        app.Advance(TimeSpan.FromDays(1));
        Assert.That((string?)(await apis[0].DoAsync("/cases", Whole))["number"], Is.EqualTo("FL-20260303-0001"));
    }

    [TestCaseSource(typeof(TestApp), nameof(TestApp.EveryEngine))]
    public async Task Of_two_who_accept_one_does(Engine engine)
    {
        await using var app = await TestApp.StartAsync(engine: engine);
        var story = new Journey(app);
        Api[] two = [await story.As("commissioner1"), await story.As("triage")];
        for (var i = 0; i < 10; i++)
        {
            await story.FileAsync();
            var answers = await Task.WhenAll(two.Select(a => a.PostAsync($"{story.Path}/acceptances")));
            Assert.That(
                answers.Select(a => a.Status),
                Is.EquivalentTo(new[] { 201, 409 }),
                string.Join(Environment.NewLine, answers.Select(a => a.ToString()))
            );
            answers.Single(a => a.Status == 409).MustRefuse(409, "MoveOutOfOrder");
            (await story.SeenBy("enterprise1")).MustTell("CaseSubmitted", "CaseAccepted");
        }
    }

    [Test]
    public async Task Twenty_who_press_at_one_case_leave_one_history()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([1, 2]);
        var now = app.Clock.GetUtcNow();
        var card = new
        {
            handlerName = "示例",
            handlerPhone = "13900001111",
            firstStep = "看现场",
            firstStepAt = now,
        };
        var elements = new
        {
            takenUpAt = now,
            spokenWith = "示例",
            spokenAt = now,
            done = "示例",
            solvedAt = now,
        };
        var other = new
        {
            asked = "示例",
            tried = "示例",
            legs = new[] { new { departmentId = app.World.Departments[2].Id.Value, lead = true } },
        };
        (string User, string Path, object Body)[] moves =
        [
            ("department1", $"{story.Leg(whistle, 1)}/check-ins", card),
            ("department1", $"{story.Leg(whistle, 1)}/reports", elements),
            ("department2", $"{story.Leg(whistle, 2)}/check-ins", card),
            ("department2", $"{story.Leg(whistle, 2)}/reports", elements),
            ("commissioner1", $"{story.Path}/whistles", other),
            ("commissioner2", $"{story.Path}/whistles", other),
            ("commissioner1", $"{story.Leg(whistle, 1)}/approvals", new { }),
            ("commissioner2", $"{story.Path}/closure-proposals", elements),
            ("triage", $"{story.Path}/reviews", new { pass = true }),
            ("enterprise1", $"{story.Path}/confirmations", new { outcome = "resolved" }),
        ];
        foreach (var user in moves.Select(m => m.User).Distinct())
        {
            await story.As(user);
        }

        var answers = await Task.WhenAll(moves.Concat(moves).Select(async m => await (await story.As(m.User)).PostAsync(m.Path, m.Body)));
        Assert.That(
            answers.Select(a => a.Status),
            Is.All.AnyOf(201, 409),
            string.Join(Environment.NewLine, answers.Where(a => a.Status is not (201 or 409)).Select(a => a.ToString()))
        );
        // Whatever the order, both departments were called and one of the two further whistles came through.
        Assert.That(
            answers
                .Zip(moves.Concat(moves))
                .Where(p => p.Second.Path.EndsWith("/whistles", StringComparison.Ordinal))
                .Count(p => p.First.Status == 201),
            Is.EqualTo(1)
        );
        Assert.That(
            answers.Zip(moves.Concat(moves)).Where(p => p.Second.Path == moves[0].Path).Count(p => p.First.Status == 201),
            Is.EqualTo(1)
        );

        await using var db = app.Db();
        var id = Guid.Parse(story.Case);
        var seqs = await db.Timeline.Where(e => e.SubjectId == id).OrderBy(e => e.Seq).Select(e => e.Seq).ToListAsync();
        Assert.That(seqs, Is.EqualTo(Enumerable.Range(1, seqs.Count)));
        Assert.That((await db.Cases.SingleAsync()).Version, Is.EqualTo(seqs.Count));
        // Filed, accepted, contacted, two called, and with the second the joint limit took over.
        Assert.That(seqs, Has.Count.EqualTo(6 + answers.Count(a => a.Status == 201)));
    }

    [TestCaseSource(typeof(TestApp), nameof(TestApp.EveryEngine))]
    public async Task Fifty_poor_ratings_and_presses_are_one_replacement(Engine engine)
    {
        await using var app = await TestApp.StartAsync(engine: engine);
        var enterprise = $"/enterprises/{app.World.Enterprises[0].Id}";
        var story = new Journey(app);
        List<string> closed = [];
        for (var i = 0; i < 25; i++)
        {
            await story.CloseAsync();
            closed.Add(story.Path);
        }

        app.Advance(TimeSpan.FromMinutes(1));
        var api = await story.As("enterprise1");
        var hotline = await story.As("hotline");
        var answers = await Task.WhenAll(
            closed.SelectMany(
                (path, i) =>
                    new[]
                    {
                        api.PostAsync($"{path}/ratings", new { overall = 5 }),
                        (i % 2 == 0 ? api : hotline).PostAsync($"{enterprise}/replacements", new { spoken = Journey.Spoken() }),
                    }
            )
        );
        Assert.That(
            answers.Select(a => a.Status),
            Is.All.EqualTo(201),
            string.Join(Environment.NewLine, answers.Where(a => a.Status != 201).Select(a => a.ToString()))
        );

        await using (var db = app.Db())
        {
            var replacement = await db.Replacements.SingleAsync();
            using (Assert.EnterMultipleScope())
            {
                Assert.That(replacement.OutgoingId, Is.EqualTo(app.World["commissioner1"].Id));
                Assert.That(replacement.ActingId, Is.EqualTo(app.World["commissioner2"].Id));
                Assert.That(await db.Ratings.CountAsync(), Is.EqualTo(25));
            }
        }

        await app.MustHaveUnbrokenPostsAsync();
    }

    [Test]
    public async Task Keeping_appointing_pressing_and_the_clock_at_once_leave_no_gap()
    {
        await using var app = await TestApp.StartAsync();
        var enterprise = $"/enterprises/{app.World.Enterprises[0].Id}";
        var story = new Journey(app);
        var api = await story.As("enterprise1");
        var office = await story.As("triage");
        for (var round = 0; round < 4; round++)
        {
            var pressed = await api.PostAsync($"{enterprise}/replacements");
            Assert.That(pressed.Status, Is.AnyOf(201, 409), pressed.ToString());
            if (pressed.Status == 409)
            {
                break;
            }

            app.Advance(TimeSpan.FromDays(1));
            var sweeps = Task.WhenAll(app.RunAsync("sweep-deadlines"), app.RunAsync("sweep-deadlines"));
            var answers = await Task.WhenAll(
                api.DeleteAsync($"{enterprise}/replacements/{pressed.Id}"),
                office.PostAsync($"/replacements/{pressed.Id}/successors", new { personId = (string?)pressed["proposedId"] }),
                api.PostAsync($"{enterprise}/replacements"),
                api.PostAsync($"{enterprise}/replacements")
            );
            await sweeps;
            Assert.That(
                answers.Select(a => a.Status),
                Is.All.AnyOf(201, 204, 409),
                string.Join(Environment.NewLine, answers.Select(a => a.ToString()))
            );
            app.Advance(TimeSpan.FromDays(3));
            await app.RunAsync("sweep-deadlines");
        }

        await app.MustHaveUnbrokenPostsAsync();
        await using var db = app.Db();
        Assert.That(await db.Replacements.CountAsync(r => r.Status == ReplacementStatus.Acting), Is.LessThanOrEqualTo(1));
    }

    [TestCaseSource(typeof(TestApp), nameof(TestApp.EveryEngine))]
    public async Task One_key_ten_times_is_one_case(Engine engine)
    {
        await using var app = await TestApp.StartAsync(engine: engine);
        var api = await app.Api("enterprise1");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => api.PostAsync("/cases", Whole, key: "the-same")));
        Assert.That(
            answers.Select(a => a.Status),
            Is.All.EqualTo(201),
            string.Join(Environment.NewLine, answers.Select(a => a.ToString()))
        );
        Assert.That(answers.Select(a => a.Id).Distinct().Count(), Is.EqualTo(1));
        await using var db = app.Db();
        Assert.That(await db.Cases.Select(c => c.Number).ToListAsync(), Is.EqualTo(new[] { "FL-20260302-0001" }));
    }
}
