using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Jobs;

/// <summary>A row that can't be worked on stops nothing but what is its own, is seen, and is done once it can be.</summary>
public sealed class OneBadRow
{
    [Test]
    public async Task An_entry_that_nobody_can_read_keeps_nobody_else_from_being_told()
    {
        await using var app = await TestApp.StartAsync();
        List<Journey> stories = [];
        for (var i = 0; i < 4; i++)
        {
            stories.Add(new Journey(app));
            await stories[^1].FileAsync($"示例诉求{i}");
        }

        var broken = new Guid(stories[1].Case);
        await using var db = app.Db();
        var facts = await db.Timeline.Where(e => e.SubjectId == broken).Select(e => e.Facts).SingleAsync();
        await db.Timeline.Where(e => e.SubjectId == broken).ExecuteUpdateAsync(e => e.SetProperty(x => x.Facts, "[7]"));
        await app.RunAsync("react");
        Assert.That(await OpenAsync(), Is.EqualTo(new[] { broken }));
        Assert.That(await TellsAsync(), Is.EqualTo(3));
        var aside = await db.SetAside.SingleAsync();
        Assert.That((aside.Kind, aside.Key, aside.Attempts), Is.EqualTo((RowKind.Reaction, broken, 1)));

        // What happens to it afterwards waits behind it; what happens to others does not.
        await stories[1].AcceptAsync();
        await stories[2].AcceptAsync();
        await app.RunAsync("react");
        Assert.That((await OpenAsync()).Distinct(), Is.EqualTo(new[] { broken }));

        await db.Timeline.Where(e => e.SubjectId == broken && e.Seq == 1).ExecuteUpdateAsync(e => e.SetProperty(x => x.Facts, facts));
        var page = await (await app.Browser("sysadmin")).SeeAsync("/engine");
        Assert.That((await page.Form("#set-aside form").SubmitAsync()).Status, Is.EqualTo(200));
        app.Advance(TimeSpan.FromSeconds(1));
        await app.RunAsync("react");
        Assert.That(await OpenAsync(), Is.Empty);
        Assert.That(await TellsAsync(), Is.EqualTo(4));
        Assert.That(await db.SetAside.AnyAsync(), Is.False, "it is forgotten");

        Task<List<Guid>> OpenAsync() => db.Timeline.Where(e => e.ReactedAt == null).Select(e => e.SubjectId).ToListAsync();
        Task<int> TellsAsync() => db.Notices.CountAsync(n => n.PersonId == app.World["commissioner1"].Id && n.Text.Contains("Submitted"));
    }

    [Test]
    public async Task A_case_whose_facts_nobody_can_read_keeps_no_other_from_being_counted()
    {
        await using var app = await TestApp.StartAsync();
        List<Journey> stories = [];
        for (var i = 0; i < 5; i++)
        {
            stories.Add(new Journey(app));
            await stories[^1].FileAsync($"示例诉求{i}");
            await stories[^1].AcceptAsync();
        }

        app.MoveTo("03-20 15:00:01");
        await app.RunAsync("sweep-deadlines");
        var broken = new Guid(stories[3].Case);
        await using var db = app.Db();
        var entry = await db.Timeline.FirstAsync(e => e.SubjectId == broken && e.Name == "PromiseOverdue");
        await WriteAsync("[7]");
        await app.RunAsync("roll-up-scores");
        var aside = await db.SetAside.AsNoTracking().SingleAsync();
        Assert.That((aside.Kind, aside.Key), Is.EqualTo((RowKind.Facts, broken)));
        Assert.That(await CountedAsync(), Is.EqualTo(4));
        await WriteAsync(entry.Facts);
        app.Advance(TimeSpan.FromMinutes(2));
        await app.RunAsync("roll-up-scores");
        Assert.That(await CountedAsync(), Is.EqualTo(5));
        Assert.That(await db.SetAside.AnyAsync(), Is.False);

        Task<int> WriteAsync(string facts) =>
            db.Timeline.Where(e => e.Id == entry.Id).ExecuteUpdateAsync(e => e.SetProperty(x => x.Facts, facts));
        Task<int> CountedAsync() => db.Facts.Select(f => f.OwnerId).Distinct().CountAsync();
    }
}
