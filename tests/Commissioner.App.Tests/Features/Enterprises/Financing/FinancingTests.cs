using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Features.Financing;

/// <summary>Financing needs: the white list, what banks see and what they never see, and what becomes of a need.</summary>
public sealed partial class FinancingTests : OnOneApp
{
    private static readonly byte[] Pdf = "%PDF-1.7\n示例\n%%EOF"u8.ToArray();
    private static readonly string[] All = ["Enterprise", "Amount", "Purpose", "Term", "WantedOn", "Collateral", "Contact"];

    private readonly Dictionary<string, string> _banks = [];

    [OneTimeSetUp]
    public async Task TakeBanksIn()
    {
        var office = await App.Api("triage");
        var table = Encoding.UTF8.GetBytes("银行代码,银行名称\nBANK1,示例银行\nBANK2,示例科技银行\nBANK3,示例农商行");
        (await office.UploadAsync("b.csv", table, "/organisation/imports?part=Banks")).MustBe(201);
        (await (await App.Api("secadmin")).PostAsync("/staff", Staff(["Bank", "Leader"]))).MustRefuse(422, "BankHoldsNothingElse");
        foreach (var user in new[] { "bank1", "bank2", "bank3", "bank4" })
        {
            await App.TakeInAsync(user, Role.Bank);
        }

        (await office.PostAsync("/organisation/bankers", new { userName = "leader", bank = "BANK1" })).MustRefuse(422, "HoldsNoBanksRole");
        var people = Encoding.UTF8.GetBytes("登录名,银行代码\nbank1,BANK1\nbank2,BANK2\nbank3,BANK3");
        (await office.UploadAsync("p.csv", people, "/organisation/imports?part=Bankers")).MustBe(201);
        foreach (var bank in (await office.SeeAsync("/organisation"))["banks"]!.AsArray())
        {
            _banks[(string)bank!["code"]!] = (string)bank["id"]!;
        }

        object Staff(string[] roles) =>
            new
            {
                name = "示例",
                userName = "shili.bank",
                roles,
                reason = "示例",
            };
    }

    [Test, Order(1)]
    public async Task A_bank_reads_nothing_that_was_not_released_before_during_and_after()
    {
        var (owner, office) = (await App.Api("enterprise1"), await App.Api("triage"));
        var enterprise = App.World.Enterprises[0];
        var rows = new[] { ("Staff", "424242"), ("Patents", "535353") }.Select(l =>
            $"{enterprise.CreditCode},{l.Item1},{l.Item2},示例来源甲,2026-02-01"
        );
        var labels = Encoding.UTF8.GetBytes("统一社会信用代码,标签,值,来源,日期\n" + string.Join('\n', rows));
        (await office.UploadAsync("l.csv", labels, "/labels/imports")).MustBe(201);
        var (open, closed) = (
            (await owner.UploadAsync("公开材料.pdf", Pdf)).Id,
            (await owner.UploadAsync("秘密材料.pdf", [.. Pdf, 10])).Id
        );
        var filed = await owner.DoAsync(
            "/cases",
            new
            {
                title = "标记诉求标题",
                description = "标记诉求内容",
                category = "Other",
                attachmentIds = new[] { open, closed },
            }
        );
        var other = (await owner.DoAsync("/financing", Need(amount: 1_111_222, purpose: "标记用途乙"))).Id;
        var need = (await owner.DoAsync("/financing", Need(amount: 7_654_321, purpose: "标记用途甲"))).Id;
        await ListAsync(need);
        await App.RunAsync("react");

        // What is never released, and what is to one of two banks.
        string[] never =
        [
            "标记用途",
            "标记担保",
            "标记联系人",
            "13955550001",
            "535353",
            "秘密材料",
            "标记诉求",
            "1111222",
            "1,111,222",
            "示例来源甲",
            enterprise.Name,
            enterprise.CreditCode,
            filed.Id,
            other,
            need,
            closed,
            "示例专员1",
            "示例科技银行",
        ];
        string[] released = ["7654321", "7,654,321", "424242", "公开材料"];
        List<string> keys = [need, other, filed.Id, enterprise.Id.ToString(), open, closed, _banks["BANK1"]];
        await CrawlAsync("bank1", [need, filed.Id], [.. never, .. released], []);

        // To the first bank a little, to the second everything; nobody's release is the other's.
        (await office.PostAsync($"/financing/{need}/pushes", new { })).MustRefuse(409, "FinancingNotReleased");
        await ReleaseAsync(owner, need, ["Amount", "Term"], ["Staff"], [open], ["BANK1"]);
        (await office.PostAsync($"/financing/{need}/pushes", new { banks = new[] { _banks["BANK2"] } })).MustRefuse(
            409,
            "FinancingNotReleased"
        );
        (await office.PostAsync($"/financing/{need}/pushes", new { banks = new[] { _banks["BANK1"] } })).MustBe(200);
        await ReleaseAsync(owner, need, All, ["Staff", "Patents"], [open, closed], ["BANK2"]);
        (await office.PostAsync($"/financing/{need}/pushes", new { })).MustBe(200);
        var pushes = (await owner.SeeAsync($"/financing/{need}"))["pushes"]!.AsArray();
        var (first, second) = (Push(pushes, "BANK1"), Push(pushes, "BANK2"));
        (await (await App.Api("bank2")).PostAsync($"/financing-pushes/{second}/answers", Offer("标记银行二的话"))).MustBe(200);
        await App.RunAsync("react");
        keys.AddRange([first, second]);
        var during = await CrawlAsync("bank1", keys, [.. never, "标记银行二", second], released);
        Assert.That(during, Does.Contain($"/financing/banks/show/{first}"));
        var all = await (await App.Api("bank2")).SeeAsync($"/financing-pushes/{second}");
        Assert.That(
            ((string?)all["enterprise"], (string?)all["purpose"], (string?)all["contactPhone"]),
            Is.EqualTo((enterprise.Name, "标记用途甲", "13955550001"))
        );
        var bank = await App.Api("bank1");
        Assert.That((await bank.GetAsync($"/financing-pushes/{first}/papers/{open}")).Status, Is.EqualTo(200));
        (await bank.GetAsync($"/financing-pushes/{first}/papers/{closed}")).MustBe(404);
        (await bank.GetAsync($"/financing-pushes/{second}/papers/{open}")).MustBe(404);
        (await bank.PostAsync($"/financing-pushes/{second}/answers", new { word = "Declines", reason = "Other" })).MustBe(404);
        Assert.That((await (await App.Api("bank4")).SeeAsync("/financing-pushes"))["items"]!.AsArray(), Is.Empty, "placed at no bank");

        // Taken back: from that moment on nothing, and what the bank wrote stays with the enterprise.
        (await bank.PostAsync($"/financing-pushes/{first}/answers", Offer("示例：可谈"))).MustBe(200);
        (await (await App.Api("enterprise2")).PostAsync($"/financing-pushes/{first}/revocations")).MustBe(404);
        (await owner.PostAsync($"/financing-pushes/{first}/revocations")).MustBe(200);
        (await bank.GetAsync($"/financing-pushes/{first}/papers/{open}")).MustBe(404);
        (await bank.GetAsync($"/financing-pushes/{first}")).MustBe(404);
        await App.RunAsync("react");
        await CrawlAsync("bank1", keys, [.. never, .. released, "标记银行二"], []);
        var kept = (await owner.SeeAsync($"/financing/{need}"))["pushes"]!.AsArray().Single(p => (string?)p!["id"] == first)!;
        Assert.That((string?)kept["answers"]![0]!["words"], Is.EqualTo("示例：可谈"));
        (await office.PostAsync($"/financing/{need}/pushes", new { banks = new[] { _banks["BANK1"] } })).MustRefuse(
            409,
            "FinancingNotReleased"
        );

        // Nor does a commissioner of others, a department or another enterprise see the need.
        foreach (var stranger in new[] { "enterprise2", "commissioner3" })
        {
            (await (await App.Api(stranger)).GetAsync($"/financing/{need}")).MustBe(404);
        }

        (await (await App.Api("department1")).GetAsync($"/financing/{need}")).MustBe(403);
        (await (await App.Api("commissioner1")).GetAsync($"/financing/{need}")).MustBe(200);
    }

    [Test, Order(2)]
    public async Task An_answer_and_a_revocation_in_the_same_instant_come_one_after_the_other()
    {
        var (owner, office, bank) = (await App.Api("enterprise2"), await App.Api("triage"), await App.Api("bank3"));
        for (var i = 0; i < 6; i++)
        {
            var need = (await owner.DoAsync("/financing", Need(release: Release(All, ["BANK3"])))).Id;
            await ListAsync(need);
            (await office.PostAsync($"/financing/{need}/pushes", new { })).MustBe(200);
            var push = Push((await owner.SeeAsync($"/financing/{need}"))["pushes"]!.AsArray(), "BANK3");
            var answers = await Task.WhenAll(
                bank.PostAsync($"/financing-pushes/{push}/answers", new { word = "Declines", reason = "Other" }),
                owner.PostAsync($"/financing-pushes/{push}/revocations")
            );
            answers[1].MustBe(200);
            Assert.That(answers[0].Status, Is.AnyOf(200, 404), answers[0].ToString());
            (await bank.GetAsync($"/financing-pushes/{push}")).MustBe(404);
            var line = (await owner.SeeAsync($"/financing/{need}"))["pushes"]!.AsArray().Single()!;
            Assert.That((string?)line["state"], Is.EqualTo("Ended"));
            Assert.That(line["answers"]!.AsArray(), Has.Count.EqualTo(answers[0].Status == 200 ? 1 : 0));
        }

        await using var db = App.Db();
        var enterprise = App.World.Enterprises[1].Id;
        Assert.That(
            await db.Set<ClockOf<Domain.Financing.FinancingPush>>()
                .CountAsync(k => k.StoppedAt == null && db.FinancingPushes.Any(p => p.Id == k.OwnerId && p.EnterpriseId == enterprise)),
            Is.Zero
        );
    }

    [Test, Order(3)]
    public async Task From_the_need_to_the_grant()
    {
        var (owner, office, second) = (await App.Api("enterprise3"), await App.Api("triage"), await App.Api("triage2"));
        var (one, two) = (await App.Api("bank1"), await App.Api("bank2"));

        // Stated on the phone, with what is released.
        var form = (await (await App.Browser("enterprise3")).SeeAsync("/financing/ask")).FormWith("AmountFrom");
        var wrong = await form.Fill("AmountFrom", "0").SubmitAsync();
        Assert.That((wrong.Status, wrong.Text.Contains("金额应大于 0", StringComparison.Ordinal)), Is.EqualTo((422, true)));
        var need = (
            await owner.DoAsync("/financing", Need(amount: 2_000_000, purpose: "示例：扩产", release: Release(All, ["BANK1", "BANK2"])))
        ).Id;
        await App.RunAsync("react");
        Assert.That((await office.SeeAsync("/notices")).Each("items", "text"), Has.Some.Contains("提出融资需求"));

        // Proposed by one, checked by another.
        (await (await App.Api("commissioner2")).PostAsync($"/financing/{need}/proposals", new { because = "示例" })).MustBe(404);
        (await office.PostAsync($"/financing/{need}/proposals", new { because = "示例：订单充足" })).MustBe(200);
        (await office.PostAsync($"/financing/{need}/checks", new { taken = true, because = "示例" })).MustRefuse(
            403,
            "FinancingCheckedByAnother"
        );
        (await second.PostAsync($"/financing/{need}/checks", new { taken = false, because = "示例：缺审计报告" })).MustBe(200);
        await App.RunAsync("react");
        var page = await (await App.Browser("enterprise3")).SeeAsync($"/financing/follow/{need}");
        Assert.That(page.Text, Does.Contain("未通过").And.Contain("示例：缺审计报告"));
        (await office.PostAsync($"/financing/{need}/pushes", new { })).MustRefuse(409, "FinancingNotNow");
        (await owner.PostAsync($"/financing/{need}/corrections", Wish(2_000_000, "示例：扩产"))).MustBe(200);
        await ListAsync(need);
        (await office.PostAsync($"/financing/{need}/pushes", new { })).MustBe(200);
        (await office.PostAsync($"/financing/{need}/pushes", new { banks = new[] { _banks["BANK1"] } })).MustRefuse(
            409,
            "FinancingPushedBefore"
        );
        await App.RunAsync("react");
        Assert.That((await one.SeeAsync("/notices")).Each("items", "text"), Has.Some.Contains("3月9日").And.None.Contains("扩产"));
        var running = (await owner.SeeAsync("/running"))["items"]!.AsArray().Single(r => (string?)r!["id"] == need)!;
        Assert.That(((string?)running["kind"], (string?)running["with"]), Is.EqualTo(("Financing", "Bank")));
        var pushes = (await owner.SeeAsync($"/financing/{need}"))["pushes"]!.AsArray();
        var (first, other) = (Push(pushes, "BANK1"), Push(pushes, "BANK2"));

        // One asks for more and is answered in the same place; the other is silent until it is late.
        App.MoveTo("03-04 10:00");
        (await one.PostAsync($"/financing-pushes/{first}/answers", new { word = "AsksForMore" })).MustRefuse(422, "FinancingReasonMissing");
        (await one.PostAsync($"/financing-pushes/{first}/answers", new { word = "AsksForMore", words = "示例：请补流水" })).MustBe(200);
        var asked = await (await App.Browser("enterprise3")).SeeAsync($"/financing/follow/{need}");
        await asked.FormWith("Words").Fill("Words", "示例：流水已备").SubmitAsync();
        Assert.That((await one.SeeAsync($"/financing-pushes/{first}")).Each("answers", "reply"), Is.EqualTo(new[] { "示例：流水已备" }));
        App.MoveTo("03-09 17:59");
        await App.RunAsync("sweep-deadlines");
        await App.RunAsync("react");
        App.MoveTo("03-10 09:30");
        Assert.That(
            (await two.SeeAsync("/notices?take=50")).Each("items", "text"),
            Has.None.Contains("已超期").And.Some.Contains("即将到期")
        );
        await App.RunAsync("sweep-deadlines");
        await App.RunAsync("react");
        App.MoveTo("03-10 10:00");
        Assert.That((await two.SeeAsync("/notices?take=50")).Each("items", "text"), Has.Some.Contains("已超期"));
        foreach (var who in new[] { "enterprise3", "triage", "supervisor" })
        {
            Assert.That(
                (await (await App.Api(who)).SeeAsync("/notices?take=100")).Each("items", "text"),
                Has.Some.Contains("示例科技银行未按时答复"),
                who
            );
        }

        // An offer, a late refusal, and the grant: it ends to the other bank.
        var shown = await (await App.Browser("bank1")).SeeAsync($"/financing/banks/show/{first}");
        var answered = await shown
            .FormWith("Word")
            .Fill("Word", "Interested")
            .Fill("Amount", "1800000")
            .Fill("Rate", "3.65")
            .Fill("TermMonths", "24")
            .Fill("ContactName", "示例经理")
            .Fill("ContactPhone", "13900000009")
            .SubmitAsync();
        Assert.That(answered.Text, Does.Contain("1,800,000 元，年利率 3.65%"));
        (await two.PostAsync($"/financing-pushes/{other}/answers", new { word = "Declines", reason = "TermUnfit" })).MustBe(200);
        (await office.PostAsync($"/financing/{need}/outcomes", new { outcome = "Granted", on = "2026-03-10" })).MustRefuse(
            422,
            "FinancingAmountUnusable"
        );
        (
            await owner.PostAsync(
                $"/financing/{need}/outcomes",
                new
                {
                    outcome = "Granted",
                    amount = 1_750_000,
                    on = "2026-03-10",
                    bankId = _banks["BANK1"],
                }
            )
        ).MustBe(200);
        (await two.GetAsync($"/financing-pushes/{other}")).MustBe(404);
        Assert.That((string?)(await one.SeeAsync($"/financing-pushes/{first}"))["state"], Is.EqualTo("Granted"));
        var figures = await (await App.Api("supervisor")).SeeAsync("/financing/figures");
        var theirs = figures["banks"]!.AsArray().ToDictionary(b => (string)b!["code"]!);
        Assert.That(
            ((decimal)figures["grantedSum"]!, (decimal)theirs["BANK1"]!["grantedSum"]!, (int)theirs["BANK2"]!["late"]!),
            Is.EqualTo((1_750_000m, 1_750_000m, 1))
        );
        Assert.That((int)theirs["BANK1"]!["inTime"]!, Is.GreaterThanOrEqualTo(2));
        Assert.That(
            Encoding.UTF8.GetString(await office.FileAsync("/financing/export")),
            Does.Contain("示例：扩产").And.Not.Contain("13955550001")
        );
        Assert.That(
            (await (await App.Browser("triage")).SeeAsync("/financing?all=true")).Text,
            Does.Contain("示例：扩产").And.Contain("示例科技银行")
        );
    }

    [Test, Order(4)]
    public async Task A_bank_that_ends_and_an_enterprise_that_merges_show_nothing_more()
    {
        var (owner, office) = (await App.Api("enterprise3"), await App.Api("triage"));
        var need = (await owner.DoAsync("/financing", Need(release: Release(All, ["BANK1", "BANK3"])))).Id;
        await ListAsync(need);
        (await office.PostAsync($"/financing/{need}/pushes", new { })).MustBe(200);
        (await office.PostAsync($"/organisation/banks/{_banks["BANK3"]}/ending", new { because = "" })).MustRefuse(
            422,
            "FinancingReasonMissing"
        );
        (await office.PostAsync($"/organisation/banks/{_banks["BANK3"]}/ending", new { because = "示例：协议到期" })).MustBe(200);
        Assert.That((await (await App.Api("bank3")).SeeAsync("/financing-pushes"))["items"]!.AsArray(), Is.Empty);
        await App.RunAsync("react");
        Assert.That((await owner.SeeAsync("/notices?take=50")).Each("items", "text"), Has.Some.Contains("示例农商行不再是合作银行"));
        var line = (await owner.SeeAsync($"/financing/{need}"))["pushes"]!.AsArray().Single(p => (string?)p!["bankId"] == _banks["BANK3"])!;
        Assert.That(((string?)line["endedBecause"], line["dueAt"]), Is.EqualTo(("BankEnded", (JsonNode?)null)));

        var (from, to) = (App.World.Enterprises[2], App.World.Enterprises[1]);
        (await office.PostAsync($"/enterprises/{from.Id}/mergers", new { successorId = to.Id.Value, reason = "示例吸收合并" })).MustBe(201);
        var after = await (await App.Api("enterprise2")).SeeAsync($"/financing/{need}");
        Assert.That(
            ((string?)after["state"], after["releasedAt"], after["fields"]!.AsArray().Count),
            Is.EqualTo(("Listed", (JsonNode?)null, 0))
        );
        Assert.That(
            (await (await App.Api("bank1")).SeeAsync("/financing-pushes")).Each("items", "state"),
            Has.None.EqualTo("Open"),
            "the merged enterprise's release is nobody's"
        );
        await using var db = App.Db();
        Assert.That(await db.Set<ClockOf<Domain.Financing.FinancingPush>>().CountAsync(k => k.StoppedAt == null), Is.Zero);
    }

    // Every page with every key in its places, every page that is linked, every call that reads, and all notices.
    private async Task<List<string>> CrawlAsync(string user, List<string> keys, string[] secrets, string[] readable)
    {
        List<(string Where, string Text)> said = [];
        await Everything.CrawlAsync(App, user, ["/", "/financing/banks", "/notices", "/logins", "/choices", .. Pages(keys)], said, 900);
        await Everything.CallAsync(App, user, keys, said);
        await using (var db = App.Db())
        {
            var id = (await db.Accounts.SingleAsync(a => a.UserName == user)).Id;
            var person = new Id<Person>(id);
            said.AddRange((await db.Notices.Where(n => n.PersonId == person).ToListAsync()).Select(n => ("notice", $"{n.Text} {n.Facts}")));
        }

        Assert.That(said, Has.Count.GreaterThan(200));
        using (Assert.EnterMultipleScope())
        {
            foreach (var (where, text) in said)
            {
                // What was asked for is said again by a refusal.
                var bare = keys.Where(k => where.Contains(k, StringComparison.Ordinal))
                    .Aggregate(text, (t, k) => t.Replace(k, "", StringComparison.Ordinal));
                var found = secrets.Where(s => bare.Contains(s, StringComparison.Ordinal)).ToList();
                Assert.That(found, Is.Empty, $"{user} at {where}");
            }

            foreach (var word in readable)
            {
                Assert.That(said.Exists(s => s.Text.Contains(word, StringComparison.Ordinal)), Is.True, $"{word} is released");
            }
        }

        return [.. said.Select(s => s.Where)];
    }

    private IEnumerable<string> Pages(List<string> keys) =>
        App
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(e => "/" + e.RoutePattern.RawText!.Trim('/'))
            .Where(p => p is not "/sign-out" && !p.StartsWith("/dev", StringComparison.Ordinal))
            .Distinct()
            .SelectMany(p => Place().IsMatch(p) ? keys.Select(k => Place().Replace(p, k)) : [p])
            .Distinct()
            .ToList();

    private async Task ListAsync(string need)
    {
        (await (await App.Api("triage")).PostAsync($"/financing/{need}/proposals", new { because = "示例：经营正常" })).MustBe(200);
        (await (await App.Api("triage2")).PostAsync($"/financing/{need}/checks", new { taken = true, because = "示例：已核实" })).MustBe(
            200
        );
    }

    private async Task ReleaseAsync(Api owner, string need, string[] fields, string[] labels, string[] papers, string[] banks) =>
        (
            await owner.PostAsync(
                $"/financing/{need}/releases",
                new
                {
                    fields,
                    labels,
                    papers,
                    toAll = false,
                    banks = banks.Select(b => _banks[b]),
                }
            )
        ).MustBe(200);

    private object Release(string[] fields, string[] banks) =>
        new
        {
            fields,
            toAll = false,
            banks = banks.Select(b => _banks[b]),
        };

    private static object Need(decimal amount = 1_000_000, string purpose = "示例：周转", object? release = null) =>
        new
        {
            amountFrom = amount,
            purpose,
            termMonths = 24,
            wantedOn = "2026-06-30",
            collateral = "标记担保物",
            contactName = "标记联系人",
            contactPhone = "13955550001",
            release,
        };

    private static object Wish(decimal amount, string purpose) =>
        new
        {
            amountFrom = amount,
            purpose,
            termMonths = 24,
            wantedOn = "2026-06-30",
            contactName = "标记联系人",
            contactPhone = "13955550001",
        };

    private static object Offer(string words) =>
        new
        {
            word = "Interested",
            amount = 1_000_000,
            rate = 3.65,
            termMonths = 12,
            contactName = "示例经理",
            contactPhone = "13900000008",
            words,
        };

    private string Push(JsonArray pushes, string bank) => (string)pushes.Single(p => (string?)p!["bankId"] == _banks[bank])!["id"]!;

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Place();
}
