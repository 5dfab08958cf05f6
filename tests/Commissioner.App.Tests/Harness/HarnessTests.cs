using Commissioner.App.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Harness;

/// <summary>The ground that the other tests stand on.</summary>
public sealed class HarnessTests
{
    [Test]
    public async Task Two_applications_at_once_share_nothing()
    {
        await using var one = await TestApp.StartAsync();
        await using var other = await TestApp.StartAsync(TestApp.Monday.AddDays(1));
        var filed = await (await one.Api("enterprise1")).DoAsync(
            "/cases",
            new
            {
                title = "示例",
                description = "示例",
                category = "Other",
            }
        );
        var sheet = await (await other.Api("enterprise1")).GetAsync($"/cases/{filed.Id}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sheet.Status, Is.EqualTo(404));
            Assert.That(one.Clock.GetUtcNow(), Is.EqualTo(TestApp.Monday));
            Assert.That(other.Clock.GetUtcNow(), Is.EqualTo(TestApp.Monday.AddDays(1)));
            Assert.That(await one.RunAsync("sweep-deadlines"), Is.Zero);
        }
    }

    [Test]
    public async Task A_browser_signs_in_through_the_page_and_a_wrong_password_is_refused_on_it()
    {
        await using var app = await TestApp.StartAsync();
        await app.Browser("triage");
        var stranger = await app.Browser();
        var page = await (await stranger.SeeAsync("/sign-in")).Form().Fill("UserName", "triage").Fill("Password", "wrong").SubmitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Status, Is.EqualTo(422));
            Assert.That(page.Form().Value("UserName"), Is.EqualTo("triage"));
        }
    }

    [Test]
    public async Task An_application_remembers_nothing_of_the_one_whose_node_it_has()
    {
        List<IServiceProvider> nodes = [];
        List<string> keys = [];
        // Other tests take nodes that rest, too: so often that one of these comes back.
        for (var i = 0; i < 20 && nodes.Distinct().Count() == nodes.Count; i++)
        {
            await using var app = await TestApp.StartAsync();
            nodes.Add(app.Services);
            // A key that the database has is made once, and remembered: another database has another.
            keys.Add(Convert.ToHexString(await app.Services.GetRequiredService<Seals>().KeyAsync(Seals.SignIn, default)));
            await using var db = app.Db();
            Assert.That(await db.Seals.CountAsync(s => s.Name == Seals.SignIn), Is.EqualTo(1));
            Assert.That(app.Logged, Has.None.Contains("Unexpected fault"));
            Assert.That(app.TextMessages, Is.Empty);
            app.Advance(TimeSpan.FromDays(1));
        }

        Assert.That(keys, Is.Unique);
        Assert.That(nodes.Distinct().Count(), Is.LessThan(nodes.Count), "a node served twice");
    }
}
