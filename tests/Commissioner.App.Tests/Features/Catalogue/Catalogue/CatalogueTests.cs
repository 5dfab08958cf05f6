using System.Text;
using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Catalogue;

/// <summary>The routing catalogue: kept by the service office, read by the staff, suggested to who whistles.</summary>
public sealed class CatalogueTests
{
    [Test]
    public async Task An_item_is_added_changed_from_a_day_on_and_all_its_versions_stay()
    {
        await using var app = await TestApp.StartAsync();
        var triage = await app.Api("triage");
        var commissioner = await app.Api("commissioner1");
        (await triage.PostAsync("/catalogue", new { code = "路", words = new[] { "路" } })).MustName(
            "code",
            "matter",
            "category",
            "words",
            "leadDepartmentId",
            "legalBasis"
        );
        (await commissioner.PostAsync("/catalogue", Item(app, "ROAD", 2))).MustBe(403);
        (await (await app.Api("enterprise1")).GetAsync("/catalogue")).MustBe(403);

        await triage.DoAsync("/catalogue", Item(app, "road", 2, 3, 2));
        (await triage.PostAsync("/catalogue", Item(app, "ROAD", 2))).MustRefuse(409, "CatalogueCodeTaken");
        (await triage.PostAsync("/catalogue/ROAD/versions", Item(app, "ROAD", 2, 3))).MustRefuse(409, "CatalogueChangesNothing");
        var changed = await triage.DoAsync("/catalogue/road/versions", Item(app, "ROAD", 3, effectiveOn: "2026-03-05", basedOn: 1));
        (await triage.PostAsync("/catalogue/ROAD/versions", Item(app, "ROAD", 1, basedOn: 1))).MustRefuse(409, "CatalogueChangedMeanwhile");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)changed["item"]!["lead"]!["name"], Is.EqualTo("示例市政道路处"), "until its day the old one counts");
            Assert.That(changed.Each("versions", "state"), Is.EqualTo(new[] { "Announced", "InForce" }));
            Assert.That(
                changed["versions"]![0]!["changes"]!.AsArray().Select(c => $"{c!["field"]} {c["before"]} {c["after"]}"),
                Is.EqualTo(new[] { "Lead 示例市政道路处 示例交通运输处", "Assisting 示例交通运输处 " })
            );
            Assert.That(changed.Each("versions", "addedBy"), Is.EqualTo(new[] { "示例服务办", "示例服务办" }));
            Assert.That(await LeadOfAsync(commissioner), Is.EqualTo("示例市政道路处"));
        }

        app.MoveTo("03-05 09:00");
        Assert.That(
            await LeadOfAsync(commissioner),
            Is.EqualTo("示例交通运输处"),
            "and from its day on the new one, also among suggestions held in memory"
        );
        var page = await (await app.Browser("triage")).SeeAsync("/catalogue/show/ROAD");
        Assert.That(page.Texts("#versions li .state"), Is.EqualTo(new[] { "生效中", "已被取代" }));
    }

    [Test]
    public async Task A_table_is_taken_over_whole_or_not_at_all_and_what_was_exported_comes_back_unchanged()
    {
        await using var app = await TestApp.StartAsync();
        var triage = await app.Api("triage");
        const string Heads = "编码,事项,类别,关键词,主办部门,协办部门,职责依据,默认可见范围,生效日期,停用\n";
        var wrong = await ImportAsync(
            triage,
            Heads
                + "ROAD,道路,园区环境与配套,路面、坑洼,D02,,条例,,,\nROAD,,没有这类,路,没有这个处,示例市政道路处 无此处,,看不见,三月,也许\n"
        );
        wrong.MustRefuse(422, "ImportRefused");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                wrong["rows"]!.AsArray().Select(r => $"{r!["row"]} {r["column"]} {r["code"]}"),
                Is.EqualTo(
                    new[]
                    {
                        "3 编码 CatalogueCodeTwice",
                        "3 事项 MatterMissing",
                        "3 类别 CategoryNameUnknown",
                        "3 关键词 WordsUnusable",
                        "3 主办部门 DepartmentNameUnknown",
                        "3 协办部门 DepartmentNameUnknown",
                        "3 职责依据 LegalBasisMissing",
                        "3 默认可见范围 DisclosureNameUnknown",
                        "3 生效日期 DayUnreadable",
                        "3 停用 YesOrNoUnreadable",
                    }
                )
            );
            Assert.That((await triage.SeeAsync("/catalogue"))["items"]!.AsArray(), Is.Empty);
        }

        var first = await triage.DoAsync("/catalogue/first");
        Assert.That((int)first["added"]!, Is.InRange(6, 12), "what the six departments are competent for");
        var table = await ExportAsync(app);
        Assert.That(
            table,
            Does.StartWith(Heads.TrimEnd()).And.Contain("GREEN,绿化带与树木养护,").And.Contain("示例园林绿化处,示例市政道路处,")
        );
        var same = await ImportAsync(triage, table);
        Assert.That(
            ((int)same["added"]!, (int)same["changed"]!, (int)same["unchanged"]!),
            Is.EqualTo((0, 0, (int)first["added"]!)),
            same.ToString()
        );

        app.MoveTo("03-09 09:00");
        var changed = await ImportAsync(
            triage,
            table.Replace("绿化带与树木养护", "绿化养护", StringComparison.Ordinal) + "NEW,新事项,其他,新词,D01,,依据,隐去企业身份,,\r\n"
        );
        var sheet = await triage.SeeAsync("/catalogue/GREEN");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((changed.Status, (int)changed["added"]!, (int)changed["changed"]!), Is.EqualTo((201, 1, 1)), changed.ToString());
            Assert.That(
                sheet["versions"]!.AsArray().Select(v => $"{v!["item"]!["matter"]} {v["item"]!["effectiveOn"]}"),
                Is.EqualTo(new[] { "绿化养护 2026-03-09", "绿化带与树木养护 2026-03-02" })
            );
            Assert.That((string?)(await triage.SeeAsync("/catalogue/NEW"))["item"]!["disclosure"], Is.EqualTo("IdentityHidden"));
            Assert.That((await triage.SeeAsync("/catalogue?q=绿化&take=1")).Each("items", "code"), Is.EqualTo(new[] { "GREEN" }));
            Assert.That((await triage.SeeAsync("/catalogue?take=1&after=GREEN")).Each("items", "code"), Is.Not.EqualTo(new[] { "GREEN" }));
        }
    }

    [Test]
    public async Task Who_whistles_is_suggested_an_item_sees_why_and_takes_it_over_without_a_script()
    {
        await using var app = await TestApp.StartAsync();
        await (await app.Api("triage")).DoAsync("/catalogue/first");
        var journey = new Journey(app);
        await journey.FileAsync("厂区门口绿化带枯死", "ParkEnvironment");
        await journey.AcceptAsync();
        await journey.ContactAsync();
        var browser = await app.Browser("commissioner1");
        var form = await browser.SeeAsync($"/whistles/blow/{journey.Case}");
        Assert.That(
            form.Texts("#suggested li p").Take(2),
            Is.EqualTo(new[] { "绿化带与树木养护 · 示例园林绿化处，协办：示例市政道路处", "命中关键词：绿化带 · 《城市绿化条例》第七条" })
        );

        var again = await form.Form()
            .Fill("Asked", "货柜在口岸被查验，请协调通关")
            .Fill("Tried", "已联系报关行")
            .SubmitAsync("按所写内容重新推荐");
        Assert.That(again.Texts("#suggested li strong"), Does.Contain("通关查验与保税监管").And.Contain("绿化带与树木养护"));
        var chosen = await again.Form().SubmitAsync("GREEN");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(chosen.Status, Is.EqualTo(200));
            Assert.That(chosen.Form().Value("Asked"), Is.EqualTo("货柜在口岸被查验，请协调通关"), "what was typed stays");
            Assert.That(chosen.Form().Value("Lead"), Is.EqualTo(app.World.Departments[0].Id.ToString()));
            Assert.That(chosen.Form().Value("Assisting"), Is.EqualTo(app.World.Departments[1].Id.ToString()));
            Assert.That(chosen.Form().Value("CatalogueItem"), Is.EqualTo("GREEN"));
        }

        var done = await chosen.Form().SubmitAsync("吹哨");
        Assert.That(done.Path, Is.EqualTo($"/cases/show/{journey.Case}"), done.Text);

        var trial = await (await browser.SeeAsync("/catalogue/try")).Form().Fill("Text", "门外路面坑洼积水").SubmitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(trial.Texts("#found tbody tr:first-child td")[0], Does.StartWith("道路路面与市政设施 胜出"));
            Assert.That(trial.Texts("#found tbody tr:first-child td")[1], Does.Contain("坑洼").And.Contain("积水"));
        }
    }

    [Test]
    public async Task The_office_changes_an_item_on_its_page_after_it_saw_the_difference()
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.Browser("triage");
        var begun = await (await browser.SeeAsync("/catalogue")).Form().SubmitAsync("采用首版目录");
        Assert.That(begun.Texts("tbody tr"), Has.Count.GreaterThan(5));
        var edit = await browser.SeeAsync("/catalogue/edit/GREEN");
        var seen = await edit.Form().Fill("LeadDepartmentId", app.World.Departments[2].Id.ToString()).SubmitAsync("看差异");
        Assert.That(seen.Texts("#changes dd"), Is.EqualTo(new[] { "示例园林绿化处 → 示例交通运输处" }));
        var refused = await seen.Form().Fill("EffectiveOn", "2026-01-01").SubmitAsync("保存为新版本");
        Assert.That((refused.Status, refused.Form().Value("EffectiveOn")), Is.EqualTo((422, "2026-01-01")), refused.Text);
        var saved = await refused.Form().Fill("EffectiveOn", "").Fill("Reason", "职责划转").SubmitAsync("保存为新版本");
        Assert.That((saved.Path, saved.Texts("#versions li").Count), Is.EqualTo(("/catalogue/show/green", 2)), saved.Text);

        var added = await (await browser.SeeAsync("/catalogue/edit"))
            .Form()
            .Fill("NewCode", "CANTEEN")
            .Fill("Matter", "食堂")
            .Fill("Category", "ParkEnvironment")
            .Fill("Words", "食堂，餐饮 用餐")
            .Fill("LeadDepartmentId", app.World.Departments[1].Id.ToString())
            .Fill("LegalBasis", "物业服务合同")
            .SubmitAsync("保存为新版本");
        Assert.That(added.Text, Does.Contain("食堂、餐饮、用餐").And.Contain("CANTEEN"));
    }

    private static object Item(
        TestApp app,
        string code,
        int lead,
        int? assisting = null,
        int? alsoAssisting = null,
        string? effectiveOn = null,
        int? basedOn = null
    ) =>
        new
        {
            code,
            matter = "道路路面",
            category = "parkEnvironment",
            words = new[] { "路面", "坑洼" },
            leadDepartmentId = app.World.Departments[lead - 1].Id.Value,
            assistingDepartmentIds = new[] { assisting, alsoAssisting }.OfType<int>().Select(d => app.World.Departments[d - 1].Id.Value),
            legalBasis = "《城市道路管理条例》第六条",
            effectiveOn,
            basedOn,
        };

    private static async Task<string?> LeadOfAsync(Api api) =>
        (string?)(await api.SeeAsync("/catalogue/suggestions?text=门口路面都是坑洼"))["items"]![0]!["item"]!["lead"]!["name"];

    private static Task<Answer> ImportAsync(Api api, string table) =>
        api.UploadAsync("目录.csv", Encoding.UTF8.GetBytes(table), "/catalogue/imports");

    private static async Task<string> ExportAsync(TestApp app) =>
        (await (await app.Api("triage")).SeeAsync("/catalogue/export")).Text.TrimStart('\uFEFF').ReplaceLineEndings("\n");

    [Test]
    public async Task An_item_says_how_many_whistles_nobody_objected_to_and_how_many_were_called_again_and_no_rate_below_five()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        var triage = await story.As("triage");
        await triage.DoAsync("/catalogue", Item(app, "GREEN-01", 1));
        await story.BeginAsync();
        var objected = await story.WhistleAsync([1], item: "GREEN-01");
        await story.ObjectAsync(objected, 1, 2);
        await story.RuleAsync(objected, 1, "reassign");
        app.Advance(TimeSpan.FromMinutes(1));
        await story.WhistleAsync([3], item: "GREEN-01");
        Assert.That(
            await FiguresAsync(),
            Is.EqualTo("""{"whistles":2,"notObjected":1,"accuracy":null,"repeated":2,"repeatRate":null}"""),
            "passed on, and after another one on the same case"
        );

        for (var i = 0; i < 4; i++)
        {
            await story.BeginAsync();
            await story.WhistleAsync([1], item: "GREEN-01");
        }

        Assert.That(
            await FiguresAsync(),
            Is.EqualTo("""{"whistles":6,"notObjected":5,"accuracy":83.33,"repeated":2,"repeatRate":33.33}"""),
            "rounded down"
        );
        var page = await (await app.Browser("triage")).SeeAsync("/catalogue?q=GREEN-01");
        Assert.That(page.Document.QuerySelector("tbody")!.TextContent, Does.Contain("83.33 %").And.Contain("5/6"));
        var statements = app.Count();
        await triage.SeeAsync("/catalogue");
        Assert.That(statements.Take().Sent, Is.LessThanOrEqualTo(3), "who asks, the items, their figures");

        async Task<string> FiguresAsync()
        {
            var sheet = await triage.SeeAsync("/catalogue/GREEN-01");
            return sheet["item"]!["figures"]!.ToJsonString();
        }
    }
}
