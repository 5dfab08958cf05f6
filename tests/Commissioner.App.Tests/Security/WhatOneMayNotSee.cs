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
