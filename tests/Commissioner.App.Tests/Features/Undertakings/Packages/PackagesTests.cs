using Commissioner.App.Tests.Features.Undertakings.Templates;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Commissioner.Data.Providers;
using Commissioner.Domain.Undertakings;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Undertakings.Packages;

/// <summary>Packages from the table to the last matter, and papers that follow against a promise.</summary>
public sealed class PackagesTests
{
    private const string Heads =
        "模板编码,模板名称,节点编码,节点名称,前置节点,责任单位,法定时限,承诺时限,绿色通道时限,材料,种类,说明,整体时限,问题,失信限制月数\n";

    private const string Canteen =
        Heads
        + "CANTEEN,示例食堂,FOOD,示例许可,,D01,20d,5d,,示例申请书、租赁合同[场所=租赁]、产权证书[场所=自有],一件事,示例说明,10d,场所:自有还是租赁=自有/租赁；燃气:使用燃气吗,6\n"
        + "CANTEEN,示例食堂,FIRE,示例消防,,D02,20d,5d,,示例申请书、用气申请表[燃气=是]、检测报告{5d},,,,,\n";

    private static readonly byte[] Pdf = "%PDF-1.7\n示例\n%%EOF"u8.ToArray();

    private TestApp _app = null!;
    private string _path = "";

    [SetUp]
    public async Task BeginAsync() => _app = await TestApp.StartAsync();

    [TearDown]
    public async Task EndAsync() => await _app.DisposeAsync();

    [Test]
    public async Task A_park_brings_its_packages_by_a_table_all_right_or_nothing_and_the_guide_says_which_papers_apply()
    {
        var triage = await _app.Api("triage");
        var wrong = await TemplatesTests.ImportAsync(
            triage,
            Heads
                + "P1,示例,A,示例甲,,D01,20d,15d,,证[没有=是]、证{100d},一件事,,10d,场所,0\n"
                + "P1,示例,B,示例乙,A,D02,20d,5d,,,代办,,,,\n"
                + "P2,示例,A,示例,,D01,5d,2d,,,套餐,,,,\n"
                + "P3,示例,A,示例,,D01,5d,2d,,,,,10d,,\n"
        );
        Assert.That(
            wrong["rows"]!.AsArray().Select(e => $"{e!["row"]} {e["column"]} {e["code"]}"),
            Is.EquivalentTo(
                new[]
                {
                    "2 问题 QuestionUnusable",
                    "2 失信限制月数 ExclusionUnusable",
                    "2 材料 PaperAnswerUnknown",
                    "2 材料 PaperUnreadable",
                    "2 承诺时限 PackageLimitFalls",
                    "3 种类 TemplateRowDiffers",
                    "3 前置节点 PackageRunsInParallel",
                    "4 种类 TemplateKindUnknown",
                    "5 整体时限 PackageLimitMissing",
                }
            )
        );
        Assert.That((await triage.SeeAsync("/packages"))["items"]!.AsArray(), Is.Empty, "nothing of it");
        Assert.That((await TemplatesTests.ImportAsync(triage, Canteen)).Status, Is.EqualTo(201));
        var table = (await triage.SeeAsync("/templates/export")).Text.TrimStart('\uFEFF');
        Assert.That((int)(await TemplatesTests.ImportAsync(triage, table))["unchanged"]!, Is.EqualTo(1), "what was exported comes back");

        var owner = await _app.Api("enterprise1");
        Assert.That((int)(await owner.SeeAsync("/packages/canteen"))["papers"]!.AsArray().Count, Is.EqualTo(5));
        var short1 = await owner.SeeAsync(
            $"/packages/canteen?answers={Uri.EscapeDataString("场所=租赁")}&answers={Uri.EscapeDataString("燃气=否")}"
        );
        Assert.That(short1.Each("papers", "name"), Is.EqualTo(new[] { "示例申请书", "租赁合同", "检测报告" }));
        Assert.That((bool)short1["complete"]!, Is.True);
        (await owner.GetAsync("/packages/nothing")).MustBe(404);
        (
            await owner.PostAsync(
                "/undertakings",
                new
                {
                    title = "示例",
                    what = "示例",
                    templateCode = "CANTEEN",
                    authority = new[] { "Ask" },
                }
            )
        ).MustBe(422);
    }

    [Test]
    public async Task On_the_pages_each_paper_is_uploaded_once_and_what_is_missing_is_asked_for_once_for_all_matters()
    {
        await TemplatesTests.ImportAsync(await _app.Api("triage"), Canteen);
        var owner = await _app.Browser("enterprise1");
        Assert.That((await owner.SeeAsync("/packages")).Text, Does.Contain("示例食堂"));
        Assert.That((await owner.SeeAsync("/packages/guide/CANTEEN")).Texts("#papers li").Count, Is.EqualTo(5));
        var form = await owner.SeeAsync(
            $"/packages/apply/CANTEEN?Answers={Uri.EscapeDataString("场所=自有")}&Answers={Uri.EscapeDataString("燃气=否")}"
        );
        Assert.That(form.Texts("#Papers input[type=file]").Count, Is.EqualTo(3));
        var lacking = await form.FormWith("What").SubmitAsync();
        Assert.That((lacking.Status, lacking.Text.Contains("产权证书", StringComparison.Ordinal)), Is.EqualTo((422, true)));

        await AppliedAsync(["示例申请书", "产权证书", "检测报告"], []);
        foreach (var stranger in new[] { "enterprise2", "department4", "commissioner3" })
        {
            (await (await _app.Api(stranger)).GetAsync(_path)).MustBe(404);
        }

        var seen = await (await _app.Api("department1")).SeeAsync(_path);
        Assert.That(seen.Each("nodes", "code"), Is.EqualTo(new[] { "FOOD" }));
        var files = seen["nodes"]![0]!["files"]!.AsArray().Select(f => ((string)f!["paper"]!, (string)f["id"]!)).ToDictionary();
        Assert.That(files.Keys, Is.EquivalentTo(new[] { "示例申请书", "产权证书" }));
        (await (await _app.Api("department1")).GetAsync("/attachments/" + files["产权证书"])).MustBe(200);
        (await (await _app.Api("department2")).GetAsync("/attachments/" + files["产权证书"])).MustBe(404);
        (await (await _app.Api("department2")).GetAsync("/attachments/" + files["示例申请书"])).MustBe(200);
        (await (await _app.Api("enterprise2")).GetAsync("/attachments/" + files["示例申请书"])).MustBe(404);

        await NodeAsync("department1", "FOOD", "Return", "申请书缺签字");
        await _app.RunAsync("react");
        Assert.That((await (await _app.Api("enterprise1")).SeeAsync(_path))["nodes"]![0]!["words"], Is.Null, "not yet");
        await NodeAsync("department2", "FIRE", "Return", "报告过期");
        await _app.RunAsync("react");
        await using (var db = _app.Db())
        {
            var told = await db.Notices.Where(n => n.PersonId == _app.World["enterprise1"].Id).ToListAsync();
            Assert.That(told.Count(n => n.Text is "PackageReturned"), Is.EqualTo(1), "once");
            Assert.That(told.Count(n => n.Text is "NodeReturned"), Is.Zero);
        }

        var asked = await owner.SeeAsync("/packages/supply/" + Id);
        Assert.That(asked.Texts("#missing .as-written"), Is.EqualTo(new[] { "申请书缺签字", "报告过期" }));
        var supplied = await asked.FormWith("Words").Fill("Words", "示例：已补齐").SubmitAsync();
        Assert.That(supplied.Path, Is.EqualTo("/undertakings/show/" + Id));
        (await (await _app.Api("department1")).PostAsync(_path + "/nodes/FOOD/moves", new { move = "Return", words = "还缺" })).MustRefuse(
            409,
            "PackageAskedOnce"
        );
        await NodeAsync("department1", "FOOD", "Approve");
        await NodeAsync("department2", "FIRE", "Approve");
        Assert.That((string?)(await (await _app.Api("enterprise1")).SeeAsync(_path))["status"], Is.EqualTo("Completed"));
    }

    [Test]
    public async Task A_broken_promise_excludes_until_a_day_the_next_is_refused_and_force_majeure_lifts_it()
    {
        await TemplatesTests.ImportAsync(await _app.Api("triage"), Canteen);
        await AppliedAsync(["示例申请书", "产权证书"], ["检测报告"]);
        var owner = await _app.Api("enterprise1");
        var paper = _path + "/promises/" + (string)(await owner.SeeAsync(_path))["papers"]![0]!["id"]!;
        foreach (var stranger in new[] { "enterprise2", "department1", "department4" })
        {
            (await (await _app.Api(stranger)).GetAsync(paper)).MustBe(404);
            Assert.That((await (await _app.Api(stranger)).SeeAsync("/papers?all=true"))["items"]!.AsArray(), Is.Empty, stranger);
        }

        (await (await _app.Api("department1")).PostAsync(paper + "/moves", new { move = "Verify" })).MustBe(404);
        var document = await (await _app.Browser("enterprise1")).SeeAsync(
            paper.Replace("/undertakings/", "/papers/show/", StringComparison.Ordinal).Replace("/promises", "", StringComparison.Ordinal)
        );
        Assert.That(
            (document.Texts("#notice").Count, document.Texts("#letter").Single().Contains("检测报告", StringComparison.Ordinal)),
            Is.EqualTo((1, true))
        );
        await NodeAsync("department2", "FIRE", "TakeUp");

        _app.MoveTo("03-10 09:00");
        await _app.RunAsync("sweep-deadlines");
        await _app.RunAsync("react");
        await using (var db = _app.Db())
        {
            Assert.That(
                await db.Notices.Where(n => n.PersonId == _app.World["enterprise1"].Id).Select(n => n.Text).ToListAsync(),
                Does.Contain("PaperNearlyDue").And.Contain("PaperOverdue")
            );
        }

        await PaperAsync("department2", paper, new { move = "OrderCorrection", words = "请补交检测报告" });
        (await (await _app.Api("department2")).PostAsync(paper + "/moves", new { move = "Revoke", words = "一直没有补交" })).MustRefuse(
            409,
            "CorrectionStillRuns"
        );
        _app.MoveTo("03-18 09:00");
        await PaperAsync("department2", paper, new { move = "Revoke", words = "一直没有补交" });
        var broken = await owner.SeeAsync(_path);
        Assert.That((string?)broken["nodes"]![1]!["status"], Is.EqualTo("Revoked"));
        Assert.That((string?)broken["papers"]![0]!["excludedUntil"], Is.EqualTo("2026-09-18"));

        var refused = await ApplyAsync(["示例申请书", "产权证书"], ["检测报告"]);
        refused.MustRefuse(409, "ExcludedFromPromises");
        Assert.That(refused.Text, Does.Contain("检测报告").And.Contain("2026-09-18"), "the reason and the day");
        var proof = await owner.UploadAsync("证明.pdf", Pdf);
        await PaperAsync(
            "enterprise1",
            paper,
            new
            {
                move = "ClaimMajeure",
                words = "台风停工",
                attachmentIds = new[] { proof.Id },
            }
        );
        (await (await _app.Api("department2")).PostAsync(paper + "/moves", new { move = "GrantMajeure" })).MustBe(403);
        await PaperAsync("supervisor", paper, new { move = "GrantMajeure" });
        (await ApplyAsync(["示例申请书", "产权证书"], ["检测报告"])).MustBe(201);

        // Found broken elsewhere while the next is being applied for: that one comes after it.
        await using (var elsewhere = _app.Db())
        {
            await using var finding = await elsewhere.Database.BeginTransactionAsync();
            await elsewhere.HoldAsync(_app.World.Enterprises[0].Id, default);
            var applying = ApplyAsync(["示例申请书", "产权证书"], ["检测报告"]);
            await elsewhere.PaperPromises.ExecuteUpdateAsync(p =>
                p.SetProperty(x => x.Status, PaperStatus.Broken)
                    .SetProperty(x => x.BrokenAt, _app.Clock.GetUtcNow())
                    .SetProperty(x => x.ExcludedUntil, new DateOnly(2026, 9, 18))
            );
            await Task.WhenAny(applying, WaitsAsync());
            await finding.CommitAsync();
            (await applying).MustRefuse(409, "ExcludedFromPromises");
        }

        await _app.RunAsync("react");
        Assert.That(_app.Faults, Is.Empty);
    }

    // Until somebody waits for a row in this database.
    private async Task WaitsAsync()
    {
        await using var db = _app.Db();
        var waiting =
            TestApp.Given == Engine.Postgres
                ? "SELECT count(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
                : "SELECT count(*) AS [Value] FROM sys.dm_exec_requests WHERE database_id = DB_ID() AND blocking_session_id <> 0";
        while (await db.Database.SqlQueryRaw<int>(waiting).SingleAsync() == 0)
        {
            await Task.Delay(20);
        }
    }

    private string Id => _path["/undertakings/".Length..];

    private async Task AppliedAsync(string[] brought, string[] promised)
    {
        var applied = await ApplyAsync(brought, promised);
        applied.MustBe(201);
        _path = "/undertakings/" + applied.Id;
    }

    private async Task<Answer> ApplyAsync(string[] brought, string[] promised)
    {
        var owner = await _app.Api("enterprise1");
        List<object> papers = [];
        foreach (var name in brought)
        {
            papers.Add(new { name, attachmentId = (await owner.UploadAsync(name + ".pdf", Pdf)).Id });
        }

        return await owner.PostAsync(
            "/packages/canteen/applications",
            new
            {
                answers = new Dictionary<string, string> { ["场所"] = "自有", ["燃气"] = "否" },
                papers,
                promised,
            }
        );
    }

    private async Task NodeAsync(string who, string code, string move, string? words = null) =>
        await (await _app.Api(who)).DoAsync($"{_path}/nodes/{code}/moves", new { move, words });

    private async Task PaperAsync(string who, string paper, object move) => await (await _app.Api(who)).DoAsync(paper + "/moves", move);
}
