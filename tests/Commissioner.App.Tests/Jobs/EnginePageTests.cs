using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Jobs;

/// <summary>The engine's page: everything about the machine, nothing of what its promises are about.</summary>
public sealed class EnginePageTests
{
    [Test]
    public async Task It_tells_how_late_the_levels_were_and_nothing_of_anybodys()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.FileAsync("示例秘密");
        app.MoveTo("03-03 15:00:02");
        await app.RunAsync("sweep-deadlines");
        await app.RunAsync("react");
        var sheet = await (await app.Api("sysadmin")).SeeAsync("/engine");
        var sweep = sheet["timetable"]!.AsArray().Single(j => (string?)j!["name"] == "sweep-deadlines")!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)sweep["done"]!, Is.EqualTo(1));
            Assert.That((int)sweep["latenessMilliseconds"]!, Is.EqualTo(2000));
            Assert.That((string?)sweep["endedAt"], Does.StartWith("2026-03-03T15:00:02").And.EndsWith("+08:00"));
            Assert.That((double)sheet["lateness"]![0]!["p99Seconds"]!, Is.EqualTo(2));
            Assert.That((int)sheet["lateness"]![1]!["count"]!, Is.EqualTo(1));
            Assert.That((double)sheet["outboxSeconds"]!, Is.Zero);
            Assert.That(sheet.Text, Does.Not.Contain("示例"));
        }

        var page = await (await app.Browser("sysadmin")).SeeAsync("/engine");
        Assert.That(page.Text, Does.Contain("3月3日（周二）15:00").And.Contain("2 秒"));
        Assert.That(page.Texts("main").Single(), Does.Not.Contain("示例"));
        Assert.That((await (await app.Browser("supervisor")).SeeAsync("/engine")).Status, Is.EqualTo(200));
        Assert.That((await (await app.Browser("commissioner1")).GetAsync("/engine")).Status, Is.EqualTo(403));
        (await (await app.Api("commissioner1")).GetAsync("/engine")).MustRefuse(403, "MoveNotYours");
    }

    [TestCase("10-31 12:00", false)]
    [TestCase("11-01 00:00", true)]
    public async Task From_november_on_the_missing_notice_of_next_year_is_an_alarm(string at, bool missing)
    {
        await using var app = await TestApp.StartAsync(TestApp.At(at));
        var sheet = await (await app.Api("sysadmin")).SeeAsync("/engine");
        Assert.That((int?)sheet["noticeMissing"], Is.EqualTo(missing ? 2027 : null));
        var page = await (await app.Browser("sysadmin")).SeeAsync("/engine");
        Assert.That(page.Text.Contains("缺 2027 年放假公告", StringComparison.Ordinal), Is.EqualTo(missing));
    }
}
