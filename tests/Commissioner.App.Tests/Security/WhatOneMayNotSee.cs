using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Security;

/// <summary>What one may not see does not exist: not for who asks a list with a filter, and not once a leg is gone.</summary>
public sealed class WhatOneMayNotSee : OnOneApp
{
    public WhatOneMayNotSee()
        : base() { }

    [Test]
    public async Task A_complaint_about_officials_is_whistled_with_its_identity_hidden_whatever_was_asked_for()
    {
        var story = new Journey(App);
        await story.FileAsync(category: "AboutOfficials");
        await App.RunAsync("react");
        var number = (string)(await story.SeenBy("triage"))["number"]!;
        Assert.That((await (await App.Api("supervisor")).SeeAsync("/notices")).Text, Does.Contain(number), "supervision is told at once");
        Assert.That((await (await App.Api("commissioner1")).SeeAsync("/notices")).Text, Does.Not.Contain(number));
        var desk = await App.Api("triage");
        await desk.DoAsync($"{story.Path}/acceptances");
        await desk.DoAsync(
            $"{story.Path}/contacts",
            new
            {
                means = "call",
                at = App.Clock.GetUtcNow(),
                outcome = "示例结果",
            }
        );
        var whistle = await desk.DoAsync(
            $"{story.Path}/whistles",
            new
            {
                asked = "请说明情况",
                tried = "已向对方了解",
                disclosure = "full",
                legs = new[] { new { departmentId = App.World.Departments[0].Id.ToString(), lead = true } },
            }
        );
        Assert.That((string?)whistle["disclosure"], Is.EqualTo("IdentityHidden"));
        var form = await (await App.Browser("triage")).SeeAsync($"/whistles/blow/{story.Case}");
        Assert.That(form.Texts("#Disclosure input").Count, Is.EqualTo(1), "nothing else is offered");
    }

    // Each list of cases that takes an enterprise, for a department from which its whistle hides whose case it is.
    [TestCase("/cases?box=all&enterpriseId={0}")]
    [TestCase("/cases?box=department&enterpriseId={0}")]
    [TestCase("/cases?box=all&q={1}")]
    [TestCase("/cases?box=all&q={2}")]
    [TestCase("/legs?q={1}")]
    public async Task A_filter_tells_a_department_no_more_than_the_list(string path)
    {
        var (story, _) = await HiddenAsync();
        var enterprise = App.World.Enterprises[0];
        var department = await App.Api("department1");
        var answer = await department.GetAsync(
            string.Format(path, enterprise.Id, Uri.EscapeDataString(enterprise.Name), enterprise.CreditCode)
        );
        if (path.StartsWith("/cases", StringComparison.Ordinal))
        {
            Assert.That(answer["items"]!.AsArray().Select(i => (string?)i!["id"]), Does.Not.Contain(story.Case), answer.ToString());
        }

        Assert.That(answer.Text, Does.Not.Contain(enterprise.Name).And.Not.Contain(enterprise.CreditCode));
        var seen = (await department.SeeAsync("/cases?box=all&take=200"))["items"]!.AsArray().Select(i => (string?)i!["id"]);
        Assert.That(seen, Does.Contain(story.Case), "it sees the case itself");
    }

    [Test]
    public async Task A_leg_that_was_cancelled_takes_the_sight_of_the_case_with_it()
    {
        var (story, whistle) = await HiddenAsync(disclosure: "full");
        var department = await App.Api("department1");
        await department.SeeAsync(story.Path);
        var leg = (string)
            whistle["legs"]!.AsArray().Single(l => (string?)l!["departmentId"] == App.World.Departments[0].Id.ToString())!["id"]!;
        await (await App.Api("commissioner1")).DoAsync($"/whistles/{whistle.Id}/legs/{leg}/cancellations", new { reason = "示例原因" });
        (await department.GetAsync(story.Path)).MustRefuse(404, "NotFound");
        foreach (var list in new[] { "/cases?box=all&take=200", "/cases?box=department&take=200", "/legs?take=200" })
        {
            Assert.That((await department.GetAsync(list)).Text, Does.Not.Contain(story.Case), list);
        }
    }

    [Test]
    public async Task A_seat_sees_what_it_filed_for_a_day_and_what_a_call_opened_for_two_hours_and_the_enterprise_reads_that()
    {
        await using var app = await TestApp.StartAsync();
        var (filed, other, complaint) = (new Journey(app), new Journey(app), new Journey(app));
        var seat = await app.Api("hotline");
        var its = await seat.DoAsync(
            "/cases",
            new
            {
                title = "示例来电",
                description = "示例说明",
                category = "Other",
                onBehalfOf = new
                {
                    enterpriseId = app.World.Enterprises[0].Id.Value,
                    contactName = "示例来电人",
                    contactPhone = "13900009999",
                    readBack = true,
                },
            }
        );
        await other.BeginAsync();
        await other.ProposeAsync();
        await other.PassAsync();
        await complaint.FileAsync(category: "AboutOfficials");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await seat.GetAsync($"/cases/{its.Id}")).Status, Is.EqualTo(200), "it has just filed it");
            (await seat.GetAsync(other.Path)).MustRefuse(404, "NotFound");
            Assert.That(await ListedAsync(seat), Is.EqualTo(new[] { its.Id }), "what waits for a confirmation is not seen for that");
            (await seat.PostAsync("/hotline/openings", new { number = await NumberAsync(complaint) })).MustRefuse(404, "NotFound");
            (await seat.PostAsync("/hotline/openings", new { caseId = other.Case })).MustRefuse(404, "NotFound");
        }

        await other.OpenToSeatAsync();
        app.Advance(TimeSpan.FromMinutes(119));
        Assert.That((await seat.GetAsync(other.Path)).Status, Is.EqualTo(200));
        var looks = await (await app.Api("enterprise1")).SeeAsync($"/enterprises/{app.World.Enterprises[0].Id}/views");
        Assert.That(looks.Each("items", "purpose"), Is.EqualTo(new[] { "NumberReadOut" }));
        app.Advance(TimeSpan.FromMinutes(2));
        (await seat.GetAsync(other.Path)).MustRefuse(404, "NotFound");
        app.Advance(TimeSpan.FromHours(22));
        (await (await app.Api("hotline")).GetAsync($"/cases/{its.Id}")).MustRefuse(404, "NotFound");

        async Task<string> NumberAsync(Journey journey) => (string)(await journey.SeenBy("triage"))["number"]!;
    }

    [Test]
    public async Task An_agent_sees_the_cases_of_its_call_backs_and_no_other()
    {
        await using var app = await TestApp.StartAsync();
        var (owed, closed) = (new Journey(app), new Journey(app));
        await owed.CloseAsync();
        await closed.CloseAsync();
        await Journey.OweCallbackAsync(app, owed.Case);
        var agent = await app.Api("callback");
        Assert.That(await ListedAsync(agent), Is.EqualTo(new[] { owed.Case }), "not all that is closed");
        (await agent.GetAsync(closed.Path)).MustRefuse(404, "NotFound");
        var task = (string)(await agent.SeeAsync("/callbacks"))["items"]![0]!["id"]!;
        await agent.DoAsync($"/callbacks/{task}/results", new { solved = "resolved", words = "解决了" });
        app.Advance(TimeSpan.FromHours(23));
        Assert.That((await agent.GetAsync(owed.Path)).Status, Is.EqualTo(200), "what it has recorded, for a day");
        app.Advance(TimeSpan.FromHours(2));
        (await (await app.Api("callback")).GetAsync(owed.Path)).MustRefuse(404, "NotFound");
    }

    private static async Task<IReadOnlyList<string?>> ListedAsync(Api api) =>
        (await api.SeeAsync("/cases?box=all&take=200")).Each("items", "id");

    private async Task<(Journey Story, Answer Whistle)> HiddenAsync(string disclosure = "identityHidden")
    {
        var story = new Journey(App);
        await story.BeginAsync();
        var whistle = await (await story.As("commissioner1")).DoAsync(
            $"{story.Path}/whistles",
            new
            {
                asked = "请协助",
                tried = "已到现场",
                disclosure,
                legs = new[] { new { departmentId = App.World.Departments[0].Id.ToString(), lead = true } },
            }
        );
        return (story, whistle);
    }
}
