using Commissioner.App.Tests.Harness;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Leaves;

/// <summary>Commissioners on leave: who acts, who is rated, and who owes what.</summary>
public sealed class LeavesTests
{
    [Test]
    public async Task A_leave_of_14_days_played_day_by_day()
    {
        await using var app = await TestApp.StartAsync();
        var before = new Journey(app);
        await before.BeginAsync();
        var own = await app.Api("commissioner1");
        Assert.That((await own.SeeAsync("/leaves/posts")).Each("items", "backup"), Is.EqualTo(new[] { "示例专员2" }));
        await own.DoAsync("/leaves", new { fromOn = "2026-03-03", untilOn = "2026-03-16" });
        await app.RunAsync("keep-leaves");
        Assert.That(await ServesAsync(app), Is.EqualTo("示例专员1"), "it has not begun");

        Journey? during = null;
        for (var day = 3; day <= 16; day++)
        {
            app.MoveTo($"03-{day:00} 09:30");
            await app.RunAsync("keep-leaves");
            await app.RunAsync("react");
            Assert.That(await ServesAsync(app), Is.EqualTo("示例专员2"), $"on day {day}");
            if (day is 3 or 16)
            {
                (await (await app.Api("commissioner1")).GetAsync(before.Path)).MustBe(404);
                var seen = await (await app.Api("commissioner2")).SeeAsync(before.Path);
                Assert.That((string?)seen["holder"]!["name"], Is.EqualTo("示例专员2"), "what was begun before is owed by who acts");
            }

            if (day == 4)
            {
                // What comes in while it lasts is dealt with and closed by who acts, who is rated for it.
                during = new Journey(app);
                await during.CloseAsync(commissioner: "commissioner2");
            }
        }

        var texts = (await (await app.Api("commissioner2")).SeeAsync("/notices?take=200")).Each("items", "text");
        Assert.That(texts.Count(t => t!.Contains("期间请您代班", StringComparison.Ordinal)), Is.EqualTo(1), "asked once, not each day");
        Assert.That(
            (await (await app.Api("enterprise1")).SeeAsync("/notices?take=200")).Each("items", "text"),
            Has.Some.Contains("期间由示例专员2为您服务")
        );

        app.MoveTo("03-17 00:00");
        await app.RunAsync("keep-leaves");
        await app.RunAsync("react");
        Assert.That(await ServesAsync(app), Is.EqualTo("示例专员1"), "handed back by itself");
        (await (await app.Api("commissioner1")).GetAsync(before.Path)).MustBe(200);
        (await (await app.Api("commissioner2")).GetAsync(before.Path)).MustBe(200);
        Assert.That((string?)(await (await app.Api("commissioner1")).SeeAsync(before.Path))["holder"]!["name"], Is.EqualTo("示例专员1"));
        await using var db = app.Db();
        var (first, second) = (app.World["commissioner1"].Id, app.World["commissioner2"].Id);
        var closed = await db.Cases.SingleAsync(c => c.Id == new Id<Case>(Guid.Parse(during!.Case)));
        var enterprise = await db.Enterprises.Include(e => e.Past).SingleAsync(e => e.Id == app.World.Enterprises[0].Id);
        Assert.Multiple(() =>
        {
            Assert.That(closed.ServedById, Is.EqualTo(second), "the rating is of who acted");
            Assert.That(
                (enterprise.ActiveId, enterprise.BackupId, enterprise.AwayId),
                Is.EqualTo(((Id<Person>?)first, (Id<Person>?)second, (Id<Person>?)null))
            );
            Assert.That(
                enterprise.Past.Where(a => a.Duty == Duty.Active && a.PersonId != null).OrderBy(a => a.FromAt).Select(a => a.PersonId),
                Is.EqualTo(new Id<Person>?[] { first, second })
            );
        });

        // Rated poor once it is back: whoever acted is not there any more, and whoever came back has nothing to do with it.
        await during!.RateAsync(5);
        Assert.That(await ServesAsync(app), Is.EqualTo("示例专员1"));
    }

    [Test]
    public async Task A_poor_rating_of_one_on_leave_ends_what_it_would_come_back_to()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.CloseAsync();
        await (await app.Api("commissioner1")).DoAsync("/leaves", new { fromOn = "2026-03-03", untilOn = "2026-03-04" });
        app.MoveTo("03-03 09:30");
        await app.RunAsync("keep-leaves");
        await story.RateAsync(5);
        await app.RunAsync("react");
        Assert.That(await ServesAsync(app), Is.EqualTo("示例专员2"), "who acts goes on acting");
        app.MoveTo("03-05 09:30");
        await app.RunAsync("keep-leaves");
        Assert.That(await ServesAsync(app), Is.Not.EqualTo("示例专员1"));
        var office = await app.Api("triage");
        Assert.That((await office.SeeAsync("/replacements")).Text, Does.Contain("示例企业1有限公司"), "a successor is owed");
    }

    [Test]
    public async Task Where_the_backup_is_away_too_the_office_decides_and_a_leave_is_taken_back()
    {
        await using var app = await TestApp.StartAsync();
        var (first, second, office) = (await app.Api("commissioner1"), await app.Api("commissioner2"), await app.Api("triage"));
        object Days(int from, int until) => new { fromOn = $"2026-03-{from:00}", untilOn = $"2026-03-{until:00}" };
        var noted = await second.DoAsync("/leaves", Days(10, 12));
        (await first.PostAsync("/leaves", Days(12, 13))).MustRefuse(409, "StandInIsAway");
        (await second.PostAsync("/leaves", Days(12, 20))).MustRefuse(409, "LeavesOverlap");
        (await first.PostAsync("/leaves", Days(13, 12))).MustRefuse(422, "LeaveOutOfOrder");
        (
            await first.PostAsync(
                "/leaves",
                new
                {
                    personId = app.World["commissioner2"].Id.Value,
                    fromOn = "2026-04-01",
                    untilOn = "2026-04-02",
                }
            )
        ).MustRefuse(403, "OnlyTheOfficeDecidesLeaves");
        // commissioner3 is to act for commissioner2 at the enterprise that it backs up.
        (await (await app.Api("commissioner3")).PostAsync("/leaves", Days(11, 11))).MustRefuse(409, "StandsInThen");
        (await (await app.Api("commissioner3")).PostAsync("/leaves", Days(13, 13))).MustBe(201);
        (await first.DeleteAsync($"/leaves/{noted.Id}")).MustBe(404);

        var page = await (await app.Browser("triage")).SeeAsync($"/leaves?PersonId={app.World["commissioner1"].Id}");
        var done = await page.FormWith("FromOn")
            .Fill("FromOn", "2026-03-12")
            .Fill("UntilOn", "2026-03-12")
            .Fill("Acts", app.World["commissioner4"].Id.ToString())
            .SubmitAsync();
        Assert.That(done.Text, Does.Contain("休假已登记").And.Contain("示例专员1"));
        app.MoveTo("03-12 09:00");
        await app.RunAsync("keep-leaves");
        Assert.That(await ServesAsync(app), Is.EqualTo("示例专员4"));
        Assert.That((await office.SeeAsync("/leaves")).Each("items", "state"), Is.EquivalentTo(new[] { "Noted", "Running", "Running" }));
        (await second.DeleteAsync($"/leaves/{noted.Id}")).MustBe(204);
        await app.RunAsync("keep-leaves");
        await using var db = app.Db();
        Assert.That(await db.Enterprises.CountAsync(e => e.AwayId == app.World["commissioner2"].Id), Is.Zero, "back early");
        app.MoveTo("03-13 09:00");
        await app.RunAsync("keep-leaves");
        var enterprise = await db.Enterprises.AsNoTracking().SingleAsync(e => e.Id == app.World.Enterprises[0].Id);
        Assert.That(
            (enterprise.ActiveId, enterprise.BackupId),
            Is.EqualTo(((Id<Person>?)app.World["commissioner1"].Id, (Id<Person>?)app.World["commissioner2"].Id))
        );
    }

    private static async Task<string?> ServesAsync(TestApp app)
    {
        await using var db = app.Db();
        return await (
            from e in db.Enterprises
            where e.Id == app.World.Enterprises[0].Id
            join p in db.People on e.ActiveId equals p.Id
            select p.Name
        ).SingleOrDefaultAsync();
    }
}
