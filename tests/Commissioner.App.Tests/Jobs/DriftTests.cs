using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Jobs;

/// <summary>Every night each open clock is rebuilt from its events, and a difference is an alarm.</summary>
public sealed class DriftTests
{
    [Test]
    public async Task A_clock_that_is_not_what_its_events_say_is_found_and_told()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        await story.WhistleAsync([1, 2]);
        Assert.That(await app.RunAsync("check-drift"), Is.GreaterThan(2));
        await using (var db = app.Db())
        {
            Assert.That(await db.Drifts.Select(d => d.Field + " " + d.Stored + " " + d.Rebuilt).ToListAsync(), Is.Empty);
        }

        // A stored due time that no event explains, and a level that would never be raised.
        await app.ExecuteAsync("UPDATE clocks SET due_at = due_at + interval '1 hour' WHERE kind = 'Settle'");
        await app.ExecuteAsync("UPDATE clocks SET next_fire_at = next_fire_at + interval '1 day' WHERE kind = 'CheckIn'");
        await app.RunAsync("check-drift");
        await using (var db = app.Db())
        {
            Assert.That(
                await db.Drifts.Select(d => d.Field).Order().ToListAsync(),
                Is.EqualTo(new[] { "DueAt", "NextFireAt", "NextFireAt" })
            );
            Assert.That(await db.Notices.CountAsync(n => n.Text == "EngineDrift" && n.PersonId == app.World["sysadmin"].Id), Is.EqualTo(1));
        }

        var page = await (await app.Browser("sysadmin")).SeeAsync("/engine");
        Assert.That(page.Texts("#drift tbody tr"), Has.Count.EqualTo(3));
        using (var http = app.Client())
        {
            using var response = await http.GetAsync("/health/ready");
            Assert.That((int)(await Answer.ReadAsync(response))["drifts"]!, Is.EqualTo(3));
        }

        await app.ExecuteAsync("UPDATE clocks SET due_at = due_at - interval '1 hour' WHERE kind = 'Settle'");
        await app.ExecuteAsync("UPDATE clocks SET next_fire_at = next_fire_at - interval '1 day' WHERE kind = 'CheckIn'");
        await app.RunAsync("check-drift");
        await using var end = app.Db();
        Assert.That(await end.Drifts.CountAsync(), Is.Zero);
        Assert.That(await end.EngineAlarms.CountAsync(a => a.Trouble == EngineTrouble.Drift && a.OverAt == null), Is.Zero);
    }
}
