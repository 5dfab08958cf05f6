using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Satisfaction;

/// <summary>Ratings while a successor is owed.</summary>
public sealed class RateCaseTests
{
    [Test]
    public async Task Who_only_acts_is_replaced_like_any_other_and_one_replacement_owes_the_successor()
    {
        await using var app = await TestApp.StartAsync();
        var enterprise = await app.Api("enterprise1");
        var filed = await enterprise.DoAsync(
            "/cases",
            new
            {
                title = "示例",
                description = "示例",
                category = "Other",
            }
        );
        await enterprise.DoAsync($"/enterprises/{app.World.Enterprises[0].Id}/replacements");
        var acting = await app.Api("commissioner2");
        await acting.DoAsync($"/cases/{filed.Id}/acceptances");
        await acting.DoAsync(
            $"/cases/{filed.Id}/contacts",
            new
            {
                means = "Call",
                at = app.Clock.GetUtcNow(),
                outcome = "示例",
            }
        );
        var at = app.Clock.GetUtcNow();
        await acting.DoAsync(
            $"/cases/{filed.Id}/closure-proposals",
            new
            {
                takenUpAt = at,
                spokenWith = "示例",
                spokenAt = at,
                done = "示例",
                solvedAt = at,
            }
        );
        await (await app.Api("triage")).DoAsync($"/cases/{filed.Id}/reviews", new { pass = true });
        await enterprise.DoAsync($"/cases/{filed.Id}/confirmations", new { outcome = "Resolved" });

        await enterprise.DoAsync($"/cases/{filed.Id}/ratings", new { overall = 5 });

        var replacements = await (await app.Api("triage")).SeeAsync("/replacements");
        Assert.That(replacements.Each("items", "status"), Is.EquivalentTo(new[] { "Acting", "Overtaken" }));
    }

    [Test]
    public async Task The_same_rating_once_more_changes_nothing_and_says_so()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        await journey.FileAsync();
        await journey.CloseAsync();
        var enterprise = await journey.As("enterprise1");
        Task<Answer> Rate(int overall) => enterprise.PostAsync($"{journey.Path}/ratings", new { overall, reason = "示例" });

        Assert.That(Said(await Rate(2)), Is.EqualTo((201, true, false)));
        Assert.That(Said(await Rate(2)), Is.EqualTo((200, false, false)));
        Assert.That(Said(await Rate(3)), Is.EqualTo((200, false, true)));
        Assert.That(Said(await Rate(3)), Is.EqualTo((200, false, false)));

        static (int, bool, bool) Said(Answer given) => (given.Status, (bool)given["first"]!, (bool)given["changed"]!);
    }
}
