using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Supervision;

/// <summary>The Leader's page: what was escalated waits for an opinion, due within a working day.</summary>
public sealed class OpinionsTests
{
    [Test]
    public async Task What_nobody_leads_waits_for_the_Leader_with_the_whole_path_and_its_words_reach_who_deals_with_it()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([1]);
        for (var department = 1; department <= 3; department++)
        {
            await story.ObjectAsync(whistle, department, department + 1);
            await story.RuleAsync(whistle, department, "reassign");
            whistle = await story.WhistleNow(whistle);
        }

        await app.RunAsync("react");
        var leader = await story.As("leader");
        var owed = (await leader.SeeAsync("/opinions"))["owed"]!["items"]!.AsArray().Single()!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)owed["why"], Is.EqualTo("NobodyLeads"));
            Assert.That(
                owed["path"]!.AsArray().Select(p => (string?)p),
                Is.EqualTo(new[] { "示例园林绿化处", "示例市政道路处", "示例交通运输处", "示例燃气服务处" })
            );
            Assert.That(
                DateTimeOffset.Parse((string)owed["dueAt"]!, System.Globalization.CultureInfo.InvariantCulture),
                Is.EqualTo(TestApp.At("03-03 18:00")),
                "within a working day"
            );
            Assert.That((await leader.SeeAsync("/notices")).Text, Does.Contain("前批示"));
            Assert.That((await story.SeenBy("enterprise1")).Text, Does.Not.Contain("批示").And.Not.Contain("Opinion"));
        }

        (await (await story.As("supervisor")).PostAsync($"{story.Path}/opinions", new { opinion = "示例" })).MustBe(403);
        (await leader.PostAsync($"{story.Path}/opinions", new { opinion = "" })).MustName("opinion");

        var browser = await app.Browser("leader");
        var page = await browser.SeeAsync("/opinions");
        Assert.That(
            page.Document.QuerySelector("#owed tbody")!.TextContent,
            Does.Contain("示例园林绿化处 → 示例市政道路处 → 示例交通运输处 → 示例燃气服务处")
        );
        page = await browser.SeeAsync(page.Document.QuerySelector("#owed a.btn-primary")!.GetAttribute("href")!);
        page = await page.Form("main form[data-draft]").Fill("Opinion", "示例批示：请燃气处今日到场").SubmitAsync();
        Assert.That(page.Document.QuerySelector("#owed tbody"), Is.Null);
        Assert.That(page.Document.QuerySelector("#written")!.TextContent, Does.Contain("示例诉求"));
        (await leader.PostAsync($"{story.Path}/opinions", new { opinion = "示例" })).MustRefuse(409, "NoOpinionOwed");
        await app.RunAsync("react");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await (await story.As("commissioner1")).SeeAsync("/notices")).Text, Does.Contain("请燃气处今日到场"));
            Assert.That(
                (await story.SeenBy("department4")).Text,
                Does.Not.Contain("请燃气处今日到场"),
                "a department reads no opinion: it may name whom its whistle hides"
            );
        }
    }

    [Test]
    public async Task An_opinion_that_is_late_is_told_to_supervision_and_the_Leader_and_ends_with_the_case()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([1]);
        await (await story.As("commissioner1")).DoAsync($"{story.Leg(whistle, 1)}/escalations", new { reason = "多次联系无回应" });
        app.MoveTo("03-04 09:00");
        await app.RunAsync("sweep-deadlines");
        await app.RunAsync("react");
        Assert.That((await (await story.As("supervisor")).SeeAsync("/notices")).Text, Does.Contain("领导批示已超期"));
        Assert.That((await (await story.As("leader")).SeeAsync("/notices")).Text, Does.Contain("领导批示已超期"));
        await (await story.As("enterprise1")).DoAsync($"{story.Path}/withdrawals", new { reason = "示例已自行解决" });
        Assert.That((await (await story.As("leader")).SeeAsync("/opinions"))["owed"]!["items"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task The_page_is_five_questions_and_the_Leaders_alone()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        foreach (var other in new[] { "commissioner1", "department1", "enterprise1", "supervisor", "triage" })
        {
            (await (await story.As(other)).GetAsync("/opinions")).MustBe(403);
        }

        var leader = await story.As("leader");
        await leader.SeeAsync("/opinions");
        var statements = app.Count();
        await leader.SeeAsync("/opinions");
        Assert.That(statements.Take().Sent, Is.LessThanOrEqualTo(5), "who asks, plans, written, owed, paths");
    }
}
