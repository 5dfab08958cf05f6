using Commissioner.App.Tests.Harness;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Departures;

/// <summary>Somebody leaves, or goes to another department: what is open is handed over with it, in one decision.</summary>
public sealed class DeparturesTests
{
    [Test]
    public async Task A_commissioner_leaves_and_all_that_it_had_goes_on_with_others()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        var office = await story.As("triage");
        var leaver = app.World["commissioner1"];
        (
            await (await app.Api("secadmin")).PostAsync($"/staff/{leaver.Id}/roles", new { roles = Array.Empty<string>(), reason = "示例" })
        ).MustRefuse(409, "StillServesEnterprises");
        var open = await office.SeeAsync($"/departures/{leaver.Id}");
        Assert.That(open.Each("posts", "duty"), Is.EqualTo(new[] { "Active", "Backup" }));
        Assert.That((int?)open["posts"]![0]!["open"], Is.EqualTo(1));
        Assert.That((string?)open["posts"]![0]!["canFollow"]![0]!["name"], Is.EqualTo("示例专员2"), "the backup first");

        // Nothing is half done: the reason is missing, so nobody follows anywhere.
        (await office.PostAsync($"/departures/{leaver.Id}", new { })).MustRefuse(422, "RoleReasonMissing");
        (await (await story.As("supervisor")).GetAsync($"/departures/{leaver.Id}")).MustBe(403);
        await using (var before = app.Db())
        {
            Assert.That(await before.Enterprises.CountAsync(e => e.ActiveId == leaver.Id), Is.EqualTo(1));
        }

        var own = await app.Api("commissioner1");
        (await own.GetAsync("/cases")).MustBe(200);
        app.Advance(TimeSpan.FromMinutes(1));
        var page = await (await app.Browser("triage")).SeeAsync($"/departures/show/{leaver.Id}");
        Assert.That(page.Text, Does.Contain("示例企业1有限公司").And.Contain("示例企业3有限公司"));
        var done = await page.FormWith("Of").Fill("Reason", "示例调离").SubmitAsync();
        Assert.That(done.Text, Does.Contain("已离岗，账号已关闭"));
        await app.RunAsync("react");
        await Task.Delay(Commissioner.App.Security.SessionBook.Remembered + TimeSpan.FromMilliseconds(200));
        (await own.GetAsync("/cases")).MustBe(401);
        (await (await app.Api()).PostAsync("/sign-in", new { userName = "commissioner1", password = World.Password })).MustBe(401);

        await using var db = app.Db();
        var one = await db.Enterprises.Include(e => e.Past).SingleAsync(e => e.Id == app.World.Enterprises[0].Id);
        var third = await db.Enterprises.SingleAsync(e => e.Id == app.World.Enterprises[2].Id);
        Assert.Multiple(() =>
        {
            Assert.That((one.ActiveId, one.BackupId), Is.EqualTo(((Id<Person>?)app.World["commissioner2"].Id, (Id<Person>?)null)));
            Assert.That(one.Past.Single(a => a.PersonId == leaver.Id).Duty, Is.EqualTo(Duty.Active), "the history keeps it");
            Assert.That((third.ActiveId, third.BackupId), Is.EqualTo(((Id<Person>?)app.World["commissioner3"].Id, (Id<Person>?)null)));
        });
        (await story.SeenBy("commissioner2")).MustBe(200);
        await story.ProposeAsync(by: "commissioner2");
        Assert.That((await office.SeeAsync($"/cases/{story.Case}")).Text, Does.Contain("示例专员1"), "its name stays where it acted");
        Assert.That(
            (await (await story.As("commissioner2")).SeeAsync("/notices")).Each("items", "text"),
            Has.Some.Contains("您已接任示例企业1有限公司")
        );
        var history = await (await app.Api("secadmin")).SeeAsync($"/role-changes?person={leaver.Id}");
        Assert.That(history.Each("items", "reason"), Is.EqualTo(new[] { "示例调离" }));
        (await office.PostAsync($"/departures/{leaver.Id}", new { reason = "示例" })).MustRefuse(409, "PersonHasLeft");
        (await office.PostAsync($"/departures/{app.World["supervisor"].Id}", new { reason = "示例" })).MustRefuse(
            409,
            "WatchersLeaveByTwo"
        );

        // Who has left is nobody to follow.
        var rotated = await office.DoAsync($"/enterprises/{app.World.Enterprises[1].Id}/rotations");
        Assert.That((await office.SeeAsync($"/replacements/{rotated.Id}/candidates")).Text, Does.Not.Contain(leaver.Id.ToString()));
    }

    [Test]
    public async Task A_handler_goes_to_another_department_once_a_colleague_has_its_legs()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([1]);
        var handler = app.World["department1"];
        await (await story.As("department1")).DoAsync(
            $"{story.Leg(whistle, 1)}/check-ins",
            new
            {
                handlerName = handler.Name,
                handlerPhone = "13900001111",
                firstStep = "现场查看",
                firstStepAt = story.Now.AddHours(1),
            }
        );
        var taken = await (await app.Api("secadmin")).DoAsync(
            "/staff",
            new
            {
                name = "示例接办人",
                userName = "shili.jieban",
                roles = new[] { "DepartmentHandler" },
                departmentId = app.World.Departments[0].Id.Value,
                reason = "示例",
            }
        );
        var office = await story.As("triage");
        Assert.That((await office.SeeAsync($"/departures/{handler.Id}")).Each("colleagues", "name"), Is.EqualTo(new[] { "示例接办人" }));
        (
            await (await app.Api("secadmin")).PostAsync(
                $"/staff/{handler.Id}/roles",
                new { roles = Array.Empty<string>(), reason = "示例" }
            )
        ).MustRefuse(409, "StillHandlesLegs");
        object Move(Guid? to, string? phone) =>
            new
            {
                departmentId = app.World.Departments[1].Id.Value,
                handlerId = to,
                handlerPhone = phone,
                reason = "示例调动",
            };
        var path = $"/departures/{handler.Id}/moves";
        (await office.PostAsync(path, Move(null, null))).MustRefuse(422, "LegsNeedAHandler");
        (await office.PostAsync(path, Move(app.World["department2"].Id.Value, "13900002222"))).MustRefuse(422, "LegsNeedAHandler");
        (await office.PostAsync(path, Move(Guid.Parse(taken.Id), null))).MustRefuse(422, "LegsNeedAHandler");
        (await office.PostAsync(path, Move(Guid.Parse(taken.Id), "13900002222"))).MustBe(201);
        await using var db = app.Db();
        var leg = await db.Legs.SingleAsync();
        var moved = await db.People.SingleAsync(p => p.Id == handler.Id);
        Assert.Multiple(() =>
        {
            Assert.That((leg.HandlerName, leg.HandlerPhone), Is.EqualTo(("示例接办人", "13900002222")));
            Assert.That(leg.DepartmentId, Is.EqualTo(app.World.Departments[0].Id), "the department owes it still");
            Assert.That(moved.DepartmentId, Is.EqualTo(app.World.Departments[1].Id));
            Assert.That(moved.Roles, Has.Count.EqualTo(3));
        });
    }

    [Test]
    public async Task Whoever_leaves_while_on_leave_comes_back_to_nothing_and_who_stands_in_follows()
    {
        await using var app = await TestApp.StartAsync();
        var leaver = app.World["commissioner1"];
        await (await app.Api("commissioner1")).DoAsync("/leaves", new { fromOn = "2026-03-03", untilOn = "2026-03-06" });
        app.MoveTo("03-03 09:30");
        await app.RunAsync("keep-leaves");
        var office = await app.Api("triage");
        var open = await office.SeeAsync($"/departures/{leaver.Id}");
        Assert.That(open.Each("posts", "duty"), Is.EqualTo(new[] { "Backup" }), "it holds the one post that it did not give away");
        Assert.That(open.Each("away", "acting"), Is.EqualTo(new[] { "示例专员2" }));
        Assert.That(
            (await (await app.Browser("triage")).SeeAsync($"/departures/show/{leaver.Id}")).Text,
            Does.Contain("由代班的示例专员2接任")
        );
        await office.DoAsync($"/departures/{leaver.Id}", new { reason = "示例离职" });
        app.MoveTo("03-09 09:30");
        await app.RunAsync("keep-leaves");
        await app.RunAsync("react");
        await using var db = app.Db();
        var one = await db.Enterprises.Include(e => e.Past).SingleAsync(e => e.Id == app.World.Enterprises[0].Id);
        Assert.That((one.ActiveId, one.AwayId), Is.EqualTo(((Id<Person>?)app.World["commissioner2"].Id, (Id<Person>?)null)));
        Assert.That(one.ActiveReason, Is.EqualTo(AssignmentReason.Successor), "for good");
        Assert.That(
            await db.Enterprises.CountAsync(e => e.ActiveId == leaver.Id || e.BackupId == leaver.Id || e.AwayId == leaver.Id),
            Is.Zero
        );
    }

    [Test]
    public async Task Whoever_leaves_while_standing_in_is_followed_by_another_who_stands_in_and_the_post_is_handed_back()
    {
        await using var app = await TestApp.StartAsync();
        var leaver = app.World["commissioner2"];
        await (await app.Api("commissioner1")).DoAsync("/leaves", new { fromOn = "2026-03-03", untilOn = "2026-03-06" });
        app.MoveTo("03-03 09:30");
        await app.RunAsync("keep-leaves");
        var office = await app.Api("triage");
        var (one, two) = (app.World.Enterprises[0].Id, app.World.Enterprises[1].Id);
        var open = await office.SeeAsync($"/departures/{leaver.Id}");
        Assert.That(open.Each("posts", "duty"), Is.EqualTo(new[] { "Active", "Active" }));
        await office.DoAsync(
            $"/departures/{leaver.Id}",
            new
            {
                reason = "示例离职",
                posts = new[] { new { enterpriseId = one.Value, successorId = app.World["commissioner4"].Id.Value } },
            }
        );
        await using (var db = app.Db())
        {
            var meanwhile = await db.Enterprises.SingleAsync(e => e.Id == one);
            Assert.That(
                (meanwhile.ActiveId, meanwhile.AwayId),
                Is.EqualTo(((Id<Person>?)app.World["commissioner4"].Id, (Id<Person>?)app.World["commissioner1"].Id))
            );
            Assert.That(
                (await db.Enterprises.SingleAsync(e => e.Id == two)).ActiveId,
                Is.EqualTo(app.World["commissioner3"].Id),
                "its own goes to its backup"
            );
        }

        app.MoveTo("03-07 09:30");
        await app.RunAsync("keep-leaves");
        await using var after = app.Db();
        var back = await after.Enterprises.SingleAsync(e => e.Id == one);
        Assert.That(
            (back.ActiveId, back.AwayId, back.BackupId),
            Is.EqualTo(((Id<Person>?)app.World["commissioner1"].Id, (Id<Person>?)null, (Id<Person>?)app.World["commissioner4"].Id))
        );
    }

    [Test]
    public async Task What_waits_for_whoever_leaves_is_shown_and_waits_for_nobody()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.CloseAsync();
        app.Advance(TimeSpan.FromMinutes(1));
        await story.RateAsync(5);
        await using (var before = app.Db())
        {
            var poor = await before.PoorRatings.SingleAsync();
            await (await app.Api("triage2")).PostAsync(
                $"/poor-ratings/{poor.Id}/assignments",
                new { personId = app.World["triage2"].Id.Value }
            );
            Assert.That(await before.PoorRatings.CountAsync(p => p.HandlerId == app.World["triage2"].Id), Is.EqualTo(1));
        }

        var office = await app.Api("triage");
        var (replaced, handler, seat) = (app.World["commissioner1"].Id, app.World["triage2"].Id, app.World["hotline"].Id);
        await office.DoAsync(
            "/duty/shifts",
            new
            {
                post = "Seat",
                personId = seat.Value,
                from = TestApp.At("03-04 09:00"),
                until = TestApp.At("03-04 18:00"),
            }
        );
        Assert.That((int?)(await office.SeeAsync($"/departures/{replaced}"))["waiting"]!["packs"], Is.EqualTo(1));
        Assert.That((int?)(await office.SeeAsync($"/departures/{handler}"))["waiting"]!["poorRatings"], Is.EqualTo(1));
        Assert.That((int?)(await office.SeeAsync($"/departures/{seat}"))["waiting"]!["shifts"], Is.EqualTo(1));
        var page = await (await app.Browser("triage")).SeeAsync($"/departures/show/{replaced}");
        Assert.That(page.Text, Does.Contain("未签的交接单 1 份"));
        foreach (var id in new[] { replaced, handler, seat })
        {
            await office.DoAsync($"/departures/{id}", new { reason = "示例离职" });
        }

        await using var db = app.Db();
        var pack = await db.Replacements.SingleAsync(r => r.OutgoingId == replaced);
        Assert.Multiple(() =>
        {
            Assert.That(pack.OutgoingSignedAt, Is.Not.Null);
            Assert.That(db.PoorRatings.Single().HandlerId, Is.Null, "one of the office takes it anew");
            Assert.That(db.DutyShifts.Count(), Is.Zero);
        });
        var entry = await db.Timeline.Where(e => e.Name == nameof(HandOverSigned)).SingleAsync();
        Assert.That((entry.ById, entry.As), Is.EqualTo((app.World["triage"].Id, Role.TriageDesk)), "the entry says who signed");
    }
}
