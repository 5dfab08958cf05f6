using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Replacements;

/// <summary>Who hears what of a replacement.</summary>
public sealed class TellOfTheReplacementTests
{
    [Test]
    public async Task Whoever_goes_reads_of_a_rotation_only_and_whoever_acts_is_told_to()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        await journey.CloseAsync();
        await app.RunAsync("react");
        var before = await journey.As("commissioner1");
        var known = (await before.SeeAsync("/notices")).Each("items", "id");

        app.Advance(TimeSpan.FromMinutes(1));
        await journey.RateAsync(5);
        await app.RunAsync("react");
        Assert.That((await before.SeeAsync("/notices")).Each("items", "id"), Is.EqualTo(known), "nothing at the moment itself");
        app.MoveTo("03-02 14:00");
        var told = (await before.SeeAsync("/notices"))["items"]!.AsArray().Where(n => !known.Contains((string?)n!["id"])).ToList();
        Assert.That(told, Has.Count.EqualTo(1));
        var text = (string)told[0]!["text"]!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Contain("轮换").And.Contain("示例企业1有限公司"));
            Assert.That(text, Does.Not.Match("评|满意|更换|联系人|FL-"));
            Assert.That((string?)told[0]!["link"], Does.Match("^/replacements/packs/[0-9a-f-]{36}$"));
            Assert.That(
                DateTimeOffset.Parse((string)told[0]!["at"]!, System.Globalization.CultureInfo.InvariantCulture),
                Is.EqualTo(TestApp.At("03-02 14:00")),
                "all rotations are told at this hour"
            );
            Assert.That(await TextsAsync(journey, "commissioner2"), Has.Some.Contains("请您代理示例企业1有限公司"));
            Assert.That(await TextsAsync(journey, "triage"), Has.Some.Contains("需要确定接任专员"));
            Assert.That(await TextsAsync(journey, "enterprise1"), Has.Some.Contains("现由示例专员2代理"));
            Assert.That(await TextsAsync(journey, "commissioner3"), Is.Empty);
        }
    }

    [Test]
    public async Task A_rotation_by_the_office_and_one_for_a_poor_rating_or_a_press_are_told_in_the_same_words_at_the_same_hour()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        await journey.CloseAsync();
        app.MoveTo("03-03 09:10");
        await app.RunAsync("react");
        List<string> users = ["commissioner1", "commissioner2", "commissioner3"];
        List<List<string?>> known = [];
        foreach (var user in users)
        {
            known.Add([.. (await (await journey.As(user)).SeeAsync("/notices")).Each("items", "id")]);
        }

        // Dissatisfied, pressed on the phone, and rotated by the office: at different minutes of one morning.
        await (await journey.As("triage")).DoAsync($"/enterprises/{app.World.Enterprises[2].Id}/rotations");
        await app.RunAsync("react");
        app.MoveTo("03-03 10:00");
        await (await journey.As("hotline")).DoAsync(
            $"/enterprises/{app.World.Enterprises[1].Id}/replacements",
            new { spoken = Journey.Spoken() }
        );
        await app.RunAsync("react");
        app.MoveTo("03-03 11:55");
        await journey.RateAsync(5);
        await app.RunAsync("react");
        List<(string Words, string At)> told = [];
        app.MoveTo("03-03 14:00");
        for (var i = 0; i < users.Count; i++)
        {
            var rotated = (await (await journey.As(users[i])).SeeAsync("/notices"))["items"]!
                .AsArray()
                .Where(n => !known[i].Contains((string?)n!["id"]) && ((string)n["text"]!).Contains("轮换", StringComparison.Ordinal))
                .ToList();
            told.AddRange(
                rotated.Select(n =>
                    (((string)n!["text"]!).Replace($"示例企业{i + 1}有限公司", "某企业", StringComparison.Ordinal), (string)n["at"]!)
                )
            );
        }

        Assert.That(told, Has.Count.EqualTo(3));
        Assert.That(told.Distinct().ToList(), Has.Count.EqualTo(1), string.Join(Environment.NewLine, told));
    }

    [Test]
    public async Task What_is_planned_twice_is_told_once()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        await journey.BeginAsync();
        await journey.WhistleAsync([1, 2]);
        await (await journey.As("enterprise1")).DoAsync($"/enterprises/{app.World.Enterprises[0].Id}/replacements");
        await app.RunAsync("react");
        app.MoveTo("03-02 14:00");
        string[] all = ["enterprise1", "commissioner1", "commissioner2", "department1", "department2", "triage", "triage2"];
        var once = new List<int>();
        foreach (var user in all)
        {
            once.Add((await TextsAsync(journey, user)).Count);
        }

        await app.ExecuteAsync("UPDATE timeline SET reacted_at = NULL");
        await app.RunAsync("react");
        var twice = new List<int>();
        foreach (var user in all)
        {
            twice.Add((await TextsAsync(journey, user)).Count);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(once, Is.All.Positive);
            // The request itself now goes to who deals with it today.
            Assert.That(twice[3..], Is.EqualTo(once[3..]));
            Assert.That(twice[0], Is.EqualTo(once[0]));
        }
    }

    [Test]
    public async Task Of_ones_own_notices_alone_one_is_marked_as_read()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        await journey.BeginAsync();
        await app.RunAsync("react");
        var enterprise = await journey.As("enterprise1");
        var id = (await enterprise.SeeAsync("/notices")).Each("items", "id")[0];
        await (await journey.As("enterprise2")).PostAsync("/notices/readings", new { noticeIds = new[] { id } });
        Assert.That((await enterprise.SeeAsync("/notices")).Each("items", "readAt")[0], Is.Null);
        await enterprise.PostAsync("/notices/readings", new { noticeIds = new[] { id } });
        Assert.That((await enterprise.SeeAsync("/notices")).Each("items", "readAt")[0], Is.Not.Null);
    }

    private static async Task<IReadOnlyList<string?>> TextsAsync(Journey journey, string user) =>
        (await (await journey.As(user)).SeeAsync("/notices?take=200")).Each("items", "text");
}
