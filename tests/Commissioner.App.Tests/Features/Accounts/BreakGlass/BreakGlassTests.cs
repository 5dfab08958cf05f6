using Commissioner.App.Jobs;
using Commissioner.App.Tests.Features.Audit;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Features.BreakGlass;

/// <summary>In an emergency a role is lent by two, for a while, to somebody whom it suits, and everybody who watches knows. Each test lends to another person.</summary>
public sealed class BreakGlassTests : OnOneApp
{
    private const string Path = "/emergency-accesses";

    [Test]
    public async Task Two_lend_it_its_sessions_have_it_at_once_and_what_is_done_is_marked()
    {
        var journey = new Journey(App);
        await journey.FileAsync(by: "enterprise2");
        var (own, asking, second) = (await App.Api("hotline"), await App.Api("supervisor"), await App.Api("sysadmin"));
        (await own.GetAsync(journey.Path)).MustBe(404);
        var program = await App.Api();
        program.Bear(
            (string)
                (
                    await own.DoAsync(
                        "/logins/keys",
                        new
                        {
                            name = "示例程序",
                            scope = "Write",
                            days = 30,
                        }
                    )
                )["key"]!
        );
        var id = (await asking.DoAsync(Path, Asked("hotline"))).Id;
        (await own.GetAsync(journey.Path)).MustBe(404);
        (await asking.PostAsync($"{Path}/{id}/decisions", new { agrees = true })).MustRefuse(403, "ASecondPersonDecides");
        (await own.PostAsync($"{Path}/{id}/decisions", new { agrees = true })).MustBe(403);
        Assert.That((string?)(await second.DoAsync($"{Path}/{id}/decisions", new { agrees = true }))["state"], Is.EqualTo("Granted"));

        var sheet = await own.SeeAsync(journey.Path);
        Assert.That(sheet.Text, Does.Not.Contain(App.World.Enterprises[1].ContactPhone), "contacts are masked as they are for supervision");
        (await program.GetAsync(journey.Path)).MustBe(404);
        (await program.PostAsync($"{Path}/{id}/ends")).MustBe(403);
        // What outlives an emergency, and what watches over it, is not lent.
        (await own.PostAsync("/retention/policies", new { contactDays = 400 })).MustBe(403);
        (await own.PostAsync(Path, Asked("callback"))).MustBe(403);
        (await own.GetAsync($"{Path}/{id}/acts")).MustBe(403);
        (await own.GetAsync("/archive")).MustBe(403);
        Assert.That((await own.SeeAsync(Path)).Each("items", "id"), Is.EqualTo(new[] { id }), "its own alone");
        (await asking.PostAsync(Path, Asked("hotline"))).MustRefuse(409, "OneEmergencyAccessAtATime");

        Assert.That((string?)(await own.DoAsync($"{Path}/{id}/ends"))["state"], Is.EqualTo("Ended"));
        (await own.GetAsync(journey.Path)).MustBe(404);
        (await own.PostAsync($"{Path}/{id}/ends")).MustRefuse(409, "EmergencyAccessOver");
        var acts = await (await App.Api("auditor")).SeeAsync($"{Path}/{id}/acts");
        var done = acts["items"]!.AsArray().Select(a => ((string)a!["what"]!, (string)a["outcome"]!)).ToList();
        Assert.That(
            done,
            Has.Member(("ShowCase", "Done")).And.Member(("SetRetention", "MoveNotYours")).And.Member(("GiveUpEmergencyAccess", "Done"))
        );
        Assert.That((await asking.SeeAsync($"{Path}/{id}/acts")).Each("items", "what"), Is.EqualTo(acts.Each("items", "what")));
        (await second.GetAsync($"{Path}/{id}/acts")).MustBe(403);
        await App.RunAsync("chain-audit");
        Assert.That((await App.VerifyAsync()).Broken, Is.Null, "rows with the mark and without stand in one chain");
        await using var db = App.Db();
        var access = Id<EmergencyAccess>.Parse(id, null);
        Id<Person>? person = App.World["hotline"].Id;
        Assert.That(await db.AuditLog.Where(e => e.AccessId == access && e.PersonId != person).CountAsync(), Is.Zero, "nobody else's");
    }

    [Test]
    public async Task Whose_access_it_is_and_who_asked_agree_to_nothing_and_nothing_is_lent_where_it_must_not_be()
    {
        var (asking, second) = (await App.Api("sysadmin"), await App.Api("auditor"));
        var id = (await asking.DoAsync(Path, Asked("supervisor", "TriageDesk"))).Id;
        (await (await App.Api("supervisor")).PostAsync($"{Path}/{id}/decisions", new { agrees = true })).MustRefuse(
            403,
            "ASecondPersonDecides"
        );
        Assert.That((string?)(await second.DoAsync($"{Path}/{id}/decisions", new { agrees = false }))["state"], Is.EqualTo("Refused"));
        (await second.PostAsync($"{Path}/{id}/decisions", new { agrees = true })).MustRefuse(409, "EmergencyAccessDecided");
        foreach (var nobody in new[] { "sysadmin", "secadmin", "auditor", "commissioner1", "department1", "appraiser" })
        {
            (await asking.PostAsync(Path, Asked(nobody))).MustRefuse(422, "NotLentToThisPerson");
        }

        (await asking.PostAsync(Path, Asked("supervisor", "Supervisor"))).MustRefuse(422, "NotLentToThisPerson");
        (await asking.PostAsync(Path, Asked("enterprise1"))).MustBe(404);
        foreach (var role in new[] { "SystemAdmin", "SecurityAdmin", "Auditor", "Commissioner", "Leader" })
        {
            (await asking.PostAsync(Path, Asked("leader", role))).MustRefuse(422, "RoleNotLent");
        }

        (await asking.PostAsync(Path, Asked("leader", minutes: 14))).MustName("minutes");
        (await asking.PostAsync(Path, Asked("leader", minutes: 241))).MustName("minutes");
        (await asking.PostAsync(Path, Asked("leader", reason: " "))).MustName("reason");
        foreach (var other in new[] { "triage", "leader", "commissioner1", "department1", "enterprise1", "appraiser" })
        {
            (await (await App.Api(other)).PostAsync(Path, Asked("callback"))).MustBe(403);
        }
    }

    [Test]
    public async Task Of_many_at_once_one_asks_and_one_decides()
    {
        var (a, b, c) = (await App.Api("supervisor"), await App.Api("secadmin"), await App.Api("auditor"));
        var asked = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? a : b).PostAsync(Path, Asked("callback"))));
        var one = asked.Single(x => x.Status == 201);
        Assert.That(asked.Except([one]).Select(x => x.Type), Is.All.EqualTo("OneEmergencyAccessAtATime"));
        var sysadmin = await App.Api("sysadmin");
        var decided = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i => (i % 2 == 0 ? c : sysadmin).PostAsync($"{Path}/{one.Id}/decisions", new { agrees = i % 2 == 0 }))
        );
        var first = decided.Single(x => x.Status == 201);
        Assert.That(decided.Except([first]).Select(x => x.Type), Is.All.EqualTo("EmergencyAccessDecided"));
    }

    [Test]
    public async Task What_nobody_agreed_to_within_the_hour_is_asked_for_anew()
    {
        var (asking, second) = (await App.Api("secadmin"), await App.Api("supervisor"));
        var id = (await asking.DoAsync(Path, Asked("triage2"))).Id;
        await App.ExecuteAsync("UPDATE emergency_accesses SET asked_at = asked_at - interval '1 hour' WHERE id = {0}", Guid.Parse(id));
        (await second.PostAsync($"{Path}/{id}/decisions", new { agrees = true })).MustRefuse(409, "EmergencyAccessLapsed");
        Assert.That(await StateAsync(asking, id), Is.EqualTo("Lapsed"), "whether or not the job was there");
        var again = (await asking.DoAsync(Path, Asked("triage2"))).Id;
        (await asking.PostAsync($"{Path}/{again}/ends")).MustBe(201);
        (await second.PostAsync($"{Path}/{again}/decisions", new { agrees = true })).MustRefuse(409, "EmergencyAccessDecided");
    }

    [Test]
    public async Task It_ends_at_its_instant_though_the_session_is_remembered()
    {
        var journey = new Journey(App);
        await journey.FileAsync(by: "enterprise2");
        var own = await App.Api("leader");
        var id = await LendAsync(App, "leader");
        await App.ExecuteAsync("UPDATE emergency_accesses SET ends_at = now() + interval '2 seconds' WHERE id = {0}", Guid.Parse(id));
        (await own.GetAsync(journey.Path)).MustBe(200);
        await Task.Delay(2_200);
        (await own.GetAsync(journey.Path)).MustBe(404);
        Assert.That(await StateAsync(await App.Api("supervisor"), id), Is.EqualTo("Ended"));
        await App.RunAsync("end-emergency-access");
        await using var db = App.Db();
        var access = Id<EmergencyAccess>.Parse(id, null);
        var over = await db.EmergencyAccesses.AsNoTracking().SingleAsync(e => e.Id == access);
        Assert.That((over.State, over.EndedAt, over.EndedById), Is.EqualTo((EmergencyAccessState.Ended, over.EndsAt, (Id<Person>?)null)));
    }

    [Test]
    public async Task Who_watches_hears_of_each_step_once_and_another_node_ends_it_within_five_seconds()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        await journey.FileAsync(by: "enterprise2");
        var node = app.StartNode(new Dictionary<string, string>());
        var (here, there) = (await app.Api("hotline"), await app.Api("hotline", node));
        var id = await LendAsync(app, "hotline");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? here : there).GetAsync(journey.Path)));
        await UntilAsync(async () => (await there.GetAsync(journey.Path)).Status == 200);
        (await (await app.Api("supervisor")).PostAsync($"{Path}/{id}/ends")).MustBe(201);
        (await here.GetAsync(journey.Path)).MustBe(404);
        await UntilAsync(async () => (await there.GetAsync(journey.Path)).Status == 404);
        Assert.That(await app.RunAsync("end-emergency-access"), Is.Zero);

        await using var db = app.Db();
        var told = await db.Notices.AsNoTracking().Where(n => n.Text.StartsWith("EmergencyAccess")).ToListAsync();
        string[] hear = ["auditor", "hotline", "secadmin", "supervisor"];
        string Of(string step) =>
            string.Join(
                ' ',
                told.Where(n => n.Text == "EmergencyAccess" + step)
                    .Select(n => hear.Append("sysadmin").Single(u => app.World[u].Id == n.PersonId))
                    .Order()
            );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Of("Asked"), Is.EqualTo("auditor secadmin sysadmin"), "who could agree");
            foreach (var step in new[] { "Granted", "Used", "Ended" })
            {
                Assert.That(Of(step), Is.EqualTo(string.Join(' ', hear)), step);
            }
        }

        Assert.That((await (await app.Api("auditor")).SeeAsync("/notices")).Text, Does.Contain("一项紧急授权已开始使用"));
    }

    [Test]
    public async Task Whoever_becomes_an_administrator_meanwhile_keeps_nothing_of_it()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        await journey.FileAsync(by: "enterprise2");
        var own = await app.Api("callback");
        await LendAsync(app, "callback");
        (await own.GetAsync(journey.Path)).MustBe(200);
        await app.ExecuteAsync("UPDATE people SET roles = 'Auditor' WHERE id = {0}", app.World["callback"].Id.Value);
        await UntilAsync(async () => (await own.GetAsync("/audit")).Status == 200);
        (await own.GetAsync(journey.Path)).MustBe(403);
        (await own.GetAsync("/cases")).MustBe(403);
    }

    [Test]
    public async Task On_the_pages_it_is_asked_agreed_shown_across_the_desk_and_ended()
    {
        var desk = await App.Browser("secadmin");
        var page = await desk.SeeAsync("/break-glass");
        var refused = await page.FormWith("PersonId").Fill("Reason", "示例事由").SubmitAsync();
        Assert.That(refused.Status, Is.EqualTo(422), refused.Text);
        var asked = await refused
            .FormWith("PersonId")
            .Fill("PersonId", App.World["triage"].Id.ToString())
            .Fill("Role", "Supervisor")
            .Fill("Minutes", "30")
            .Fill("Reason", "示例页面事由")
            .SubmitAsync();
        Assert.That(asked.Text, Does.Contain("已提交，待另一角色的人同意").And.Contain("示例页面事由"));
        await using (var db = App.Db())
        {
            Id<Person> person = App.World["triage"].Id;
            var id = await db
                .EmergencyAccesses.Where(e => e.PersonId == person && e.State == EmergencyAccessState.Asked)
                .Select(e => e.Id)
                .SingleAsync();
            var second = await App.Browser("auditor");
            var waiting = await second.SeeAsync("/break-glass");
            var agreed = await waiting.Form($"form[action*=Decide]:has([value='{id}'])").SubmitAsync("同意");
            Assert.That(agreed.Text, Does.Contain("已同意，立即生效"));
            var own = await App.Browser("triage");
            Assert.That((await own.SeeAsync("/cases/queue")).Text, Does.Contain("紧急授权：您临时作为督查，至"));
            var ended = await (await own.SeeAsync("/break-glass")).Form($"form[action*=End]:has([value='{id}'])").SubmitAsync("提前结束");
            Assert.That(ended.Text, Does.Contain("已结束").And.Not.Contain("您临时作为"));
            Assert.That((await second.SeeAsync($"/break-glass/acts/{id}")).Text, Does.Contain("GiveUpEmergencyAccess"));
        }
    }

    private static async Task<string> LendAsync(TestApp app, string to)
    {
        var id = (await (await app.Api("supervisor")).DoAsync(Path, app.Asked(to))).Id;
        await (await app.Api("secadmin")).DoAsync($"{Path}/{id}/decisions", new { agrees = true });
        return id;
    }

    private static async Task<string?> StateAsync(Api api, string id) =>
        (await api.SeeAsync(Path))["items"]!.AsArray().Where(i => (string)i!["id"]! == id).Select(i => (string?)i!["state"]).Single();

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 70; i++)
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail("It never was so.");
    }

    private object Asked(string to, string role = "Supervisor", int minutes = 15, string reason = "示例：值班督查失联") =>
        App.Asked(to, role, minutes, reason);
}

internal static class EmergencyAsking
{
    public static object Asked(
        this TestApp app,
        string to,
        string role = "Supervisor",
        int minutes = 15,
        string reason = "示例：值班督查失联"
    ) =>
        new
        {
            personId = app.World[to].Id.ToString(),
            role,
            minutes,
            reason,
        };
}
