using Commissioner.App.Tests.Harness;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Staff;

/// <summary>The security administrator takes staff in and grants roles; what one alone does not grant another administrator confirms.</summary>
public sealed class StaffTests
{
    [Test]
    public async Task Whoever_is_taken_in_chooses_a_password_works_and_leaves()
    {
        await using var app = await TestApp.StartAsync();
        var granting = await app.Api("secadmin");
        var taken = await granting.DoAsync(
            "/staff",
            new
            {
                name = "示例新人",
                userName = "shili.xinren",
                roles = new[] { "TriageDesk" },
                reason = "示例事由",
            }
        );
        Assert.That((string?)taken["state"], Is.EqualTo("Done"));
        Assert.That(app.Logged, Has.None.Contains((string)taken["password"]!));
        var own = await app.Api();
        await own.SignInAsync("shili.xinren", (string)taken["password"]!);
        (await own.GetAsync("/cases?box=review")).MustRefuse(403, "PasswordMustBeChanged");
        (
            await own.PostAsync("/own/passwords", new { oldPassword = (string)taken["password"]!, newPassword = "示例-口令-够长-七八九" })
        ).MustBe(204);
        (await own.GetAsync("/cases?box=review")).MustBe(200);
        var program = await app.Api();
        program.Bear(
            (string)
                (
                    await own.DoAsync(
                        "/logins/keys",
                        new
                        {
                            name = "示例程序",
                            scope = "Read",
                            days = 30,
                        }
                    )
                )["key"]!
        );
        (await program.GetAsync("/cases?box=review")).MustBe(200);
        var listed = await granting.SeeAsync("/staff?search=shili");
        Assert.That(listed.Each("items", "name"), Is.EqualTo(new[] { "示例新人" }));

        app.Advance(TimeSpan.FromMinutes(1));
        var left = await granting.DoAsync($"/staff/{taken.Id}/roles", new { roles = Array.Empty<string>(), reason = "示例调离" });
        Assert.That((string?)left["state"], Is.EqualTo("Done"));
        await Task.Delay(Commissioner.App.Security.SessionBook.Remembered + TimeSpan.FromMilliseconds(200));
        (await own.GetAsync("/cases?box=review")).MustBe(401);
        (await program.GetAsync("/cases?box=review")).MustBe(401);
        Assert.That((await granting.SeeAsync("/staff?search=shili")).Each("items", "name"), Is.Empty, "no account bears that name");
        Assert.That((await granting.SeeAsync("/staff?search=示例新人")).Each("items", "leftAt"), Has.Count.EqualTo(1).And.None.Null);
        var history = await granting.SeeAsync($"/role-changes?person={taken.Id}");
        Assert.That(history.Each("items", "reason"), Is.EqualTo(new[] { "示例调离", "示例事由" }));
        (await (await app.Api()).PostAsync("/sign-in", new { userName = "shili.xinren", password = "示例-口令-够长-七八九" })).MustBe(401);
    }

    [Test]
    public async Task A_supervisor_is_made_by_two_and_of_two_who_decide_at_once_one_does()
    {
        await using var app = await TestApp.StartAsync();
        var (granting, second) = (await app.Api("secadmin"), await app.Api("sysadmin"));
        var taken = await granting.DoAsync(
            "/staff",
            new
            {
                name = "示例督查新人",
                userName = "shili.ducha",
                roles = new[] { "Supervisor" },
                reason = "示例事由",
            }
        );
        Assert.That((string?)taken["state"], Is.EqualTo("Proposed"));
        await using var db = app.Db();
        Assert.That(await HeldAsync(), Is.Empty, "nothing before the second person");
        (await granting.PostAsync($"/staff/{taken.Id}/roles", new { roles = new[] { "Leader" }, reason = "示例" })).MustRefuse(
            409,
            "OneRoleChangeAtATime"
        );
        var change = (await second.SeeAsync("/role-changes")).Each("items", "id").Single();
        (await granting.PostAsync($"/role-changes/{change}/decisions", new { agrees = true })).MustRefuse(403, "ASecondPersonDecides");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => second.PostAsync($"/role-changes/{change}/decisions", new { agrees = i % 2 == 0 }))
        );
        Assert.That(answers.Count(a => a.Status == 201), Is.EqualTo(1));
        Assert.That(answers.Where(a => a.Status != 201).Select(a => a.Type), Is.All.EqualTo("RoleChangeDecided"));
        var agreed = (string?)answers.Single(a => a.Status == 201)["state"] == "Done";
        Assert.That(await HeldAsync(), agreed ? Is.EqualTo(new[] { Role.Supervisor }) : Is.Empty);

        async Task<IReadOnlyList<Role>> HeldAsync() =>
            await db.People.AsNoTracking().Where(p => p.Name == "示例督查新人").Select(p => p.Roles).SingleAsync();
    }

    [Test]
    public async Task Nobody_is_left_without_what_only_one_person_does()
    {
        await using var app = await TestApp.StartAsync();
        var granting = await app.Api("secadmin");
        async Task RefusedAsync(string user, string[] roles, int status, string rule) =>
            (await granting.PostAsync($"/staff/{app.World[user].Id}/roles", new { roles, reason = "示例" })).MustRefuse(status, rule);
        await RefusedAsync("commissioner1", [], 409, "StillServesEnterprises");
        await RefusedAsync("commissioner1", ["Leader"], 409, "StillServesEnterprises");
        await RefusedAsync("auditor", ["Leader"], 409, "LastAdministrator");
        await RefusedAsync("secadmin", ["Leader"], 403, "NotOnesOwnRoles");
        await RefusedAsync("triage", ["TriageDesk", "Auditor"], 422, "AdministratorsHoldNothingElse");
        await RefusedAsync("triage", ["DepartmentHead"], 422, "RoleNeedsDepartment");
        await RefusedAsync("enterprise1", ["TriageDesk"], 404, "NotFound");
        foreach (var (userName, rule) in new[] { ("triage", "UserNameTaken"), ("Xy", "UserNameUnfit"), ("示例人员", "UserNameUnfit") })
        {
            var answer = await granting.PostAsync(
                "/staff",
                new
                {
                    name = "示例",
                    userName,
                    roles = new[] { "Leader" },
                    reason = "示例",
                }
            );
            Assert.That(answer.ToString(), Does.Contain(rule), userName);
        }
    }

    [Test]
    public async Task On_the_pages_what_was_typed_stays_and_the_second_one_agrees()
    {
        await using var app = await TestApp.StartAsync();
        var desk = await app.Browser("secadmin");
        var page = await desk.SeeAsync("/staff/new");
        var refused = await page.FormWith("UserName").Fill("Name", "示例审计新人").Fill("UserName", "shili.shenji").SubmitAsync();
        Assert.That((refused.Status, refused.FormWith("UserName").Value("Name")), Is.EqualTo((422, "示例审计新人")), refused.Text);
        var taken = await refused.FormWith("UserName").Fill("Roles", "Auditor").Fill("Reason", "示例事由").SubmitAsync();
        Assert.That(taken.Text, Does.Contain("只显示这一次").And.Contain("待另一名管理员同意"));
        var second = await app.Browser("sysadmin");
        var waiting = await second.SeeAsync("/staff/changes");
        Assert.That(waiting.Text, Does.Contain("示例审计新人").And.Contain("示例事由"));
        var agreed = await waiting.FormWith("changeId").SubmitAsync("同意");
        Assert.That(agreed.Text, Does.Contain("已同意"));
        Assert.That((await desk.SeeAsync("/staff?search=shili.shenji")).Text, Does.Contain("审计员"));
    }
}
