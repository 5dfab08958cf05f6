using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.HandedOver;

/// <summary>Who was replaced reads that its cases were handed over, and may still say what should not count.</summary>
public sealed class HandedOverTests
{
    [Test]
    public async Task It_is_said_at_home_and_at_the_cases_old_address_and_nothing_of_the_case_is_shown()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.FileAsync(title: "示例秘密");
        await story.AcceptAsync();
        app.MoveTo("03-02 10:20");
        await (await story.As("enterprise1")).DoAsync($"/enterprises/{app.World.Enterprises[0].Id}/replacements");
        var gone = await app.Browser("commissioner1");
        Assert.That(
            (await gone.GetAsync($"/cases/show/{story.Case}")).Status,
            Is.EqualTo(404),
            "nothing before the hour at which all are told"
        );
        Assert.That((await gone.SeeAsync("/cases/queue")).Text, Does.Not.Contain("已于"));

        app.MoveTo("03-02 14:01");
        var home = await gone.SeeAsync("/cases/queue");
        var old = await gone.SeeAsync($"/cases/show/{story.Case}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(home.Text, Does.Contain("示例企业1有限公司的事项已于").And.Contain("移交"));
            Assert.That(old.Path, Is.EqualTo($"/handed-over/{story.Case}"));
            Assert.That(old.Text, Does.Contain("示例企业1有限公司").And.Contain("移交").And.Not.Contain("示例秘密"));
            Assert.That((await (await story.As("commissioner1")).GetAsync(story.Path)).Status, Is.EqualTo(404));
            Assert.That((await (await app.Browser("commissioner4")).GetAsync($"/cases/show/{story.Case}")).Status, Is.EqualTo(404));
            Assert.That((await (await app.Browser("commissioner4")).GetAsync($"/handed-over/{story.Case}")).Status, Is.EqualTo(404));
        }
    }

    [Test]
    public async Task An_exclusion_is_proposed_by_number_and_decided_by_figures_without_the_case()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        var filed = await story.FileAsync(title: "示例秘密");
        var number = (string)filed["number"]!;
        await story.AcceptAsync();
        app.MoveTo("03-05 10:00");
        await story.ContactAsync();
        await (await story.As("enterprise1")).DoAsync($"/enterprises/{app.World.Enterprises[0].Id}/replacements");
        await app.RunAsync("roll-up-scores");
        var gone = await story.As("commissioner1");
        var proposed = await gone.PostAsync(
            "/exclusions",
            new
            {
                caseNumber = number,
                kind = "FirstContact",
                ground = "ForceMajeure",
                reason = "示例理由",
            }
        );
        proposed.MustBe(201);
        var others = await (await story.As("commissioner3")).PostAsync(
            "/exclusions",
            new
            {
                caseNumber = number,
                kind = "FirstContact",
                ground = "ForceMajeure",
                reason = "示例理由",
            }
        );
        Assert.That(others.Type, Is.EqualTo("NothingToLeaveOut"));
        var own = (await gone.SeeAsync("/exclusions"))["items"]![0]!;
        Assert.That((string?)own["caseNumber"], Is.EqualTo(number));

        var appraiser = await app.Browser("appraiser");
        var page = await appraiser.SeeAsync("/exclusions");
        Assert.That(page.Text, Does.Contain("首次联系").And.Contain("计入的数据").And.Not.Contain(number).And.Not.Contain("示例秘密"));
        var facts = await appraiser.SeeAsync($"/scores/{app.World["commissioner1"].Id}?from=2026-01-01&to=2026-03-31");
        Assert.That(facts.Text, Does.Contain("案件 ").And.Not.Contain(number).And.Not.Contain("示例秘密"));
        Assert.That(facts.Document.QuerySelector("a[href*='/cases/']"), Is.Null, "no link that it may not open");
    }
}
