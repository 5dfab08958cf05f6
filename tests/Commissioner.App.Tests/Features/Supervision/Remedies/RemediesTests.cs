using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Remedies;

/// <summary>One remedy for many like cases, from what is proposed to the case that comes back.</summary>
public sealed class RemediesTests
{
    [Test]
    public async Task A_gas_price_negotiated_for_all()
    {
        await using var app = await TestApp.StartAsync();
        var (office, gas) = (await app.Api("triage"), await app.Api("department4"));
        List<string> cases = [];
        foreach (var i in new[] { 1, 2, 3 })
        {
            cases.Add(await FileAsync(app, $"enterprise{i}"));
        }

        var secret = (await (await app.Api("enterprise1")).DoAsync("/cases", Body(confidential: true))).Id;

        // What several enterprises file is proposed; what is confidential is in no count and no list.
        var suggested = (await office.SeeAsync("/remedies/suggestions"))["items"]!.AsArray().Single()!;
        Assert.That(
            ((int)suggested["enterprises"]!, (int)suggested["cases"]!, (string?)suggested["place"]),
            Is.EqualTo((3, 3, "示例东园 12 号"))
        );
        Assert.That((await office.SeeAsync($"/cases/{cases[0]}/remedy-candidates")).Each("items", "caseId"), Is.EquivalentTo(cases));
        (await office.GetAsync($"/cases/{secret}/remedy-candidates")).MustBe(404);
        (await office.PostAsync("/remedies", Start(app, [.. cases, secret]))).MustBe(404);
        (await (await app.Api("supervisor")).PostAsync("/remedies", Start(app, [.. cases, secret]))).MustRefuse(409, "RemedyNotForThis");
        (await gas.PostAsync("/remedies", Start(app, cases))).MustBe(403);
        var id = (await office.DoAsync("/remedies", Start(app, cases))).Id;
        await app.RunAsync("react");
        Assert.That((await gas.SeeAsync("/notices")).Each("items", "text"), Has.Some.Contains("请办理举一反三事项"));
        Assert.That((await office.SeeAsync("/remedies/suggestions"))["items"]!.AsArray(), Is.Empty);

        // A commissioner sees it by its own cases, a department that does not owe it not at all, an enterprise only its own line.
        var seen = await (await app.Api("commissioner1")).SeeAsync($"/remedies/{id}");
        Assert.That(
            seen.Each("cases", "caseId"),
            Is.EquivalentTo(new[] { cases[0], cases[2] }),
            "it serves one, and stands by for another"
        );
        Assert.That((await gas.SeeAsync($"/remedies/{id}"))["cases"]!.AsArray(), Is.Empty, "not called to any of them, it sees none");
        (await (await app.Api("department3")).GetAsync($"/remedies/{id}")).MustBe(404);
        (await (await app.Api("commissioner5")).GetAsync($"/remedies/{id}")).MustBe(404);
        var (one, two) = (await app.Api("enterprise1"), await app.Api("enterprise2"));
        (await one.GetAsync($"/remedies/{id}")).MustBe(404);
        var mine = (await one.SeeAsync("/remedies/mine"))["items"]!.AsArray().Single()!;
        var others = (await two.SeeAsync("/remedies/mine"))["items"]!.AsArray().Single()!;
        Assert.That(((string?)mine["caseId"], (bool)mine["asked"]!), Is.EqualTo((cases[0], false)));
        var (line, other) = ((string)mine["id"]!, (string)others["id"]!);

        // Done: each is told and asked of its own case.
        (await gas.PostAsync($"/remedies/{id}/reports", new { done = " " })).MustBe(422);
        (await gas.PostAsync($"/remedies/{id}/reports", new { done = "示例：已签统一气价" })).MustBe(200);
        await app.RunAsync("react");
        var told = (await one.SeeAsync("/notices")).Each("items", "text").Single(t => t!.Contains("同类", StringComparison.Ordinal));
        Assert.That(told, Does.Contain((string)mine["number"]!).And.Not.Contain((string)others["number"]!));
        (await one.PostAsync($"/remedies/mine/{other}/answers", new { helped = false })).MustBe(404);
        (await one.PostAsync($"/remedies/mine/{line}/answers", new { words = "示例" })).MustBe(422);
        var page = await (await app.Browser("enterprise1")).SeeAsync($"/remedies/follow/{line}");
        await page.FormWith("Helped").Fill("Helped", "true").Fill("Words", "示例：降了两毛").SubmitAsync();
        (await two.PostAsync($"/remedies/mine/{other}/answers", new { helped = false })).MustBe(200);
        var sheet = await office.SeeAsync($"/remedies/{id}");
        Assert.That(((int)sheet["helped"]!, (int)sheet["helpedNot"]!), Is.EqualTo((1, 1)));
        Assert.That((await (await app.Browser("enterprise1")).SeeAsync($"/cases/follow/{cases[0]}")).Text, Does.Contain("集中议价"));
        Assert.That((await (await app.Browser("triage")).SeeAsync($"/cases/show/{cases[1]}")).Text, Does.Contain("集中议价"));

        // A like one comes back: it is owed again, and owner and supervision hear why.
        app.MoveTo("05-06 10:00");
        var back = await FileAsync(app, "enterprise2");
        Assert.That(await app.RunAsync("reopen-remedies"), Is.EqualTo(1));
        Assert.That(await app.RunAsync("reopen-remedies"), Is.Zero, "once");
        await app.RunAsync("react");
        var number = (string)(await office.SeeAsync($"/cases/{back}"))["number"]!;
        Assert.That(
            (await gas.SeeAsync("/notices")).Each("items", "text"),
            Has.Some.Contains("同一地点的诉求再次发生").And.None.Contains(number)
        );
        Assert.That(
            (await (await app.Api("supervisor")).SeeAsync("/notices")).Each("items", "text"),
            Has.Some.Contains("重新启动").And.Some.Contains(number)
        );
        sheet = await office.SeeAsync($"/remedies/{id}");
        Assert.That(((string?)sheet["state"], (int)sheet["cycle"]!), Is.EqualTo(("Owed", 2)));
        Assert.That(sheet.Each("cases", "caseId"), Has.Member(back).And.Not.Member(secret));

        // What it owes is raised by the one sweep.
        app.MoveTo("06-30 10:00");
        await app.RunAsync("sweep-deadlines");
        await app.RunAsync("react");
        Assert.That((await gas.SeeAsync("/notices?take=50")).Each("items", "text"), Has.Some.Contains("已超期"));
        await using var db = app.Db();
        Assert.That(await db.Clocks.CountAsync(c => c.OwnerKind == Domain.Clocks.OwnerKind.Remedy), Is.EqualTo(2));
    }

    [Test]
    public async Task A_remedy_is_begun_at_the_desk_from_a_case()
    {
        await using var app = await TestApp.StartAsync();
        var first = await FileAsync(app, "enterprise1");
        await FileAsync(app, "enterprise2");
        var office = await app.Browser("triage");
        var page = await office.SeeAsync($"/remedies/start?caseId={first}");
        Assert.That(page.Texts("input[name=Cases][checked]"), Has.Count.EqualTo(2), "what is at one place is chosen");
        var wrong = await page.FormWith("Title").SubmitAsync();
        Assert.That((wrong.Status, wrong.Text.Contains("请填写名称", StringComparison.Ordinal)), Is.EqualTo((422, true)));
        var shown = await wrong
            .FormWith("Title")
            .Fill("Title", "示例：集中议价")
            .Fill("Measures", "示例：统一谈价")
            .Fill("Days", "10")
            .SubmitAsync();
        Assert.That(shown.Text, Does.Contain("示例：统一谈价").And.Contain("3月16日"));
    }

    private static async Task<string> FileAsync(TestApp app, string by) => (await (await app.Api(by)).DoAsync("/cases", Body())).Id;

    private static object Body(bool confidential = false) =>
        new
        {
            title = "示例：用气价格高",
            description = "示例：管道气价比邻区高三成，请协调降价。",
            category = "Utilities",
            urgency = "ordinary",
            place = "示例东园 12 号",
            confidential,
        };

    private static object Start(TestApp app, IReadOnlyList<string> cases) =>
        new
        {
            title = "示例：集中议价",
            category = "Utilities",
            place = "示例东园",
            ownerId = app.World.Departments[3].Id.Value,
            measures = "示例：与燃气公司统一谈价",
            days = 20,
            caseIds = cases,
        };
}
