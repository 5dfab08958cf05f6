using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Proposals;

/// <summary>An upheld objection teaches the routing catalogue.</summary>
public sealed class ProposalsTests
{
    [Test]
    public async Task An_upheld_objection_proposes_the_change_and_the_office_takes_it_over_by_one_press()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        var triage = await story.As("triage");
        await AddAsync(triage, app, "GREEN-01", lead: 1, assisting: 3);
        await ObjectedAsync(story, 1, 2, "keep");
        await app.RunAsync("react");
        Assert.That((await triage.SeeAsync("/catalogue-proposals"))["items"]!.AsArray(), Is.Empty, "a call that stands teaches nothing");

        // Two objections against the same item.
        await ObjectedAsync(story, 1, 2, "reassign");
        var number = (string?)(await story.SeenBy("triage"))["number"];
        app.Advance(TimeSpan.FromMinutes(1));
        await ObjectedAsync(story, 1, 2, "reassign");
        await app.RunAsync("react");
        await app.RunAsync("react");
        var waiting = (await triage.SeeAsync("/catalogue-proposals"))["items"]!.AsArray();
        Assert.That(
            waiting.Select(p =>
                ((string?)p!["code"], (string?)p["objecting"], (string?)p["competent"], (string?)p["basis"], (string?)p["ruling"])
            ),
            Is.EqualTo(
                Enumerable.Repeat(
                    (
                        (string?)"GREEN-01",
                        (string?)"示例园林绿化处",
                        (string?)"示例市政道路处",
                        (string?)"示例职责规定第三条",
                        (string?)"按职责规定裁定"
                    ),
                    2
                )
            )
        );
        Assert.That((await triage.SeeAsync("/notices")).Text, Does.Contain("建议改为示例市政道路处"));

        // The board counts them and leads there; before and after stand on the page.
        var browser = await app.Browser("triage");
        var board = await browser.SeeAsync("/triage");
        Assert.That(board.Document.QuerySelector("a[href='/proposals'] .tile-figure")!.TextContent, Is.EqualTo("2"));
        var list = await browser.SeeAsync("/proposals");
        Assert.That(
            list.Document.QuerySelector("tbody tr")!.TextContent,
            Does.Contain("主办部门：示例园林绿化处 → 示例市政道路处").And.Contain(number)
        );
        var decide = await browser.SeeAsync(list.Document.QuerySelector("tbody a.btn")!.GetAttribute("href")!);
        Assert.That(decide.Document.QuerySelector("#changes")!.TextContent, Does.Contain("示例园林绿化处").And.Contain("示例市政道路处"));
        Assert.That(decide.Document.QuerySelector("#decide")!.TextContent, Does.Contain("另有 1 条相同的建议"));

        // Refused, what was typed stays; taken over, both are decided and the item's next version says whence it comes.
        var refused = await decide
            .Form("#decide form")
            .Fill("EffectiveOn", "2026-03-01")
            .Fill("Reason", "职责已核对")
            .SubmitAsync("采纳为下一版");
        Assert.That(
            (
                refused.Status,
                refused.Document.QuerySelector("#Reason")!.TextContent,
                refused.Document.QuerySelector("#EffectiveOn")!.GetAttribute("value")
            ),
            Is.EqualTo((422, "职责已核对", "2026-03-01"))
        );
        Assert.That(refused.Document.QuerySelector(".reasons")!.TextContent, Does.Contain("生效日期最早为 2026-03-02"));
        var done = await refused.Form("#decide form").Fill("EffectiveOn", "").SubmitAsync("采纳为下一版");
        Assert.That(
            (done.Path, done.Document.QuerySelector(".note-done")!.TextContent),
            Is.EqualTo(("/proposals", "已采纳，GREEN-01 有了新版本。"))
        );
        var item = await triage.SeeAsync("/catalogue/GREEN-01");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (
                    (int)item["last"]!,
                    (string?)item["item"]!["lead"]!["name"],
                    (bool)item["versions"]![0]!["fromObjection"]!,
                    (string?)item["versions"]![0]!["reason"]
                ),
                Is.EqualTo((2, "示例市政道路处", true, "职责已核对"))
            );
            Assert.That((await triage.SeeAsync("/catalogue-proposals"))["items"]!.AsArray(), Is.Empty);
            Assert.That(
                (await triage.SeeAsync("/catalogue-proposals?decided=true"))["items"]!
                    .AsArray()
                    .Select(p => (int)p!["decision"]!["became"]!),
                Is.EqualTo(new[] { 2, 2 })
            );
            Assert.That((await browser.SeeAsync("/proposals?decided=true")).Document.QuerySelectorAll("tbody tr"), Has.Count.EqualTo(2));
            Assert.That(
                (string?)(await triage.SeeAsync("/catalogue/suggestions?text=草坪枯死一片"))["items"]![0]!["item"]!["lead"]!["name"],
                Is.EqualTo("示例市政道路处")
            );
        }

        (await triage.PostAsync($"/catalogue-proposals/{waiting[1]!["id"]}/dismissals", new { reason = "示例" })).MustRefuse(
            409,
            "CatalogueProposalDecided"
        );
    }

    [Test]
    public async Task What_is_not_taken_over_needs_a_reason_and_leaves_the_item_as_it_is()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        var triage = await story.As("triage");
        await AddAsync(triage, app, "GREEN-01", lead: 1, assisting: 3);
        await ObjectedAsync(story, 1, 2, "reassign");
        await app.RunAsync("react");
        var id = (string?)(await triage.SeeAsync("/catalogue-proposals"))["items"]![0]!["id"];
        var path = $"/catalogue-proposals/{id}";
        foreach (var user in new[] { "commissioner1", "department1", "supervisor", "enterprise1", "leader" })
        {
            (await (await story.As(user)).GetAsync(path)).MustBe(403);
            (await (await story.As(user)).PostAsync($"{path}/confirmations", new { })).MustBe(403);
        }

        (await triage.PostAsync($"/catalogue-proposals/{Guid.CreateVersion7()}/confirmations", new { })).MustBe(404);
        (await triage.PostAsync($"{path}/dismissals", new { })).MustName("reason");
        (await triage.PostAsync($"{path}/confirmations", new { reason = new string('长', 501) })).MustName("reason");
        var sheet = await triage.DoAsync($"{path}/dismissals", new { reason = "该事项仍由原部门主办" });
        Assert.That(
            (
                (string?)sheet["proposal"]!["decision"]!["reason"],
                (int?)sheet["proposal"]!["decision"]!["became"],
                (int)(await triage.SeeAsync("/catalogue/GREEN-01"))["last"]!
            ),
            Is.EqualTo(("该事项仍由原部门主办", (int?)null, 1))
        );
        (await triage.PostAsync($"{path}/confirmations", new { })).MustRefuse(409, "CatalogueProposalDecided");
        Assert.That(
            (await (await app.Browser("triage")).SeeAsync($"/proposals/decide/{id}")).Document.QuerySelector("#decision")!.TextContent,
            Does.Contain("未采纳").And.Contain("该事项仍由原部门主办")
        );
    }

    [Test]
    public async Task Passed_on_again_the_proposal_names_who_is_competent_after_all_and_what_the_item_says_by_now_is_not_proposed()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        var triage = await story.As("triage");
        await AddAsync(triage, app, "GREEN-01", lead: 1, assisting: 3);
        var whistle = await ObjectedAsync(story, 1, 2, "reassign");
        await app.RunAsync("react");
        whistle = await story.WhistleNow(whistle);
        await story.ObjectAsync(whistle, 2, 4);
        await story.RuleAsync(whistle, 2, "reassign");
        await app.RunAsync("react");
        var proposal = (await triage.SeeAsync("/catalogue-proposals"))["items"]!.AsArray().Single()!;
        Assert.That(
            ((string?)proposal["objecting"], (string?)proposal["competent"]),
            Is.EqualTo(("示例园林绿化处", app.World.Departments[3].Name))
        );

        // Somebody changed the item meanwhile: who confirms looks at it first.
        await triage.DoAsync("/catalogue/GREEN-01/versions", Item(app, "GREEN-01", 1, null, "草地"));
        (await triage.PostAsync($"/catalogue-proposals/{proposal["id"]}/confirmations", new { basedOn = 1 })).MustRefuse(
            409,
            "CatalogueChangedMeanwhile"
        );
        await triage.DoAsync("/catalogue/GREEN-01/versions", Item(app, "GREEN-01", 4, null, "草地"));
        var sheet = await triage.SeeAsync($"/catalogue-proposals/{proposal["id"]}");
        Assert.That(sheet["proposal"]!["changes"]!.AsArray(), Is.Empty);
        (await triage.PostAsync($"/catalogue-proposals/{proposal["id"]}/confirmations", new { basedOn = 3 })).MustRefuse(
            409,
            "CatalogueChangesNothing"
        );
        Assert.That(
            (await (await app.Browser("triage")).SeeAsync($"/proposals/decide/{proposal["id"]}"))
                .Document.QuerySelector("#decide")!
                .TextContent,
            Does.Not.Contain("采纳为下一版")
        );

        await ObjectedAsync(story, 1, 4, "reassign");
        await app.RunAsync("react");
        Assert.That(
            (await triage.SeeAsync("/catalogue-proposals"))["items"]!.AsArray(),
            Has.Count.EqualTo(1),
            "the item names the other department already"
        );
    }

    [Test]
    public async Task Of_two_who_decide_at_once_one_does()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        var triage = await story.As("triage");
        await AddAsync(triage, app, "GREEN-01", lead: 1, assisting: 3);
        for (var i = 0; i < 5; i++)
        {
            await ObjectedAsync(story, 1, 2, "reassign");
            await app.RunAsync("react");
            var path = $"/catalogue-proposals/{(await triage.SeeAsync("/catalogue-proposals"))["items"]![0]!["id"]}";
            var answers = await Task.WhenAll(
                triage.PostAsync($"{path}/confirmations", new { }),
                triage.PostAsync($"{path}/dismissals", new { reason = "示例" }),
                triage.PostAsync($"{path}/confirmations", new { })
            );
            Assert.That(
                answers.Select(a => a.Status).Order(),
                Is.EqualTo(new[] { 201, 409, 409 }),
                string.Join(Environment.NewLine, answers.Select(a => a.ToString()))
            );
            Assert.That((await triage.SeeAsync("/catalogue-proposals"))["items"]!.AsArray(), Is.Empty);
            if (answers[1].Status == 409)
            {
                await triage.DoAsync("/catalogue/GREEN-01/versions", Item(app, "GREEN-01", 1, 3));
            }
        }
    }

    private static async Task<Answer> ObjectedAsync(Journey story, int department, int competent, string decision)
    {
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([department], item: "GREEN-01");
        await story.ObjectAsync(whistle, department, competent);
        await story.RuleAsync(whistle, department, decision);
        return whistle;
    }

    private static Task<Answer> AddAsync(Api triage, TestApp app, string code, int lead, int assisting) =>
        triage.DoAsync("/catalogue", Item(app, code, lead, assisting));

    private static object Item(TestApp app, string code, int lead, int? assisting, string word = "草坪") =>
        new
        {
            code,
            matter = "绿化养护",
            category = "parkEnvironment",
            words = new[] { word, "枯死" },
            leadDepartmentId = app.World.Departments[lead - 1].Id.Value,
            assistingDepartmentIds = assisting is { } a ? new[] { app.World.Departments[a - 1].Id.Value } : [],
            legalBasis = "《城市绿化条例》第二十条",
        };
}
