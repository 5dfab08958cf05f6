using System.IO.Compression;
using System.Text;
using Commissioner.App.Features.Attachments;
using Commissioner.App.Tests.Features.Undertakings.Templates;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Features.Retention;

/// <summary>
/// Projects, packages, promised papers, visits, remedies, claims, labels and requests: what is said in them is in the copy of one's own, is erased
/// in its time, and stays while it is held.
/// </summary>
public sealed class OfEveryKindTests
{
    private const string Job = "erase-expired";

    private const string Canteen =
        "模板编码,模板名称,节点编码,节点名称,前置节点,责任单位,法定时限,承诺时限,绿色通道时限,材料,种类,说明,整体时限,问题,失信限制月数\n"
        + "CANTEEN,示例食堂,FOOD,示例许可,,D01,20d,5d,,示例申请书,一件事,示例说明,10d,,6\n"
        + "CANTEEN,示例食堂,FIRE,示例消防,,D02,20d,5d,,检测报告{5d},,,,,\n";

    // The first policy's three years, and the year for which a like case takes a remedy up again.
    private static readonly TimeSpan Later = TimeSpan.FromDays(1_500);

    private static readonly byte[] Pdf = "%PDF-1.7\n独甲材料正文\n%%EOF"u8.ToArray();

    // What is said in each, of one enterprise and of another; on its own pages each has all of its own.
    private static readonly string[] Said =
    [
        "项目名称",
        "委托内容",
        "绿道依据",
        "环节退回",
        "补正说明",
        "另附材料",
        "文件名",
        "容缺补交",
        "项目评价",
        "走访事由",
        "走访记录",
        "走访发现",
        "走访评价",
        "反馈原话",
        "更正依据",
        "更正驳回",
        "不申请原话",
        "个人请求",
        "请求答复",
        "供给内容",
        "融资用途",
        "融资担保",
        "融资结果",
    ];

    private TestApp _app = null!;

    [Test]
    public async Task It_is_in_the_copy_stays_while_it_is_held_and_goes_in_its_time()
    {
        _app = await TestApp.StartAsync(
            settings: new Dictionary<string, string> { ["Commissioner:PublicAddress"] = "https://park.example" }
        );
        await using var ended = _app;
        var office = await _app.Api("triage");
        Assert.That((await TemplatesTests.ImportAsync(office, Canteen)).Status, Is.EqualTo(201));
        Assert.That((await TemplatesTests.ImportAsync(office, TemplatesTests.Four)).Status, Is.EqualTo(201));
        await office.DoAsync("/benefits", Policy);
        string[] cases = [await FileAsync("enterprise1"), await FileAsync("enterprise2")];
        var remedy = (await office.DoAsync("/remedies", Remedy(cases))).Id;
        await (await _app.Api("department4")).PostAsync($"/remedies/{remedy}/reports", new { done = "独共完成情况" });
        foreach (var (mark, number, commissioner) in new[] { ("独甲", 1, "commissioner1"), ("独乙", 2, "commissioner2") })
        {
            await ProjectAsync(mark, $"enterprise{number}");
            await PackageAsync(mark, $"enterprise{number}");
            await VisitAsync(mark, number, _app.World.Enterprises[number - 1].CreditCode.ToString());
            await RestAsync(mark, $"enterprise{number}", commissioner);
        }

        // The copy: all of its own, and nothing of the other.
        var (one, two) = (await CopyAsync("enterprise1"), await CopyAsync("enterprise2"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Said.Where(s => !one.Contains("独甲" + s, StringComparison.Ordinal)), Is.Empty, "the first has all of its own");
            Assert.That(Said.Where(s => !two.Contains("独乙" + s, StringComparison.Ordinal)), Is.Empty, "so has the second");
            Assert.That(one, Does.Not.Contain("独乙"));
            Assert.That(two, Does.Not.Contain("独甲"));
            Assert.That(one, Does.Contain("独共措施").And.Contain("独共完成情况"), "what is done for both");
        }

        var found = await FoundAsync();
        Assert.That(Said.Where(s => !found.Contains("独甲" + s) || !found.Contains("独乙" + s)), Is.Empty, "the stage is set");
        Assert.That(await _app.RunAsync(Job), Is.Zero, "nothing is past its time");

        // The first enterprise is held whole: all of it stays, and the remedy that stands for both.
        var hold = await (await _app.Api("supervisor")).DoAsync(
            "/retention/holds",
            new
            {
                caseId = cases[0],
                wholeEnterprise = true,
                reason = "示例诉讼",
            }
        );
        _app.Advance(Later);
        await _app.RunAsync(Job);
        found = await FoundAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Said.Where(s => !found.Contains("独甲" + s)), Is.Empty, "held");
            Assert.That(Said.Where(s => found.Contains("独乙" + s)), Is.Empty, "beside it all goes its way");
            Assert.That(found, Does.Contain("独共措施"), "it is the held one's, too");
            Assert.That(await HasAsync(), Is.True, "the held one's file has the same bytes");
        }

        (await (await _app.Api("supervisor")).PostAsync($"/retention/holds/{hold.Id}/lifts", new { reason = "示例结案" })).MustBe(204);
        await _app.RunAsync(Job);
        found = await FoundAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Is.Empty, "no word of it is anywhere in the database");
            Assert.That(await HasAsync(), Is.False, "nor are the bytes of its files");
            Assert.That(await CopyAsync("enterprise1"), Does.Not.Contain("独甲").And.Contain(PersonalTexts.Erased));
        }

        await using var db = _app.Db();
        var kinds = await db.Erasures.Where(e => e.Count > 0).Select(e => e.Kind).Distinct().ToListAsync();
        Assert.That(
            kinds,
            Is.SupersetOf(
                new[]
                {
                    "Undertaking",
                    "Visit",
                    "ReportedVisit",
                    "BenefitClaim",
                    "Labels",
                    "Remedy",
                    "RemedyCase",
                    "Offering",
                    "FinancingNeed",
                    "PersonalRequest",
                    "Invitation",
                }
            ),
            "the ledger says so"
        );
        Assert.That(await db.Erasures.Where(e => e.Kind == "Undertaking").SumAsync(e => e.Files), Is.EqualTo(6));
        Assert.That(
            (await db.Invitations.ToListAsync()).SelectMany(i => new[] { i.Name, i.Phone.ToString() }).Distinct(),
            Is.EqualTo(new[] { PersonalTexts.Erased })
        );
        Assert.That(
            await db.Timeline.CountAsync(e =>
                e.ByName.StartsWith("示例联系人")
                && !db.Enterprises.Any(x => (Guid)(object)x.Id == e.SubjectId)
                && !db.Cases.Any(x => (Guid)(object)x.Id == e.SubjectId)
            ),
            Is.Zero,
            "nor who of the enterprise did it"
        );
        Assert.That(await _app.RunAsync(Job), Is.Zero, "done once");
        foreach (var page in new[] { "/undertakings", "/visits", "/remedies/mine", "/labels/mine", "/benefits/mine" })
        {
            Assert.That((await (await _app.Browser("enterprise1")).GetAsync(page)).Status, Is.EqualTo(200), page);
        }

        foreach (var its in await db.Undertakings.Select(u => u.Id).ToListAsync())
        {
            Assert.That((await (await _app.Browser("triage")).GetAsync($"/undertakings/show/{its}")).Status, Is.EqualTo(200));
        }

        Assert.That(_app.Faults, Is.Empty);
    }

    [Test]
    public async Task What_goes_on_with_another_enterprise_stays_held_there_and_a_paper_that_follows_is_no_end()
    {
        _app = await TestApp.StartAsync();
        await using var ended = _app;
        Assert.That((await TemplatesTests.ImportAsync(await _app.Api("triage"), Canteen)).Status, Is.EqualTo(201));
        await PackageAsync("独甲", "enterprise1");
        await PackageAsync("独乙", "enterprise3", supplied: false);
        await (await _app.Api("supervisor")).DoAsync(
            "/retention/holds",
            new
            {
                caseId = await FileAsync("enterprise1"),
                wholeEnterprise = true,
                reason = "示例诉讼",
            }
        );
        var (left, right) = (_app.World.Enterprises[0].Id, _app.World.Enterprises[1].Id);
        (
            await (await _app.Api("triage")).PostAsync(
                $"/enterprises/{left}/mergers",
                new { successorId = right.Value, reason = "示例合并" }
            )
        ).MustBe(201);
        _app.Advance(Later);
        await _app.RunAsync(Job);
        var found = await FoundAsync();
        Assert.That(found, Does.Contain("独甲环节退回"), "it is held where it went");
        Assert.That(found, Does.Contain("独乙环节退回"), "a paper is still owed");
        await using var db = _app.Db();
        Assert.That(await db.LegalHolds.CountAsync(h => h.EnterpriseId == right), Is.EqualTo(1));
    }

    private static object Policy =>
        new
        {
            code = "EX-1",
            title = "示例：专利补助",
            contact = "示例电话",
            fromOn = "2026-01-01",
            untilOn = "2026-12-31",
            conditions = new[] { "Patents>=5" },
        };

    private object Remedy(string[] cases) =>
        new
        {
            title = "独共集中议价",
            category = "Utilities",
            place = "示例东园",
            ownerId = _app.World.Departments[3].Id.Value,
            measures = "独共措施",
            days = 20,
            caseIds = cases,
        };

    private async Task<string> FileAsync(string by) =>
        (
            await (await _app.Api(by)).DoAsync(
                "/cases",
                new
                {
                    title = "示例：用气价格高",
                    description = "示例：请协调降价。",
                    category = "Utilities",
                    urgency = "ordinary",
                    place = "示例东园 12 号",
                }
            )
        ).Id;

    // Entrusted, begun, given the green lane and taken back.
    private async Task ProjectAsync(string mark, string owner)
    {
        var (api, office) = (await _app.Api(owner), await _app.Api("triage"));
        var its = await api.DoAsync(
            "/undertakings",
            new
            {
                title = mark + "项目名称",
                what = mark + "委托内容",
                templateCode = "four",
                authority = new[] { "Ask", "Submit" },
            }
        );
        var path = "/undertakings/" + its.Id;
        await office.DoAsync(
            path + "/starts",
            new { agentId = _app.World["commissioner4"].Id.Value, colleagueId = _app.World["commissioner5"].Id.Value }
        );
        await office.DoAsync(path + "/green-lanes", new { decision = mark + "绿道依据" });
        await api.DoAsync(path + "/revocations");
    }

    // Applied for, returned, supplied with a paper beside the list, approved; a promised paper handed in later; rated.
    private async Task<string> PackageAsync(string mark, string owner, bool supplied = true)
    {
        var (api, one, two) = (await _app.Api(owner), await _app.Api("department1"), await _app.Api("department2"));
        var applied = await api.DoAsync(
            "/packages/canteen/applications",
            new
            {
                what = mark + "委托内容",
                papers = new[] { await PaperAsync("示例申请书") },
                promised = new[] { "检测报告" },
            }
        );
        var path = "/undertakings/" + applied.Id;
        await one.DoAsync(path + "/nodes/FOOD/moves", new { move = "Return", words = mark + "环节退回" });
        await two.DoAsync(path + "/nodes/FIRE/moves", new { move = "TakeUp" });
        await two.DoAsync(path + "/nodes/FIRE/moves", new { move = "Approve" });
        await api.DoAsync(path + "/supplies", new { words = mark + "补正说明", papers = new[] { await PaperAsync(mark + "另附材料") } });
        await one.DoAsync(path + "/nodes/FOOD/moves", new { move = "Approve" });
        if (supplied)
        {
            var promise = $"{path}/promises/{(string)(await api.SeeAsync(path))["papers"]![0]!["id"]!}/moves";
            var proof = (await api.UploadAsync(mark + "文件名.pdf", Pdf)).Id;
            await api.DoAsync(
                promise,
                new
                {
                    move = "Supply",
                    words = mark + "容缺补交",
                    attachmentIds = new[] { proof },
                }
            );
            await two.DoAsync(promise, new { move = "Verify", words = mark + "容缺补交" });
            await api.DoAsync(path + "/ratings", new { level = "Satisfied", reason = mark + "项目评价" });
        }

        return path;

        async Task<object> PaperAsync(string name) => new { name, attachmentId = (await api.UploadAsync(mark + "文件名.pdf", Pdf)).Id };
    }

    private async Task VisitAsync(string mark, int number, string code)
    {
        var (department, owner) = (await _app.Api("department1"), await _app.Api($"enterprise{number}"));
        var at = _app.Clock.GetUtcNow().AddDays(1);
        var path =
            $"/visits/{(string)(await department.DoAsync("/visits", new { creditCode = code, purpose = mark + "走访事由", at }))["id"]!}";
        (await owner.PostAsync(path + "/agreement")).MustBe(200);
        _app.Advance(TimeSpan.FromDays(1.5));
        (department, owner) = (await _app.Api("department1"), await _app.Api($"enterprise{number}"));
        (await department.PostAsync(path + "/note", new { note = mark + "走访记录", findings = new[] { mark + "走访发现" } })).MustBe(200);
        (await owner.PostAsync(path + "/rating", new { level = "Satisfied", words = mark + "走访评价" })).MustBe(200);
    }

    private async Task RestAsync(string mark, string owner, string phone)
    {
        var (api, office) = (await _app.Api(owner), await _app.Api("triage"));
        var line = (string)(await api.SeeAsync("/remedies/mine"))["items"]![0]!["id"]!;
        (await api.PostAsync($"/remedies/mine/{line}/answers", new { helped = true, words = mark + "反馈原话" })).MustBe(200);
        foreach (var (label, value, granted) in new[] { ("Patents", "6", true), ("Staff", "40", false) })
        {
            await api.DoAsync(
                "/labels/corrections",
                new
                {
                    label,
                    value,
                    because = mark + "更正依据",
                }
            );
            var waiting = (await office.SeeAsync("/labels/corrections"))["items"]!.AsArray().Single()!;
            (
                await office.PostAsync(
                    $"/labels/{(string)waiting["profileId"]!}/decisions",
                    new
                    {
                        label,
                        granted,
                        because = granted ? null : mark + "更正驳回",
                    }
                )
            ).MustBe(200);
        }

        (await api.PostAsync("/benefits/EX-1/refusals", new { because = "Other", words = mark + "不申请原话" })).MustBe(200);
        await api.DoAsync("/privacy/own/requests", new { ask = "Erase", text = mark + "个人请求" });
        var asked = (await office.SeeAsync("/privacy/requests"))["items"]!.AsArray().Single()!;
        await office.DoAsync($"/privacy/requests/{(string)asked["id"]!}/answers", new { granted = true, answer = mark + "请求答复" });
        var offering = await api.DoAsync(
            "/offerings",
            new
            {
                kind = "Offer",
                category = "Logistics",
                what = mark + "供给内容",
                untilOn = "2026-06-30",
                audience = "Office",
            }
        );
        (await api.PostAsync($"/offerings/{offering.Id}/steps", new { step = "Withdraw" })).MustBe(200);
        var need = await api.DoAsync(
            "/financing",
            new
            {
                amountFrom = 1_000_000,
                purpose = mark + "融资用途",
                termMonths = 24,
                wantedOn = "2026-06-30",
                collateral = mark + "融资担保",
                contactName = "示例联系人",
                contactPhone = "13955550001",
            }
        );
        (await api.PostAsync($"/financing/{need.Id}/outcomes", new { outcome = "Withdrawn", words = mark + "融资结果" })).MustBe(200);
        await api.DoAsync("/own/invitations", new { name = "示例同事", phone = phone == "commissioner1" ? "13800000001" : "13800000002" });
    }

    private async Task<string> CopyAsync(string user)
    {
        var api = await _app.Api(user);
        using var http = _app.Client();
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string)api.Session!["accessToken"]!);
        using var zip = new ZipArchive(new MemoryStream(await http.GetByteArrayAsync("/api/v1/privacy/own")));
        var all = new StringBuilder();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            all.Append(await reader.ReadToEndAsync());
        }

        return all.ToString();
    }

    // Which of the words stand in any row of any table.
    private async Task<IReadOnlyList<string>> FoundAsync()
    {
        string[] words = ["独共集中议价", "独共措施", "独共完成情况", .. Said.Select(s => "独甲" + s), .. Said.Select(s => "独乙" + s)];
        await using var db = _app.Db();
        var rows = await Dump.FindAsync(db, words);
        return [.. words.Where(w => rows.Any(r => r.Contains(w, StringComparison.Ordinal)))];
    }

    private async Task<bool> HasAsync()
    {
        await using var db = _app.Db();
        var hash = await db.Attachments.Select(a => a.Hash).Distinct().SingleAsync();
        return await _app.Services.GetRequiredService<FileStore>().HasAsync(hash, CancellationToken.None);
    }
}
