using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Triage;

/// <summary>All that waits for the service office, on one page.</summary>
public sealed class TriageBoardTests
{
    [Test]
    public async Task What_waits_stands_there_by_kind_until_it_is_decided()
    {
        await using var app = await TestApp.StartAsync();
        var (objected, closed, extended, explained) = (new Journey(app), new Journey(app), new Journey(app), new Journey(app));
        await objected.BeginAsync();
        var whistle = await objected.WhistleAsync([1]);
        await objected.ObjectAsync(whistle, 1, 2);
        await closed.BeginAsync();
        await closed.ProposeAsync();
        await extended.BeginAsync();
        await (await extended.As("commissioner1")).DoAsync($"{extended.Path}/extensions", new { days = 2, reason = "示例材料未齐" });
        await explained.BeginAsync();
        await (await explained.As("commissioner1")).DoAsync(
            $"{explained.Path}/explanations",
            new
            {
                reason = "Law",
                basis = "示例条例第十二条",
                words = "按规定不能减免",
            }
        );

        var triage = await objected.As("triage");
        var board = await triage.SeeAsync("/triage");
        string[] Of(string work) =>
            [.. board["rows"]!.AsArray().Where(r => (string?)r!["work"] == work).Select(r => (string)r!["caseId"]!)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Of("Objection"), Is.EqualTo(new[] { objected.Case.ToString() }));
            Assert.That(Of("Closure"), Is.EqualTo(new[] { closed.Case.ToString() }));
            Assert.That(Of("Extension"), Is.EqualTo(new[] { extended.Case.ToString() }));
            Assert.That(Of("Explanation"), Is.EqualTo(new[] { explained.Case.ToString() }));
            Assert.That(Of("Problem"), Is.Empty);
            Assert.That(
                board["counts"]!.ToJsonString(),
                Does.StartWith("""{"objections":1,"closures":1,"extensions":1,"explanations":1,"problems":0""")
            );
        }

        // Every row leads to where it is decided.
        var office = await app.Browser("triage");
        var page = await office.SeeAsync("/triage");
        var places = page.Document.QuerySelectorAll("a.queue-title").Select(a => a.GetAttribute("href")!).ToList();
        Assert.That(places, Has.Count.EqualTo(4));
        foreach (var place in places)
        {
            Assert.That((await office.SeeAsync(place)).Status, Is.EqualTo(200), place);
        }

        // Passed on three times, and nobody leads; what was decided is gone.
        await objected.RuleAsync(whistle, 1, "reassign");
        whistle = await objected.WhistleNow(whistle);
        await objected.ObjectAsync(whistle, 2, 3);
        await objected.RuleAsync(whistle, 2, "reassign");
        whistle = await objected.WhistleNow(whistle);
        await objected.ObjectAsync(whistle, 3, 4);
        await objected.RuleAsync(whistle, 3, "reassign");
        await closed.PassAsync();
        board = await triage.SeeAsync("/triage");
        Assert.That(
            board["counts"]!.ToJsonString(),
            Does.StartWith("""{"objections":0,"closures":0,"extensions":1,"explanations":1,"problems":1""")
        );
        Assert.That(Of("Problem"), Is.EqualTo(new[] { objected.Case.ToString() }));
    }

    [Test]
    public async Task It_is_two_questions_and_the_service_office_s_alone()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        foreach (var other in new[] { "commissioner1", "department1", "enterprise1", "supervisor", "leader" })
        {
            (await (await story.As(other)).GetAsync("/triage")).MustBe(403);
        }

        var triage = await story.As("triage");
        await triage.SeeAsync("/triage");
        var statements = app.Count();
        await triage.SeeAsync("/triage");
        Assert.That(statements.Take().Sent, Is.LessThanOrEqualTo(3), "who asks, how many, which");
    }
}
