using Commissioner.App.Jobs;
using Commissioner.App.Tests.Harness;
using Commissioner.App.Tests.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Clocks;

/// <summary>Nodes whose machine's clock is two days wrong, beside one that is right.</summary>
public sealed class WrongClocks
{
    [TestCase("2.00:00:00")]
    [TestCase("-2.00:00:00")]
    public async Task A_node_two_days_wrong_raises_nothing_early_and_issues_what_others_take(string shift)
    {
        var settings = Waking.Settings();
        await using var app = await TestApp.StartAsync(settings: settings);
        var wrong = app.StartNode(Waking.Settings((TestApp.Shift, shift)));
        await app.Services.StopEngineAsync();

        // It files as people do there, and sweeps alone.
        var api = await app.Api("enterprise1", wrong);
        var filed = await api.DoAsync(
            "/cases",
            new
            {
                title = "示例",
                description = "示例诉求",
                category = "Other",
                urgency = "ordinary",
            }
        );
        var swept = (await app.SweepAsync())?.At ?? DateTimeOffset.MinValue;
        await app.EngineSweepsAsync(swept);
        await app.EngineSweepsAsync((await app.SweepAsync())!.At!.Value);

        await using var db = app.Db();
        var now = await db.NowAsync(CancellationToken.None);
        var park = app.Services.GetRequiredService<Domain.Clocks.Promises>().Calendar.DateOf(now);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (string)filed["number"]!,
                Does.Contain(park.ToString("-yyyyMMdd-", System.Globalization.CultureInfo.InvariantCulture))
            );
            Assert.That(await db.Firings.CountAsync(f => f.FiredAt < f.WantedAt), Is.Zero);
            Assert.That(
                await db.Firings.CountAsync(f => db.Clocks.Any(k => k.Id == f.ClockId && k.SubjectId == new Guid(filed.Id))),
                Is.Zero
            );
            Assert.That(await db.Timeline.CountAsync(e => e.At > now), Is.Zero, "nothing happened in the future");
        }

        // Who signed in there is known here, and the other way round; and stays so as long as it is promised.
        var here = await app.Api();
        here.Bear((string)api.Session!["accessToken"]!);
        Assert.That((await here.GetAsync($"/cases/{filed.Id}")).Status, Is.EqualTo(200));
        var there = await app.Api(node: wrong);
        there.Bear((string)(await app.Api("enterprise1")).Session!["accessToken"]!);
        Assert.That((await there.GetAsync($"/cases/{filed.Id}")).Status, Is.EqualTo(200));
        Assert.That(
            wrong.GetRequiredService<DatabaseClock>().Ahead,
            Is.EqualTo(TimeSpan.Parse(shift, System.Globalization.CultureInfo.InvariantCulture)).Within(TimeSpan.FromMinutes(1))
        );
    }
}
