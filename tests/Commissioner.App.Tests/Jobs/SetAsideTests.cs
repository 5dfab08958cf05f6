using Commissioner.App.Jobs;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Jobs;

/// <summary>A clock that can't be raised holds up no other, is tried again with growing patience, and can be seen.</summary>
public sealed class SetAsideTests
{
    [Test]
    public async Task It_is_tried_again_after_1_5_15_and_60_minutes_or_by_hand()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.FileAsync();
        var clock = await ClockAsync();
        app.MoveTo("03-03 15:00:01");
        foreach (var (minutes, attempt) in new[] { (1, 1), (5, 2), (15, 3), (60, 4), (60, 5) })
        {
            await using (var scope = app.Services.CreateAsyncScope())
            {
                await scope
                    .ServiceProvider.GetRequiredService<SetAside>()
                    .PutOffAsync(clock.Id, new InvalidOperationException("示例企业1有限公司"), CancellationToken.None);
            }

            var until = app.Clock.GetUtcNow().AddMinutes(minutes);
            await using var db = app.Db();
            var aside = await db.SetAside.SingleAsync();
            Assert.That((aside.Attempts, aside.NextTryAt, aside.Error), Is.EqualTo((attempt, until, "InvalidOperationException")));
            Assert.That(await db.Clocks.Where(k => k.Id == clock.Id).Select(k => k.NextFireAt).SingleAsync(), Is.EqualTo(until));
            Assert.That(
                await db.EngineAlarms.CountAsync(a => a.Trouble == EngineTrouble.RowSetAside && a.OverAt == null),
                Is.EqualTo(attempt < 3 ? 0 : 1)
            );
            app.MoveTo(until.AddSeconds(1));
        }

        // Not due yet, then at once.
        app.Advance(TimeSpan.FromMinutes(-30));
        Assert.That(await app.RunAsync("sweep-deadlines"), Is.Zero);
        Assert.That(
            (await (await app.Browser("supervisor")).SeeAsync("/engine")).Texts("#set-aside button"),
            Is.Empty,
            "who watches only does not press"
        );
        (await (await app.Api("supervisor")).PostAsync($"/engine/set-aside/{clock.Id}/tries")).MustRefuse(403, "MoveNotYours");
        var page = await (await app.Browser("sysadmin")).SeeAsync("/engine");
        Assert.That(page.Texts("#set-aside td"), Has.Some.Contains("InvalidOperationException").And.None.Contains("示例"));
        var after = await page.Form("#set-aside form").SubmitAsync();
        Assert.That(after.Status, Is.EqualTo(200));
        app.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await app.RunAsync("sweep-deadlines"), Is.GreaterThan(0));

        await using var end = app.Db();
        Assert.That(await end.SetAside.CountAsync(), Is.Zero, "it was raised: forgotten");
        Assert.That(await end.EngineAlarms.CountAsync(a => a.OverAt == null), Is.Zero);
        (await (await app.Api("sysadmin")).PostAsync($"/engine/set-aside/{clock.Id}/tries")).MustRefuse(404, "NotFound");

        async Task<PromiseClock> ClockAsync()
        {
            await using var db = app.Db();
            return await db.Clocks.SingleAsync(k => k.Kind == PromiseKind.Accept);
        }
    }
}
