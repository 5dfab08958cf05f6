using System.Text.Json.Nodes;
using Commissioner.App.Tests.Features.Undertakings.Templates;
using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Undertakings.Undertakings;

/// <summary>Agency projects from the entrustment to the rating: half a year in one month.</summary>
public sealed class UndertakingsTests
{
    private TestApp _app = null!;
    private string _path = "";

    [SetUp]
    public async Task BeginAsync() => _app = await TestApp.StartAsync();

    [TearDown]
    public async Task EndAsync() => await _app.DisposeAsync();

    [Test]
    public async Task Half_a_year_in_one_month()
    {
        await StartedAsync();
        await MoveAsync("commissioner4", "A", "Submit");
        await MoveAsync("department1", "A", "TakeUp");
        _app.MoveTo("03-03 09:00");
        await MoveAsync("department1", "A", "Return", "缺示例协议；示例申请表缺签字");
        _app.MoveTo("03-04 09:00");
        await MoveAsync("commissioner4", "A", "Correct");
        await MoveAsync("department1", "A", "Approve");
        foreach (var (node, department) in new[] { ("B", "department2"), ("C", "department3"), ("D", "department1") })
        {
            await MoveAsync("commissioner5", node, "Submit");
            await MoveAsync(department, node, "TakeUp");
            _app.Advance(TimeSpan.FromDays(1));
            await MoveAsync(department, node, "Approve");
        }

        var seen = await (await _app.Api("enterprise1")).SeeAsync(_path);
        var node0 = seen["nodes"]![0]!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)seen["status"], Is.EqualTo("Completed"));
            Assert.That((int)seen["saved"]!["statutoryDays"]!, Is.EqualTo(40), "5 + 30 + 5 of the law, one after the other");
            Assert.That((int)seen["saved"]!["savedDays"]!, Is.EqualTo(40 - (int)seen["saved"]!["days"]!));
            Assert.That(
                seen["saved"]!["statutoryPath"]!.AsArray().Select(p => (string?)p!["limit"]),
                Is.EqualTo(new[] { "5d", "30d", "5d" })
            );
            Assert.That(
                node0["held"]!.AsArray().Sum(h => (long)h!["workingMinutes"]!),
                Is.EqualTo((long)node0["workingMinutes"]!),
                "the parts sum exactly"
            );
            Assert.That(node0["held"]!.AsArray().Select(h => (string?)h!["holder"]), Does.Contain("Enterprise").And.Contain("Department"));
        }

        (await (await _app.Api("enterprise1")).PostAsync(_path + "/ratings", new { reason = "示例" })).MustBe(422);
        await (await _app.Api("enterprise1")).DoAsync(_path + "/ratings", new { level = "VerySatisfied", reason = "示例" });
        Assert.That((await (await _app.Api("commissioner4")).SeeAsync(_path))["rated"], Is.Null, "who is rated does not read it");
        Assert.That((string?)(await (await _app.Api("supervisor")).SeeAsync(_path))["rated"], Is.EqualTo("VerySatisfied"));
    }

    [Test]
    public async Task Who_has_no_part_in_it_finds_nothing_and_a_department_its_own_nodes_and_what_these_need()
    {
        await StartedAsync();
        foreach (var stranger in new[] { "enterprise2", "commissioner3", "department4" })
        {
            (await (await _app.Api(stranger)).GetAsync(_path)).MustBe(404);
            Assert.That((await (await _app.Api(stranger)).SeeAsync("/undertakings"))["items"]!.AsArray(), Is.Empty, stranger);
        }

        foreach (var sees in new[] { "commissioner1", "commissioner2", "commissioner4", "triage", "supervisor", "leader", "enterprise1" })
        {
            (await (await _app.Api(sees)).GetAsync(_path)).MustBe(200);
        }

        var seen = await (await _app.Api("department2")).SeeAsync(_path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen.Each("nodes", "code"), Is.EqualTo(new[] { "A", "B" }));
            Assert.That(seen["saved"], Is.Null);
            Assert.That(seen["nodes"]![0]!["dueAt"], Is.Null, "of what it needs it sees where it stands, and no more");
            (await (await _app.Api("department2")).GetAsync(_path + "/nodes/A/due")).MustBe(404);
        }

        (await (await _app.Api("commissioner1")).PostAsync(_path + "/nodes/A/moves", new { move = "Submit" })).MustBe(403);
    }

    [Test]
    public async Task Revoked_in_the_middle_nobody_works_on_and_everyone_is_told()
    {
        await StartedAsync();
        await MoveAsync("commissioner4", "A", "Submit");
        (await (await _app.Api("triage")).PostAsync(_path + "/revocations")).MustBe(403);
        await (await _app.Api("enterprise1")).DoAsync(_path + "/revocations");
        (await (await _app.Api("department1")).PostAsync(_path + "/nodes/A/moves", new { move = "TakeUp" })).MustRefuse(
            409,
            "EntrustmentRevoked"
        );
        await _app.RunAsync("react");
        await using var db = _app.Db();
        var told = await db.Notices.Where(n => n.Text == "EntrustmentTakenBack").Select(n => n.PersonId).ToListAsync();
        Assert.That(
            told,
            Is.SupersetOf(new[] { "enterprise1", "commissioner4", "commissioner5", "department1", "triage" }.Select(u => _app.World[u].Id))
        );
        Assert.That(await db.Clocks.CountAsync(c => c.OwnerKind == Domain.Clocks.OwnerKind.Undertaking && c.NextFireAt != null), Is.Zero);
        var page = await (await _app.Browser("department1")).SeeAsync("/undertakings/show/" + Id);
        Assert.That(
            (page.Text.Contains("企业已撤销委托", StringComparison.Ordinal), page.Texts("[name=Move]").Count),
            Is.EqualTo((true, 0))
        );
    }

    [Test]
    public async Task A_late_node_is_raised_by_the_sweep_like_a_leg_and_every_week_the_enterprise_hears_where_it_stands()
    {
        await StartedAsync();
        await MoveAsync("commissioner4", "A", "Submit");
        _app.MoveTo("03-05 09:00");
        await _app.RunAsync("sweep-deadlines");
        await _app.RunAsync("react");
        await using (var db = _app.Db())
        {
            Assert.That(
                await db.Notices.Where(n => n.PersonId == _app.World["department1"].Id).Select(n => n.Text).ToListAsync(),
                Is.SupersetOf(new[] { "NodeSubmitted", "NodeNearlyDue", "NodeOverdue" })
            );
            Assert.That(
                await db.Notices.CountAsync(n => n.PersonId == _app.World["supervisor"].Id && n.Text == "NodeOverdueSupervised"),
                Is.EqualTo(1)
            );
        }

        var late = await (await _app.Api("supervisor")).SeeAsync("/undertakings?late=true");
        Assert.That(late.Each("items", "alarm"), Is.EqualTo(new[] { "red" }));
        Assert.That(
            (await (await _app.Api("department1")).SeeAsync("/undertakings/nodes")).Each("items", "nodeCode"),
            Is.EqualTo(new[] { "A" })
        );
        Assert.That(await _app.RunAsync("tell-standings"), Is.Zero, "not yet a week");
        _app.MoveTo("03-09 09:30");
        Assert.That(await _app.RunAsync("tell-standings"), Is.EqualTo(1));
        Assert.That(await _app.RunAsync("tell-standings"), Is.Zero);
        await _app.RunAsync("react");
        await using var after = _app.Db();
        Assert.That(
            await after.Notices.CountAsync(n => n.PersonId == _app.World["enterprise1"].Id && n.Text == "StandingTold"),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task A_matter_of_a_node_becomes_a_case_and_each_leads_to_the_other()
    {
        await StartedAsync();
        var filed = await (await _app.Api("triage")).DoAsync(
            _path + "/nodes/A/cases",
            new
            {
                title = "示例红线冲突",
                description = "示例情况",
                urgency = "Ordinary",
            }
        );
        var origin = await (await _app.Api("commissioner1")).SeeAsync($"/cases/{filed.Id}/undertakings");
        Assert.That(origin.Each("items", "undertakingId"), Is.EqualTo(new[] { Id }));
        var seen = await (await _app.Api("enterprise1")).SeeAsync(_path);
        Assert.That(seen["nodes"]![0]!["cases"]!.AsArray().Select(c => (string?)c!["id"]), Is.EqualTo(new[] { filed.Id }));
        var desk = await (await _app.Browser("commissioner1")).SeeAsync("/cases/show/" + filed.Id);
        Assert.That(desk.Document.QuerySelector($"a[href$='/undertakings/show/{Id}']"), Is.Not.Null);
        var phone = await (await _app.Browser("enterprise1")).SeeAsync("/cases/follow/" + filed.Id);
        Assert.That(phone.Document.QuerySelector($"a[href$='/undertakings/show/{Id}']"), Is.Not.Null);
        (await (await _app.Api("commissioner3")).GetAsync($"/cases/{filed.Id}/undertakings")).MustBe(404);
    }

    [Test]
    public async Task On_the_pages_the_owner_signs_the_office_begins_the_agent_hands_in_and_the_department_decides()
    {
        await TemplatesTests.ImportAsync(await _app.Api("triage"), TemplatesTests.Four);
        var owner = await _app.Browser("enterprise1");
        Assert.That((await owner.SeeAsync("/cases/mine")).Document.QuerySelector("a[href$='/undertakings']"), Is.Not.Null);
        var refused = await (await owner.SeeAsync("/undertakings/entrust")).FormWith("What").Fill("Title", "示例厂房").SubmitAsync();
        Assert.That(refused.Status, Is.EqualTo(422));
        var signed = await (await owner.SeeAsync("/undertakings/entrust"))
            .FormWith("What")
            .Fill("Title", "示例厂房")
            .Fill("What", "示例全程代办")
            .Fill("Authority", "Submit")
            .SubmitAsync();
        Assert.That(signed.Path, Does.StartWith("/undertakings/show/"));
        _path = signed.Path["/undertakings/show/".Length..];
        var office = await _app.Browser("triage");
        Assert.That((await office.SeeAsync("/undertakings")).Text, Does.Contain("示例厂房"));
        var begun = await (await office.SeeAsync(signed.Path))
            .FormWith("AgentId")
            .Fill("AgentId", _app.World["commissioner4"].Id.ToString())
            .Fill("ColleagueId", _app.World["commissioner5"].Id.ToString())
            .SubmitAsync();
        Assert.That(begun.Texts("#gantt svg rect, #gantt svg text").Count, Is.GreaterThanOrEqualTo(8), "four bars with their names");
        var agent = await _app.Browser("commissioner4");
        Assert.That((await agent.SeeAsync("/undertakings/nodes")).Text, Does.Contain("示例甲"));
        await (await agent.SeeAsync(signed.Path)).Form("#node-A form:has([name=Move])").SubmitAsync("Submit");
        var department = await _app.Browser("department1");
        var taken = await (await department.SeeAsync(signed.Path)).Form("#node-A form:has([name=Move])").SubmitAsync("TakeUp");
        var wordless = await taken.Form("#node-A form:has([name=Move])").SubmitAsync("Return");
        Assert.That(wordless.Status, Is.EqualTo(422));
        var returned = await wordless.Form("#node-A form:has([name=Move])").Fill("Words", "缺示例协议").SubmitAsync("Return");
        Assert.That(returned.Texts("#node-A .as-written"), Is.EqualTo(new[] { "缺示例协议" }));
        var due = await owner.SeeAsync($"/undertakings/due/{_path}/A");
        Assert.That(due.Texts("tbody tr"), Is.Not.Empty);
    }

    private string Id => _path["/undertakings/".Length..];

    private async Task StartedAsync()
    {
        var triage = await _app.Api("triage");
        Assert.That((await TemplatesTests.ImportAsync(triage, TemplatesTests.Four)).Status, Is.EqualTo(201));
        var owner = await _app.Api("enterprise1");
        (await owner.PostAsync("/undertakings", new { title = "示例厂房" })).MustBe(422);
        var entrusted = await owner.DoAsync(
            "/undertakings",
            new
            {
                title = "示例厂房",
                what = "示例全程代办",
                templateCode = "four",
                authority = new[] { "Ask", "Submit" },
            }
        );
        _path = "/undertakings/" + entrusted.Id;
        Assert.That((string?)entrusted["number"], Is.EqualTo("FL-DB-20260302-0001"));
        await triage.DoAsync(
            _path + "/starts",
            new { agentId = _app.World["commissioner4"].Id.Value, colleagueId = _app.World["commissioner5"].Id.Value }
        );
    }

    private async Task<JsonNode?> MoveAsync(string user, string node, string move, string? words = null) =>
        (await (await _app.Api(user)).DoAsync($"{_path}/nodes/{node}/moves", new { move, words })).Json;
}
