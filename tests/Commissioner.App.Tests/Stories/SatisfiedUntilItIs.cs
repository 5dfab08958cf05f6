using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Enterprises;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Stories;

/// <summary>换到企业满意为止: replaced again and again, never the same person twice, and a duty desk at the end of the list.</summary>
public sealed class SatisfiedUntilItIs
{
    [Test]
    public async Task Replaced_until_nobody_is_left_and_never_the_same_person_again()
    {
        await using var app = await TestApp.StartAsync();
        var enterprise = app.World.Enterprises[0].Id;
        List<string> served = ["commissioner1"];
        for (var day = 2; day <= 3; day++)
        {
            app.MoveTo($"03-{day:00} 09:00");
            var story = new Journey(app);
            await story.CloseAsync(commissioner: served[^1]);
            await story.RateAsync(5);
            app.Advance(TimeSpan.FromMinutes(10));
            served.Add(await AppointAsync(app, await story.As("triage")));
        }

        Assert.That(served, Is.EqualTo(new[] { "commissioner1", "commissioner4", "commissioner5" }));

        // Satisfied at last: it stays as it is.
        app.MoveTo("03-04 09:00");
        var last = new Journey(app);
        await last.CloseAsync(commissioner: "commissioner5");
        await last.RateAsync(1);
        await using (var db = app.Db())
        {
            Assert.That((await db.Enterprises.SingleAsync(e => e.Id == enterprise)).ActiveId, Is.EqualTo(app.World["commissioner5"].Id));
        }

        // By the button as often as it likes; whoever was there before is not proposed again.
        for (var day = 5; day <= 6; day++)
        {
            app.MoveTo($"03-{day:00} 09:00");
            await (await last.As("enterprise1")).DoAsync($"/enterprises/{enterprise}/replacements");
            app.Advance(TimeSpan.FromMinutes(10));
            served.Add(await AppointAsync(app, await last.As("triage")));
        }

        Assert.That(served, Is.EqualTo(new[] { "commissioner1", "commissioner4", "commissioner5", "commissioner6", "commissioner3" }));
        app.MoveTo("03-09 09:00");
        var nobody = await (await last.As("enterprise1")).DoAsync($"/enterprises/{enterprise}/replacements");
        Assert.That(nobody["proposed"], Is.Null, "everybody with room has served");

        await app.MustHaveUnbrokenPostsAsync();
        await using var check = app.Db();
        var active = await check
            .Assignments.Where(a => a.EnterpriseId == enterprise && a.Duty == Duty.Active && a.Reason != AssignmentReason.Acting)
            .OrderBy(a => a.FromAt)
            .Select(a => a.PersonId)
            .ToListAsync();
        Assert.That(active, Is.Unique);
    }

    private static async Task<string> AppointAsync(TestApp app, Api office)
    {
        var waiting = (await office.SeeAsync("/replacements?status=Acting"))["items"]!.AsArray().Single()!;
        var proposed = (string)waiting["proposedId"]!;
        await office.DoAsync($"/replacements/{(string)waiting["id"]!}/successors", new { personId = proposed });
        return app.World.People.Single(p => p.Value.Id.ToString() == proposed).Key;
    }
}
