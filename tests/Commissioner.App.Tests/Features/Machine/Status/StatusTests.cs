using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Status;

/// <summary>Anybody reads whether it runs and how punctually, and nothing else.</summary>
public sealed class StatusTests
{
    [Test]
    public async Task Anybody_reads_how_punctually_promises_are_raised_at_most_half_a_minute_old_and_not_too_often()
    {
        await using var app = await TestApp.StartAsync();
        var api = await app.Api();
        await app.ExecuteAsync("DELETE FROM firings");
        var before = await api.GetAsync("/status");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(before.Status, Is.EqualTo(200));
            Assert.That((int?)before["raised"], Is.Zero);
            Assert.That((decimal?)before["withinAMinute"], Is.Null);
        }

        var story = new Journey(app);
        await story.FileAsync("秘密的标题");
        app.Clock.MoveTo(TestApp.Monday.AddDays(9));
        await app.RunAsync("sweep-deadlines");
        // As if the first levels had been raised in time and one after a quarter of an hour: two of three within a minute.
        await app.ExecuteAsync(
            """
            DELETE FROM firings WHERE (clock_id, revision, level) NOT IN (SELECT clock_id, revision, level FROM firings ORDER BY clock_id, level LIMIT 3);
            UPDATE firings SET wanted_at = fired_at - interval '20 seconds';
            UPDATE firings SET wanted_at = fired_at - interval '900 seconds'
            WHERE (clock_id, revision, level) IN (SELECT clock_id, revision, level FROM firings ORDER BY clock_id, level LIMIT 1)
            """
        );
        app.Clock.Advance(TimeSpan.FromSeconds(31));
        var after = await api.GetAsync("/status");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int?)after["raised"], Is.EqualTo(3));
            Assert.That((decimal?)after["withinAMinute"], Is.EqualTo(66.66m), "rounded down");
            Assert.That((double?)after["worstSeconds"], Is.EqualTo(900));
        }

        await app.ExecuteAsync("DELETE FROM firings");
        Assert.That((int?)(await api.GetAsync("/status"))["raised"], Is.EqualTo(3), "kept for half a minute");

        using var http = app.Client();
        var page = await http.GetStringAsync("/status?culture=en");
        Assert.That(page, Does.Contain("66.66%").And.Contain("900 seconds").And.Not.Contain("秘密"));
        List<int> answers = [];
        for (var i = 0; i < 61; i++)
        {
            using var answer = await http.GetAsync("/api/v1/status");
            answers.Add((int)answer.StatusCode);
        }

        Assert.That(answers, Has.Some.EqualTo(429).And.Some.EqualTo(200));
    }
}
