using Commissioner.App.Tests.Harness;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Organisation;

/// <summary>A department is renamed, and merges into another.</summary>
public sealed class ClosingTests
{
    [Test]
    public async Task What_it_owed_its_people_and_its_matters_go_on_with_the_successor_under_its_old_name_in_the_history()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([1]);
        await story.CheckInAsync(whistle, 1);
        var office = await story.As("triage");
        var (one, two) = (app.World.Departments[0], app.World.Departments[1]);
        await office.DoAsync("/catalogue/first", new { });
        var open = await office.SeeAsync($"/organisation/departments/{one.Id}/closing");
        Assert.That((open["legs"]!.AsArray().Count, open["people"]!.AsArray().Count), Is.EqualTo((1, 1)));
        object Into(Department department) => new { successorId = department.Id.Value, reason = "示例机构改革" };
        var path = $"/organisation/departments/{one.Id}/closing";
        (await office.PostAsync(path, Into(one))).MustRefuse(422, "SuccessorUnfit");
        (await office.PostAsync(path, new { successorId = two.Id.Value })).MustRefuse(422, "ClosingReasonMissing");
        (await (await story.As("commissioner1")).PostAsync(path, Into(two))).MustBe(403);

        await office.PostAsync("/organisation/departments", new { code = one.Code, name = "示例园林局" });
        app.Advance(TimeSpan.FromMinutes(1));
        var page = await (await app.Browser("triage")).SeeAsync($"/organisation/close/{one.Id}");
        Assert.That(page.Text, Does.Contain("示例园林局"));
        var done = await page.FormWith("SuccessorId").Fill("SuccessorId", two.Id.ToString()).Fill("Reason", "示例机构改革").SubmitAsync();
        Assert.That(done.Text, Does.Contain("部门已撤并").And.Contain("曾用名：" + one.Name).And.Contain("撤并入" + two.Name));

        var leg = story.Leg(whistle, 1);
        (
            await (await story.As("department2")).PostAsync(
                $"{leg}/reports",
                new
                {
                    takenUpAt = story.Now,
                    spokenWith = "示例联系人",
                    spokenAt = story.Now,
                    done = "已处理完毕",
                    solvedAt = story.Now,
                }
            )
        ).MustBe(201);
        (await (await app.Api("department1")).GetAsync(story.Path)).MustBe(200);
        var told = (await office.SeeAsync(story.Path)).Text;
        Assert.That(told, Does.Contain(one.Name), "what was signed under the old name still shows it");
        Assert.That((await office.SeeAsync("/departments")).Each("items", "code"), Has.None.EqualTo(one.Code));
        (await office.PostAsync(path, Into(two))).MustRefuse(409, "DepartmentIsClosed");
        (await office.PostAsync("/organisation/departments", new { code = one.Code, name = "示例" })).MustRefuse(409, "DepartmentIsClosed");
        (
            await (await story.As("commissioner1")).PostAsync(
                $"{story.Path}/whistles",
                new
                {
                    kind = "routine",
                    asked = "示例",
                    tried = "示例",
                    disclosure = "full",
                    legs = new[] { new { departmentId = one.Id.Value, lead = true } },
                }
            )
        ).MustRefuse(422, "DepartmentUnknown");
        await using var db = app.Db();
        Assert.That(await db.People.CountAsync(p => p.DepartmentId == (Id<Department>?)one.Id), Is.Zero);
        Assert.That(await db.People.CountAsync(p => p.DepartmentId == (Id<Department>?)two.Id), Is.EqualTo(2));
        var latest = await db
            .CatalogueItems.Where(i => !db.CatalogueItems.Any(l => l.Code == i.Code && l.Version > i.Version))
            .ToListAsync();
        Assert.That(latest.Where(i => i.LeadId == one.Id || i.AssistingIds.Contains(one.Id)), Is.Empty);
    }

    [Test]
    public async Task Where_both_are_called_it_is_refused_whole()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        await story.WhistleAsync([1, 2]);
        var office = await story.As("triage");
        (
            await office.PostAsync(
                $"/organisation/departments/{app.World.Departments[0].Id}/closing",
                new { successorId = app.World.Departments[1].Id.Value, reason = "示例" }
            )
        ).MustRefuse(409, "SuccessorIsCalledThere");
        await using var db = app.Db();
        Assert.That(await db.Departments.CountAsync(d => d.ClosedAt != null), Is.Zero);
    }
}
