using System.Text.RegularExpressions;
using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Told;

/// <summary>A link in a message opens the one case for whoever has the phone, by a press, and nothing else.</summary>
public sealed partial class LinksInMessages
{
    [Test]
    public async Task It_leads_without_a_password_to_the_one_case_and_nowhere_else()
    {
        await using var app = await StartAsync();
        var (way, link) = await ToldAsync(app);
        var other = new Journey(app);
        await other.FileAsync("示例另一件");
        var browser = await app.Browser();
        var seen = await browser.SeeAsync(link);
        Assert.That(seen.Text, Does.Not.Contain("示例诉求"), "no more than its message said");
        Assert.That((await browser.GetAsync($"/cases/follow/{way.Case}")).Path, Is.EqualTo("/sign-in"), "looking opens nothing");
        var opened = await seen.Form().SubmitAsync();
        Assert.That((opened.Status, opened.Path), Is.EqualTo((200, $"/cases/follow/{way.Case}")), opened.Text);
        Assert.Multiple(async () =>
        {
            Assert.That((await browser.GetAsync($"/cases/follow/{other.Case}")).Status, Is.EqualTo(404));
            Assert.That((await browser.GetAsync("/cases/mine")).Text, Does.Not.Contain("示例另一件"));
            foreach (var path in new[] { "/enterprises/mine", "/notices", "/choices", "/cases/submit" })
            {
                Assert.That((await browser.GetAsync(path)).Status, Is.EqualTo(403), path);
            }
        });
    }

    [Test]
    public async Task The_enterprise_confirms_and_rates_by_it()
    {
        await using var app = await StartAsync();
        var way = new Journey(app);
        await way.BeginAsync();
        await way.ProposeAsync();
        await way.PassAsync();
        await TellAsync(app);
        var browser = await app.Browser();
        var link = Link(app.TextMessages.Last(m => m.Text.Contains("是否解决", StringComparison.Ordinal)).Text);
        var page = await (await browser.SeeAsync(link)).Form().SubmitAsync();
        Assert.That(page.Status, Is.EqualTo(200), page.Text);
        var confirmed = await (await browser.SeeAsync($"/closures/confirm/{way.Case}"))
            .FormWith("Outcome")
            .Fill("Outcome", "Resolved")
            .SubmitAsync();
        Assert.That(confirmed.Status, Is.EqualTo(200), confirmed.Text);
        var rated = await (await browser.SeeAsync($"/satisfaction/rate/{way.Case}")).FormWith("Overall").Fill("Overall", "1").SubmitAsync();
        Assert.That(rated.Status, Is.EqualTo(200), rated.Text);
        var sheet = await way.SeenBy("enterprise1");
        Assert.That((bool?)sheet["rated"], Is.True);
    }

    [Test]
    public async Task Changed_expired_or_of_a_number_given_up_it_opens_nothing()
    {
        await using var app = await StartAsync();
        var (_, link) = await ToldAsync(app);
        var browser = await app.Browser();
        var forged = link[..^1] + (link[^1] == 'A' ? 'B' : 'A');
        Assert.That((await browser.GetAsync(forged)).Status, Is.EqualTo(404));
        Assert.That((await browser.GetAsync("/l/x")).Status, Is.EqualTo(404));
        await app.ExecuteAsync(
            $"UPDATE accounts SET phone_number = '{TestCluster.Keys.Seal("13800000002")}' WHERE user_name = 'enterprise1'"
        );
        Assert.That((await browser.GetAsync(link)).Status, Is.EqualTo(404), "the number belongs to somebody else by now");
        await app.ExecuteAsync(
            $"UPDATE accounts SET phone_number = '{TestCluster.Keys.Seal("13800000001")}' WHERE user_name = 'enterprise1'"
        );
        Assert.That((await browser.GetAsync(link)).Status, Is.EqualTo(200));
        app.Advance(TimeSpan.FromDays(8));
        Assert.That((await browser.GetAsync(link)).Status, Is.EqualTo(404), "it is worth nothing any more");
    }

    private static async Task<TestApp> StartAsync()
    {
        var app = await TestApp.StartAsync(
            settings: new Dictionary<string, string> { ["Commissioner:PublicAddress"] = "https://park.example" }
        );
        await app.ExecuteAsync(
            $"UPDATE accounts SET phone_number = '{TestCluster.Keys.Seal("13800000001")}' WHERE user_name = 'enterprise1'"
        );
        return app;
    }

    private static async Task<(Journey Way, string Link)> ToldAsync(TestApp app)
    {
        var way = new Journey(app);
        await way.FileAsync();
        await way.AcceptAsync();
        await TellAsync(app);
        return (way, Link(app.TextMessages.Single(m => m.Phone == "13800000001").Text));
    }

    private static async Task TellAsync(TestApp app)
    {
        await app.RunAsync("react");
        await app.RunAsync("deliver");
    }

    private static string Link(string text) => Address().Match(text).Groups[1].Value;

    [GeneratedRegex(@"https://park\.example(/l/\S+)")]
    private static partial Regex Address();
}
