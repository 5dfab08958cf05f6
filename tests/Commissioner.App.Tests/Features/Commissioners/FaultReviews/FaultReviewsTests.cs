using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.FaultReviews;

/// <summary>Fault is found by people, and the person is heard and can appeal; nobody else knows of it.</summary>
public sealed class FaultReviewsTests
{
    private static readonly object Occasion = new
    {
        personName = "示例专员1",
        ground = "falseRecord",
        occasion = "登记的走访经核实没有发生",
    };

    [Test]
    public async Task From_the_opening_over_statement_and_finding_to_the_ruling_on_the_appeal()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        var (supervisor, appraiser, leader, own) = (
            await story.As("supervisor"),
            await story.As("appraiser"),
            await story.As("leader"),
            await story.As("commissioner1")
        );
        foreach (var other in new[] { "triage", "leader", "commissioner2", "department1", "enterprise1", "sysadmin", "callback" })
        {
            (await (await story.As(other)).PostAsync("/fault-reviews", Occasion)).MustBe(403);
        }

        (await supervisor.PostAsync("/fault-reviews", new { })).MustName("personName");
        (await supervisor.PostAsync("/fault-reviews", new { personName = "示例专员1" })).MustName("ground");
        var review = await supervisor.DoAsync("/fault-reviews", Occasion);
        var path = $"/fault-reviews/{review.Id}";
        Assert.That((await own.SeeAsync("/notices")).Text, Does.Not.Contain("责任审查"));
        await app.RunAsync("react");
        Assert.That((await own.SeeAsync("/notices")).Text, Does.Contain("有一项关于您的责任审查"));

        // It does not exist for anybody else; appraisal reads it, the leader not before an appeal.
        foreach (
            var other in new[]
            {
                "commissioner2",
                "triage",
                "department1",
                "enterprise1",
                "hotline",
                "callback",
                "sysadmin",
                "secadmin",
                "auditor",
                "leader",
            }
        )
        {
            var api = await story.As(other);
            (await api.GetAsync(path)).MustBe(404);
            (await api.PostAsync($"{path}/statements", new { nothing = true })).MustBe(404);
            (await api.PostAsync($"{path}/appeals", new { words = "示例" })).MustBe(404);
            Assert.That((await api.SeeAsync("/fault-reviews"))["items"]!.AsArray(), Is.Empty, other);
        }

        (await appraiser.PostAsync($"{path}/decisions", new { fault = false, reason = "示例" })).MustRefuse(409, "NotHeardYet");
        (await supervisor.PostAsync($"{path}/statements", new { nothing = true })).MustRefuse(403, "OnesOwn");
        await own.DoAsync($"{path}/statements", new { nothing = false, words = "当日改为电话联系" });
        (
            await supervisor.PostAsync(
                $"{path}/decisions",
                new
                {
                    fault = true,
                    consequence = "training",
                    reason = "示例",
                }
            )
        ).MustRefuse(403, "OthersDecide");
        (await own.PostAsync($"{path}/decisions", new { fault = false, reason = "示例" })).MustBe(403);
        (await appraiser.PostAsync($"{path}/decisions", new { fault = true, reason = "示例" })).MustName("consequence");
        var decided = await appraiser.DoAsync(
            $"{path}/decisions",
            new
            {
                fault = true,
                consequence = "training",
                reason = "登记与事实不符",
            }
        );
        Assert.That(
            ((string?)decided["status"], (string?)decided["inForce"], (string?)decided["finding"]!["by"]),
            Is.EqualTo(("Decided", (string?)null, (string?)"示例考核"))
        );

        // The person appeals; until it is ruled on nothing follows.
        (await leader.GetAsync(path)).MustBe(404);
        await own.DoAsync($"{path}/appeals", new { words = "有通话记录" });
        await app.RunAsync("react");
        Assert.That((await leader.SeeAsync("/notices")).Text, Does.Contain("待第三人裁定"));
        app.Advance(TimeSpan.FromDays(30));
        Assert.That((string?)(await own.SeeAsync(path))["inForce"], Is.Null);
        (await appraiser.PostAsync($"{path}/appeal-rulings", new { outcome = "stands", reason = "示例" })).MustRefuse(403, "OthersDecide");
        (
            await leader.PostAsync(
                $"{path}/appeal-rulings",
                new
                {
                    outcome = "changed",
                    consequence = "personnel",
                    reason = "示例",
                }
            )
        ).MustName("consequence");
        await leader.DoAsync(
            $"{path}/appeal-rulings",
            new
            {
                outcome = "changed",
                consequence = "talk",
                reason = "核对通话记录",
            }
        );
        var end = await own.SeeAsync(path);
        Assert.That(((string?)end["status"], (string?)end["inForce"], end["steps"]!.AsArray().Count), Is.EqualTo(("Ruled", "Talk", 0)));
        (await own.PostAsync($"{path}/appeals", new { words = "示例" })).MustRefuse(409, "FaultOutOfOrder");
        (await supervisor.PostAsync($"{path}/withdrawals", new { reason = "示例" })).MustRefuse(409, "FaultOutOfOrder");
    }

    [Test]
    public async Task Who_is_no_commissioner_any_more_is_heard_and_appeals_all_the_same()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        var review = await (await story.As("supervisor")).DoAsync("/fault-reviews", Occasion);
        await using (var db = app.Db())
        {
            await db.Database.ExecuteSqlAsync(
                $"UPDATE people SET roles = 'CallbackAgent' WHERE name = {TestCluster.Keys.Seal("示例专员1")}"
            );
        }

        var own = await app.Api("commissioner1");
        (await own.PostAsync("/cases/00000000-0000-0000-0000-000000000001/acceptances")).MustBe(403);
        await own.DoAsync($"/fault-reviews/{review.Id}/statements", new { nothing = true });
        await (await story.As("appraiser")).DoAsync(
            $"/fault-reviews/{review.Id}/decisions",
            new
            {
                fault = true,
                consequence = "talk",
                reason = "示例",
            }
        );
        Assert.That(
            (await own.DoAsync($"/fault-reviews/{review.Id}/appeals", new { words = "示例申诉" })).Json!["status"]!.GetValue<string>(),
            Is.EqualTo("Appealed")
        );
    }

    [Test]
    public async Task On_the_pages_each_sees_its_turn_and_what_was_typed_stays()
    {
        await using var app = await TestApp.StartAsync();
        var (supervisor, own) = (await app.Browser("supervisor"), await app.Browser("commissioner1"));
        var refused = await (await supervisor.SeeAsync("/fault-reviews"))
            .Form("#open form")
            .Fill("PersonName", "示例专员1")
            .Fill("Occasion", "登记的走访没有发生")
            .SubmitAsync("发起并通知本人");
        Assert.That((refused.Status, refused.Document.QuerySelector("#Occasion")!.TextContent), Is.EqualTo((422, "登记的走访没有发生")));
        Assert.That(refused.Document.QuerySelector("#open")!.TextContent, Does.Contain("不能单独作为事由"));
        var opened = await refused.Form("#open form").Fill("Ground", "FalseRecord").SubmitAsync("发起并通知本人");
        Assert.That(opened.Document.QuerySelector("#statement")!.TextContent, Does.Contain("3月9日"));
        Assert.That(opened.Document.QuerySelector("#decide"), Is.Null, "who opened it does not decide");

        var mine = await own.SeeAsync("/fault-reviews");
        Assert.That(
            (mine.Document.QuerySelector("tbody a.btn")!.TextContent, mine.Document.QuerySelector("#open")),
            Is.EqualTo(("提交陈述", (AngleSharp.Dom.IElement?)null))
        );
        var stated = await (await own.SeeAsync(mine.Document.QuerySelector("tbody a")!.GetAttribute("href")!))
            .Form("#statement form")
            .Fill("Words", "当日改为电话联系")
            .SubmitAsync("提交陈述");
        Assert.That(stated.Document.QuerySelector("#statement .said")!.TextContent, Is.EqualTo("当日改为电话联系"));
        var decided = await (await (await app.Browser("appraiser")).SeeAsync(stated.Path))
            .Form("#decide form")
            .Fill("Fault", "true")
            .Fill("Consequence", "Training")
            .Fill("Reason", "登记与事实不符")
            .SubmitAsync("作出认定");
        Assert.That(
            decided.Document.QuerySelector("#finding")!.TextContent,
            Does.Contain("有过错").And.Contain("培训").And.Contain("之后执行")
        );
        var appealed = await (await own.SeeAsync(stated.Path)).Form("#appeal form").Fill("Words", "有通话记录").SubmitAsync("提出申诉");
        Assert.That(appealed.Document.QuerySelector("#finding")!.TextContent, Does.Contain("申诉裁定之前不执行"));
        var ruled = await (await (await app.Browser("leader")).SeeAsync(stated.Path))
            .Form("#rule form")
            .Fill("Outcome", "SetAside")
            .Fill("Reason", "证据不足")
            .SubmitAsync("裁定申诉");
        Assert.That(ruled.Document.QuerySelector("#finding")!.TextContent, Does.Contain("已撤销，不执行"));
        Assert.That((await (await app.Browser("commissioner2")).GetAsync(stated.Path)).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Of_two_who_decide_at_once_one_does()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        var (supervisor, appraiser) = (await story.As("supervisor"), await story.As("appraiser"));
        for (var i = 0; i < 5; i++)
        {
            var review = await supervisor.DoAsync("/fault-reviews", Occasion);
            await (await story.As("commissioner1")).DoAsync($"/fault-reviews/{review.Id}/statements", new { nothing = true });
            var answers = await Task.WhenAll(
                appraiser.PostAsync(
                    $"/fault-reviews/{review.Id}/decisions",
                    new
                    {
                        fault = true,
                        consequence = "talk",
                        reason = "示例",
                    }
                ),
                appraiser.PostAsync($"/fault-reviews/{review.Id}/decisions", new { fault = false, reason = "示例" }),
                supervisor.PostAsync($"/fault-reviews/{review.Id}/withdrawals", new { reason = "示例" })
            );
            Assert.That(
                answers.Select(a => a.Status).Order(),
                Is.EqualTo(new[] { 201, 409, 409 }),
                string.Join(Environment.NewLine, answers.Select(a => a.ToString()))
            );
        }
    }

    [Test]
    public async Task A_replacement_and_a_poor_rating_open_none_and_what_the_person_reads_tells_nothing_of_them()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.CloseAsync();
        await (await story.As("enterprise1")).DoAsync($"{story.Path}/ratings", new { overall = 5, reason = "秘密理由甲" });
        await app.RunAsync("react");
        var supervisor = await story.As("supervisor");
        await using (var db = app.Db())
        {
            Assert.That(await db.Replacements.CountAsync(), Is.EqualTo(1));
        }

        Assert.That((await supervisor.SeeAsync("/fault-reviews"))["items"]!.AsArray(), Is.Empty);
        var review = await supervisor.DoAsync("/fault-reviews", Occasion);
        await app.RunAsync("react");
        var (api, browser) = (await story.As("commissioner1"), await app.Browser("commissioner1"));
        foreach (
            var text in new[]
            {
                (await api.SeeAsync($"/fault-reviews/{review.Id}")).Text,
                (await browser.SeeAsync($"/fault-reviews/{review.Id}")).Text,
                (await browser.SeeAsync("/fault-reviews")).Text,
                (await api.SeeAsync("/notices")).Text,
            }
        )
        {
            Assert.That(text, Does.Not.Contain("秘密理由甲").And.Not.Contain("非常不满意").And.Not.Contain("示例企业1"));
        }
    }

    [Test]
    public async Task After_ten_working_days_a_finding_is_in_force_and_not_appealed_any_more()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        var review = await (await story.As("supervisor")).DoAsync("/fault-reviews", Occasion);
        var path = $"/fault-reviews/{review.Id}";
        var (own, appraiser) = (await story.As("commissioner1"), await story.As("appraiser"));
        app.MoveTo("03-09 18:00");
        (
            await appraiser.PostAsync(
                $"{path}/decisions",
                new
                {
                    fault = true,
                    consequence = "talk",
                    reason = "示例",
                }
            )
        ).MustRefuse(409, "NotHeardYet");
        app.MoveTo("03-10 09:00");
        Assert.That((bool)(await appraiser.SeeAsync("/fault-reviews"))["items"]![0]!["lapsed"]!, Is.True);
        var decided = await appraiser.DoAsync(
            $"{path}/decisions",
            new
            {
                fault = true,
                consequence = "talk",
                reason = "示例",
            }
        );
        app.MoveTo("03-24 18:00");
        Assert.That((string?)(await own.SeeAsync(path))["inForce"], Is.Null, decided.Text);
        app.Advance(TimeSpan.FromSeconds(1));
        Assert.That((string?)(await own.SeeAsync(path))["inForce"], Is.EqualTo("Talk"));
        var late = await own.PostAsync($"{path}/appeals", new { words = "示例" });
        late.MustRefuse(409, "AppealTooLate");
        Assert.That((string?)late["title"], Does.Contain("2026-03-24 18:00"), "the park's clock says when it ended");
        (await (await story.As("supervisor")).PostAsync($"{path}/appeals", new { words = "示例" })).MustRefuse(403, "OnesOwn");
    }
}
