using System.Globalization;
using System.Text.Json.Nodes;
using Commissioner.App.Features.Demo;
using Commissioner.App.Hosting;
using Commissioner.App.Tests.Harness;
using Commissioner.Data.Providers;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Scores;

/// <summary>Scores follow from the log, can be computed anew, and say to nobody more than it may know.</summary>
public sealed class ScoresTests
{
    private const string Quarter = "from=2026-01-01&to=2026-03-31";

    [Test]
    public async Task A_random_year_of_a_whole_park_computed_anew_from_the_log_is_what_is_kept_whatever_the_order_and_however_often_it_is_read()
    {
        var now = new DateTimeOffset(2026, 11, 20, 12, 6, 31, TimeSpan.Zero);
        var months = Scale.Of(12, 2);
        var first = new DateOnly(2026, 12, 1).AddMonths(-months);
        var last = new DateOnly(2026, 11, 30);
        var all = $"/scores/recomputation?from={first:yyyy-MM-dd}&to={last:yyyy-MM-dd}";
        var connection = await TestCluster.CreateDatabaseAsync();
        try
        {
            await using (var db = (PostgresDb)TestApp.Open(Engine.Postgres, connection))
            {
                await db.Database.MigrateAsync();
                await new DemoPark(db, new Promises(ChinaWorkingDays.Default, PromisePolicy.First), new SimulatedClock(now)).PlayAsync(
                    CancellationToken.None,
                    months: months
                );
            }

            await using var app = await TestApp.StartAsync(at: now, through: _ => connection);
            Assert.That(await RollUpAsync(app), Is.GreaterThan(800 * months));
            var appraiser = await app.Api("appraiser");
            var anew = await appraiser.SeeAsync(all);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(anew["differences"]!.AsArray(), Is.Empty, anew.Text[..Math.Min(2000, anew.Text.Length)]);
                Assert.That((int)anew["cases"]!, Is.GreaterThan(200 * months));
                Assert.That((int)anew["sums"]!, Is.GreaterThan(80 * months));
            }

            // Read again from the beginning, in small pieces or by two at once: nothing is counted twice.
            await using var look = TestApp.Open(Engine.Postgres, connection);
            var before = await SumsAsync(look);
            await look.AppraisalProgress.ExecuteUpdateAsync(p => p.SetProperty(x => x.LastEntryId, 0));
            await Task.WhenAll(app.RunAsync("roll-up-scores"), app.RunAsync("roll-up-scores"));
            await RollUpAsync(app);
            Assert.That(await SumsAsync(look), Is.EqualTo(before));

            // What was tampered with is found, of the days that are asked for.
            await look
                .AppraisalSums.Where(s => s.Kind == UnitKind.Person && s.Measure == Measure.Resolution && s.Day >= first && s.Day <= last)
                .Take(1)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.Halves, x => x.Halves + 2));
            await look
                .Facts.Where(f => f.Kind == FactKind.Outcome && f.Value == 0 && f.Day >= first && f.Day <= last)
                .Take(1)
                .ExecuteUpdateAsync(f => f.SetProperty(x => x.Value, 2));
            await look
                .Facts.Where(f => f.Kind == FactKind.Replacement && f.Value == 0 && f.Day >= first && f.Day <= last)
                .Take(1)
                .ExecuteUpdateAsync(f => f.SetProperty(x => x.Value, 1));
            anew = await appraiser.SeeAsync(all);
            Assert.That(anew.Each("differences", "what"), Is.SupersetOf(new[] { "Resolution", "Outcome", "Replacement" }));

            // Each score is that of its rates, and each list adds up to what the page of facts shows.
            var list = await appraiser.SeeAsync("/scores?kind=Person&from=2026-07-01&to=2026-09-30&take=200");
            Assert.That(list["items"]!.AsArray(), Has.Count.EqualTo(117));
            foreach (var unit in list["items"]!.AsArray().Where(u => u!["composite"] is not null))
            {
                Assert.That(
                    (decimal)unit!["composite"]!,
                    Is.EqualTo(
                        Math.Floor(
                            (
                                (0.30m * Lower(unit, "Response"))
                                + (0.35m * Lower(unit, "Resolution"))
                                + (0.35m * Lower(unit, "Satisfaction"))
                            ) * 10_000
                        ) / 10_000
                    )
                );
            }
        }
        finally
        {
            await TestCluster.DropDatabaseAsync(connection);
        }
    }

    [Test]
    public async Task Who_is_appraised_reads_its_own_of_quarters_that_are_over_and_no_single_rating()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.CloseAsync();
        await story.RateAsync(2);
        app.MoveTo("03-20 10:00");
        await app.RunAsync("roll-up-scores");
        var (own, appraiser, leader) = (await app.Api("commissioner1"), await app.Api("appraiser"), await app.Api("leader"));
        (await own.GetAsync($"/scores?{Quarter}")).MustName("from");
        (await leader.GetAsync("/scores?from=2026-01-01&to=2026-01-31")).MustName("from");
        (await appraiser.GetAsync("/scores?from=2026-03-31&to=2026-01-01")).MustName("to");
        (await appraiser.GetAsync("/scores/recomputation?from=1900-01-01&to=2026-01-01")).MustName("to");
        app.MoveTo("04-20 10:00");

        var all = await appraiser.SeeAsync($"/scores?{Quarter}&take=200");
        var mine = await own.SeeAsync($"/scores?{Quarter}");
        var first = all["items"]!.AsArray().Single(u => (string?)u!["name"] == "示例专员1")!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)first["band"], Is.EqualTo("NoScore"));
            Assert.That(first["composite"], Is.Null, "fewer than five: absent, not 0");
            Assert.That((decimal)Rate(first, "Satisfaction")!["k"]!, Is.EqualTo(1));
            Assert.That((string?)mine["items"]!.AsArray().Single()!["name"], Is.EqualTo("示例专员1"));
            Assert.That((bool)mine["items"]!.AsArray().Single()!["suppressed"]!, Is.False, "its own is said to it");
            Assert.That((decimal)Rate(mine["items"]![0]!, "Response")!["k"]!, Is.EqualTo(1));
            Assert.That(mine.Text, Does.Not.Contain("Satisfaction").And.Not.Contain("示例专员2"));
            Assert.That(
                (await own.SeeAsync($"/scores?{Quarter}&kind=Park&unitId={app.World["commissioner2"].Id}")).Text,
                Is.EqualTo(mine.Text),
                "whatever it asks for, it reads its own"
            );
            foreach (var kind in Enum.GetNames<UnitKind>())
            {
                Assert.That(
                    (await leader.SeeAsync($"/scores?{Quarter}&kind={kind}&take=200"))["items"]!
                        .AsArray()
                        .All(u => (bool)u!["suppressed"]!),
                    Is.True,
                    kind
                );
            }

            foreach (var user in new[] { "commissioner1", "department1", "leader" })
            {
                (
                    await (await app.Api(user)).GetAsync($"/scores/facts?kind=Person&unitId={app.World["commissioner1"].Id}&{Quarter}")
                ).MustBe(403);
                (await (await app.Api(user)).GetAsync($"/scores/recomputation?{Quarter}")).MustBe(403);
            }

            foreach (var user in new[] { "triage", "enterprise1", "hotline", "callback", "sysadmin" })
            {
                (await (await app.Api(user)).GetAsync("/scores")).MustBe(403);
            }
        }

        var facts = await appraiser.SeeAsync($"/scores/facts?kind=Person&unitId={app.World["commissioner1"].Id}&{Quarter}");
        Assert.That(facts.Each("items", "kind"), Is.SupersetOf(new[] { "FirstContact", "Settle", "Outcome", "Rated" }));
        Assert.That(
            System.Text.Encoding.UTF8.GetString(
                await (await app.SessionAsync("appraiser")).GetByteArrayAsync($"/scores?handler=Export&from=2026-01-01")
            ),
            Does.Contain("2026-01-01,2026-03-31,1,示例专员1,本期,不计分（件数不足）")
        );
    }

    [Test]
    public async Task What_came_into_the_log_since_it_was_read_is_no_difference_also_where_it_takes_back_what_counted()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        await story.ProposeAsync();
        app.Advance(TimeSpan.FromMinutes(20));
        await app.RunAsync("roll-up-scores");
        var appraiser = await story.As("appraiser");
        await using var db = app.Db();
        Assert.That(await DifferencesAsync(), Is.Empty);
        Assert.That(await db.Facts.CountAsync(f => f.Kind == FactKind.Settle), Is.EqualTo(1), "settled in time");

        // The review sends it back: the promise runs on, and nothing of it has fallen due.
        app.Advance(TimeSpan.FromMinutes(1));
        await (await story.As("triage")).DoAsync($"{story.Path}/reviews", new { pass = false, reason = "缺少办结材料" });
        Assert.That(await DifferencesAsync(), Is.Empty);
        await app.RunAsync("roll-up-scores");
        Assert.That(await DifferencesAsync(), Is.Empty);
        Assert.That(await db.Facts.CountAsync(f => f.Kind == FactKind.Settle), Is.Zero);

        async Task<List<string?>> DifferencesAsync() =>
            [
                .. (await appraiser.SeeAsync("/scores/recomputation?from=2026-03-01&to=2026-03-31"))["differences"]!
                    .AsArray()
                    .Select(d => d!.ToJsonString()),
            ];
    }

    [Test]
    public async Task Leaving_out_goes_its_way_by_pages_alone_and_what_was_typed_stays()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.CloseAsync();
        var number = (string)(await story.SeenBy("triage"))["number"]!;
        app.MoveTo("03-20 10:00");
        await app.RunAsync("roll-up-scores");
        var own = await app.Browser("commissioner1");
        var page = await own.SeeAsync("/exclusions");
        var refused = await page.Form("form[action*=Propose]")
            .Fill("CaseNumber", number)
            .Fill("Kind", "FirstContact")
            .Fill("Reason", "企业来函要求延后")
            .SubmitAsync();
        var again = refused.Form("form[action*=Propose]");
        Assert.That(
            (
                refused.Status,
                again.Value("CaseNumber"),
                again.Value("Reason"),
                refused.Text.Contains("请选择剔除的理由", StringComparison.Ordinal)
            ),
            Is.EqualTo((422, number, "企业来函要求延后", true))
        );
        var proposed = await again.Fill("Ground", "AtItsWish").SubmitAsync();
        Assert.That((proposed.Status, proposed.Text), Is.EqualTo((200, proposed.Text)));
        Assert.That(proposed.Text, Does.Contain("已提出").And.Contain(number));
        Assert.That(proposed.Document.QuerySelector("form[action*=Decide]"), Is.Null, "who proposes decides nothing");

        var supervisor = await app.Browser("supervisor");
        page = await supervisor.SeeAsync("/exclusions");
        Assert.That(page.Document.QuerySelector("form[action*=Propose]"), Is.Null);
        Assert.That((await page.Form("form[action*=Decide]").SubmitAsync()).Status, Is.EqualTo(422), "without an answer");
        Assert.That((await page.Form("form[action*=Decide]").Fill("Agrees", "true").SubmitAsync()).Text, Does.Contain("已核查"));
        page = await (await app.Browser("appraiser")).SeeAsync("/exclusions");
        Assert.That((await page.Form("form[action*=Decide]").Fill("Agrees", "true").SubmitAsync()).Text, Does.Contain("已批准"));
        page = await (await app.Browser("department1")).SeeAsync("/exclusions");
        Assert.That(page.Text, Does.Not.Contain(number), "whose case it was reads who may read the case");
        Assert.That(
            (await page.Form("form[action*=Decide]").Fill("Reason", "企业没有要求延后").SubmitAsync()).Text,
            Does.Contain("有异议")
        );
        page = await (await app.Browser("leader")).SeeAsync("/exclusions");
        Assert.That(
            (await page.Form("form[action*=Decide]").Fill("Agrees", "false").Fill("Reason", "经核实，应计入").SubmitAsync()).Text,
            Does.Contain("不予剔除")
        );
    }

    [Test]
    public async Task What_is_left_out_needs_three_people_is_public_may_be_contested_and_changes_the_figures_only_while_it_stands()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.CloseAsync();
        app.MoveTo("03-20 10:00");
        await app.RunAsync("roll-up-scores");
        var (own, other, supervisor, appraiser, leader) = (
            await app.Api("commissioner1"),
            await app.Api("commissioner2"),
            await app.Api("supervisor"),
            await app.Api("appraiser"),
            await app.Api("leader")
        );
        var body = new
        {
            caseId = story.Case,
            kind = "FirstContact",
            ground = "AtItsWish",
            reason = "企业来函要求延后",
        };
        (
            await own.PostAsync(
                "/exclusions",
                new
                {
                    caseId = story.Case,
                    kind = "Rated",
                    ground = "AtItsWish",
                    reason = "不想计入",
                }
            )
        ).MustName("kind");
        (await other.PostAsync("/exclusions", body)).MustName("kind");
        (await supervisor.PostAsync("/exclusions", body)).MustBe(403);
        var id = (await own.DoAsync("/exclusions", body)).Id;
        (await own.PostAsync("/exclusions", body)).MustRefuse(409, "ExclusionProposedAlready");

        (await other.PostAsync($"/exclusions/{id}/contests", new { reason = "应计入" })).MustBe(404);
        (await appraiser.PostAsync($"/exclusions/{id}/decisions", new { agrees = true })).MustRefuse(409, "ExclusionOutOfOrder");
        (await own.PostAsync($"/exclusions/{id}/checks", new { agrees = true })).MustRefuse(403, "MoveNotYours");
        (await supervisor.PostAsync($"/exclusions/{id}/checks", new { })).MustName("agrees");
        await supervisor.DoAsync($"/exclusions/{id}/checks", new { agrees = true });
        (await supervisor.PostAsync($"/exclusions/{id}/decisions", new { agrees = true })).MustRefuse(403, "MoveNotYours");
        Assert.That(await CountedAsync(), Is.EqualTo(1), "until it is approved it counts");
        await appraiser.DoAsync($"/exclusions/{id}/decisions", new { agrees = true });
        Assert.That(await CountedAsync(), Is.Zero);

        // Public, but whose case it was reads who may read the case.
        var seen = (await other.SeeAsync("/exclusions"))["items"]!.AsArray().Single()!;
        Assert.That(
            ((string?)seen["unitName"], (string?)seen["status"], (string?)seen["ground"]),
            Is.EqualTo(("示例专员1", "Approved", "AtItsWish"))
        );
        await other.DoAsync($"/exclusions/{id}/contests", new { reason = "企业没有要求延后" });
        Assert.That(await CountedAsync(), Is.EqualTo(1), "while it is contested it counts");
        (await appraiser.PostAsync($"/exclusions/{id}/settlements", new { agrees = true })).MustRefuse(403, "ThreePeople");
        await leader.DoAsync($"/exclusions/{id}/settlements", new { agrees = false, reason = "经核实，应计入" });
        Assert.That(await CountedAsync(), Is.EqualTo(1));
        Assert.That((await appraiser.SeeAsync("/scores/recomputation?from=2026-03-01&to=2026-03-31"))["differences"]!.AsArray(), Is.Empty);

        async Task<int> CountedAsync()
        {
            await app.RunAsync("roll-up-scores");
            var line = (await appraiser.SeeAsync($"/scores?{Quarter}&unitId={app.World["commissioner1"].Id}"))["items"]!
                .AsArray()
                .Single()!;
            return Rate(line, "Response") is { } rate ? (int)rate["n"]! : 0;
        }
    }

    // A long log takes several runs.
    private static async Task<int> RollUpAsync(TestApp app)
    {
        var changed = 0;
        while (await app.RunAsync("roll-up-scores") is > 0 and var more)
        {
            changed += more;
        }

        return changed;
    }

    private static JsonNode? Rate(JsonNode unit, string measure) =>
        unit["rates"]!.AsArray().SingleOrDefault(r => (string?)r!["measure"] == measure);

    private static decimal Lower(JsonNode unit, string measure) =>
        decimal.Parse(Rate(unit, measure)!["lower"]!.ToString(), CultureInfo.InvariantCulture);

    private static async Task<List<string>> SumsAsync(Commissioner.Data.CommissionerDb db) =>
        [
            .. (await db.AppraisalSums.AsNoTracking().Where(s => s.Halves != 0 || s.N != 0).ToListAsync())
                .Select(s => $"{s.Kind} {s.UnitId} {s.Part} {s.Day:O} {s.Measure} {s.Why} {s.Halves} {s.N}")
                .Order(StringComparer.Ordinal),
        ];
}
