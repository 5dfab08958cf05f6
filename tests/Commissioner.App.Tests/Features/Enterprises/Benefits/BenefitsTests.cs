using System.Text;
using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Benefits;

/// <summary>Supporting policies, from the table to the payment.</summary>
public sealed class BenefitsTests
{
    [Test]
    public async Task A_policy_finds_whom_it_reaches_and_is_paid()
    {
        await using var app = await TestApp.StartAsync();
        var (office, one, two) = (await app.Api("triage"), await app.Api("enterprise1"), await app.Api("enterprise2"));
        await LabelsAsync(app, office, ("Patents", "4", 0), ("Patents", "7", 1), ("Size", "小型", 0), ("Size", "小型", 1));
        var would = await office.PostAsync("/benefits/what-if", new { conditions = new[] { "Patents>=5", "Size=小型" } });
        Assert.That(((int)would["met"]!, (int)would["near"]!, (int)would["conditions"]![0]!["alone"]!), Is.EqualTo((1, 1, 1)));

        (await office.PostAsync("/benefits", Policy(conditions: ["Patents>=viele"]))).MustRefuse(422, "BenefitConditionUnreadable");
        (await one.PostAsync("/benefits", Policy())).MustBe(403);
        await office.DoAsync("/benefits", Policy());
        await PushAsync(app);
        Assert.That((await two.SeeAsync("/notices")).Each("items", "text"), Has.Exactly(1).Contains("示例：专利补助"));
        Assert.That((await one.SeeAsync("/notices")).Each("items", "text"), Has.None.Contains("示例：专利补助"), "it meets one of two");
        var mine = (await one.SeeAsync("/benefits/mine"))["items"]![0]!;
        Assert.That(((int)mine["met"]!, (string?)mine["why"]), Is.EqualTo((1, "符合 1 / 2 项条件；还差：专利数不低于5")));
        (await one.PostAsync("/benefits/EX-1/claims")).MustRefuse(409, "BenefitNotMet");

        // One changed label matches that enterprise alone; the same edition is told once.
        await one.DoAsync(
            "/labels/corrections",
            new
            {
                label = "Patents",
                value = "6",
                because = "示例：上月授权",
            }
        );
        var waiting = (await office.SeeAsync("/labels/corrections"))["items"]!.AsArray().Single()!;
        await PushAsync(app);
        Assert.That((await one.SeeAsync("/notices")).Each("items", "text"), Has.None.Contains("示例：专利补助"), "it is not decided yet");
        (await office.PostAsync($"/labels/{(string)waiting["profileId"]!}/decisions", new { label = "Patents", granted = true })).MustBe(
            200
        );
        await PushAsync(app);
        await PushAsync(app);
        Assert.That((await one.SeeAsync("/notices")).Each("items", "text"), Has.Exactly(1).Contains("示例：专利补助"));
        Assert.That((await two.SeeAsync("/notices")).Each("items", "text"), Has.Exactly(1).Contains("示例：专利补助"));

        // One claims and is paid, the other declines and says why; another edition is told anew.
        var page = await (await app.Browser("enterprise1")).SeeAsync("/benefits/follow/EX-1");
        Assert.That(page.Text, Does.Contain("全部符合").And.Contain("现为：6"));
        await page.Form("form[action*=Claim]").SubmitAsync();
        (await one.PostAsync("/benefits/EX-1/claims")).MustRefuse(409, "BenefitClaimedBefore");
        (await two.PostAsync("/benefits/EX-1/refusals", new { because = "TooMuchWork" })).MustBe(200);
        var claim = (await office.SeeAsync("/benefits/claims?open=true"))["items"]!.AsArray().Single()!;
        var steps = $"/benefits/claims/{(string)claim["id"]!}/steps";
        (await office.PostAsync(steps, new { step = "Check" })).MustBe(200);
        (await office.PostAsync(steps, new { step = "Approve", amount = 100 })).MustRefuse(403, "BenefitApprovedByAnother");
        var line = (await office.SeeAsync("/benefits?code=ex-1"))["items"]![0]!;
        Assert.That(
            ((int)line["meet"]!, (int)line["claimed"]!, (int)line["declined"]!, (int)line["silent"]!, (string?)line["why"]![0]!["reason"]),
            Is.EqualTo((2, 1, 1, 0, "TooMuchWork"))
        );
        await office.DoAsync("/benefits", Policy(conditions: ["Patents>=7"]));
        await PushAsync(app);
        Assert.That((await two.SeeAsync("/notices")).Each("items", "text"), Has.Exactly(2).Contains("示例：专利补助"));
        Assert.That((await one.SeeAsync("/notices")).Each("items", "text"), Has.Exactly(1).Contains("示例：专利补助"));
        await using var db = app.Db();
        Assert.That(await db.BenefitMatches.CountAsync(m => m.Met), Is.EqualTo(1));
    }

    [Test]
    public async Task A_table_is_taken_over_as_a_whole_or_not_at_all_and_a_yes_is_enough()
    {
        await using var app = await TestApp.StartAsync();
        var (office, one) = (await app.Api("triage"), await app.Api("enterprise1"));
        await LabelsAsync(app, office, ("Patents", "7", 0));
        const string Head = "政策编码,政策名称,咨询方式,开始日期,截止日期,预算,条件,免申即享\n";
        var wrong = await office.UploadAsync(
            "p.csv",
            Encoding.UTF8.GetBytes(
                Head + "EX-2,示例：即享,示例电话,2026-01-01,2026-12-31,,Patents>=5,是\nx,,示例电话,heute,2026-12-31,-1,Patents,否"
            ),
            "/benefits/imports"
        );
        Assert.That(wrong.Status, Is.EqualTo(422));
        Assert.That(
            wrong["rows"]!.AsArray().Select(e => ((int)e!["row"]!, (string)e["column"]!)),
            Is.SupersetOf(new[] { (3, "政策编码"), (3, "政策名称"), (3, "开始日期"), (3, "预算"), (3, "条件") })
        );
        Assert.That((await office.SeeAsync("/benefits"))["items"]!.AsArray(), Is.Empty);
        var good = await office.UploadAsync(
            "p.csv",
            Encoding.UTF8.GetBytes(Head + "EX-2,示例：即享,示例电话,2026-01-01,2026-12-31,5000,Patents>=5,是"),
            "/benefits/imports"
        );
        Assert.That((good.Status, (int)good["added"]!), Is.EqualTo((201, 1)), good.ToString());
        var again = await office.UploadAsync("p.csv", await office.FileAsync("/benefits/export"), "/benefits/imports");
        Assert.That((again.Status, (int)again["unchanged"]!), Is.EqualTo((201, 1)), "what is exported is imported unchanged");

        await PushAsync(app);
        Assert.That((await one.SeeAsync("/notices")).Each("items", "text"), Has.Exactly(1).Contains("点头即可"));
        await one.DoAsync("/benefits/EX-2/claims");
        var claim = (await office.SeeAsync("/benefits/claims"))["items"]!.AsArray().Single()!;
        Assert.That((string?)claim["state"], Is.EqualTo("Checked"));
        var show = await (await app.Browser("triage")).SeeAsync("/benefits/show/EX-2");
        var paid = await show.FormWith("Amount").Fill("Amount", "5001").SubmitAsync("Approve");
        Assert.That((paid.Status, paid.Text.Contains("预算不足", StringComparison.Ordinal)), Is.EqualTo((409, true)));
        var steps = $"/benefits/claims/{(string)claim["id"]!}/steps";
        (await office.PostAsync(steps, new { step = "Approve", amount = 5000 })).MustBe(200);
        (await office.PostAsync(steps, new { step = "Pay" })).MustBe(200);
        await app.RunAsync("react");
        Assert.That((await one.SeeAsync("/notices")).Each("items", "text"), Has.Some.Contains("已兑付"));
    }

    private static async Task PushAsync(TestApp app)
    {
        await app.RunAsync("match-benefits");
        await app.RunAsync("react");
    }

    private static async Task LabelsAsync(TestApp app, Api office, params (string Label, string Value, int Enterprise)[] labels)
    {
        var rows = labels.Select(l => $"{app.World.Enterprises[l.Enterprise].CreditCode},{l.Label},{l.Value},示例来源,2026-02-01");
        var table = Encoding.UTF8.GetBytes("统一社会信用代码,标签,值,来源,日期\n" + string.Join('\n', rows));
        var answer = await office.UploadAsync("l.csv", table, "/labels/imports");
        Assert.That(answer.Status, Is.EqualTo(201), answer.ToString());
    }

    private static object Policy(string[]? conditions = null) =>
        new
        {
            code = "EX-1",
            title = "示例：专利补助",
            contact = "示例电话",
            fromOn = "2026-01-01",
            untilOn = "2026-12-31",
            conditions = conditions ?? ["Patents>=5", "Size=小型"],
        };
}
