using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Explanations;

/// <summary>What may not be done is explained: proposed by one, approved by two, contestable by the enterprise.</summary>
public sealed class ExplanationsTests
{
    [Test]
    public async Task Two_offices_approve_the_enterprise_reads_why_and_contests_it()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        var (commissioner, office, supervisor) = (await story.As("commissioner1"), await story.As("triage"), await story.As("supervisor"));
        (
            await commissioner.PostAsync(
                $"{story.Path}/explanations",
                new
                {
                    reason = "Law",
                    basis = "",
                    words = "示例",
                }
            )
        ).MustName("basis");
        (await commissioner.PostAsync($"{story.Path}/explanations", new { basis = "示例条例第十二条", words = "示例" })).MustName("reason");
        await commissioner.DoAsync(
            $"{story.Path}/explanations",
            new
            {
                reason = "Law",
                basis = "示例条例第十二条",
                words = "按规定不能减免，可以分期",
            }
        );
        Assert.That((await story.SeenBy("enterprise1"))["explanation"], Is.Null);
        (await commissioner.PostAsync($"{story.Path}/explanations/approvals")).MustRefuse(403, "MoveNotYours");

        await app.RunAsync("react");
        foreach (var user in new[] { "triage", "supervisor" })
        {
            Assert.That((await (await story.As(user)).SeeAsync("/notices")).Each("items", "text"), Has.Some.Contains("提请解释办结"), user);
        }

        var once = await office.DoAsync($"{story.Path}/explanations/approvals");
        Assert.That(((string?)once["status"], (bool?)once["explanation"]!["approvedByOffice"]), Is.EqualTo(("InProgress", true)));
        (await office.PostAsync($"{story.Path}/explanations/approvals")).MustRefuse(409, "ApprovedByOthers");
        (await (await story.As("triage2")).PostAsync($"{story.Path}/explanations/approvals")).MustRefuse(409, "ApprovedBefore");
        (await supervisor.PostAsync($"{story.Path}/explanations/approvals", new { approve = false })).MustName("reason");
        (await supervisor.DoAsync($"{story.Path}/explanations/approvals", new { approve = true })).MustStand(
            "Explained",
            "Nobody",
            "03-09 18:00",
            null
        );

        await app.RunAsync("react");
        var seen = await story.SeenBy("enterprise1");
        Assert.That(
            ((string?)seen["explanation"]!["words"], (string?)seen["explanation"]!["reason"]),
            Is.EqualTo(("按规定不能减免，可以分期", "Law"))
        );
        Assert.That((await (await story.As("enterprise1")).SeeAsync("/notices")).Each("items", "text"), Has.Some.Contains("重新提起"));
        (await (await story.As("enterprise1")).DoAsync($"{story.Path}/reopenings", new { words = "邻园可以" })).MustStand(
            "Rework",
            "Commissioner 示例专员1",
            "03-05 18:00",
            "03-05 18:00"
        );
    }

    [Test]
    public async Task The_pages_do_what_the_api_does()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        var proposed = await (await (await app.Browser("commissioner1")).SeeAsync($"/explanations/explain/{story.Case}"))
            .FormWith("Basis")
            .Fill("Basis", "示例条例")
            .Fill("Words", "示例解释")
            .SubmitAsync();
        Assert.That((proposed.Status, proposed.FormWith("Basis").Value("Words")), Is.EqualTo((422, "示例解释")));
        Assert.That(
            (await proposed.FormWith("Basis").Fill("Reason", "Competence").SubmitAsync()).Texts("#explanation"),
            Has.Some.Contains("示例解释")
        );
        foreach (var user in new[] { "supervisor", "triage" })
        {
            var page = await (await app.Browser(user)).SeeAsync($"/explanations/explain/{story.Case}");
            Assert.That((await page.Form("form:has(#approve)").SubmitAsync()).Path, Is.EqualTo($"/cases/show/{story.Case}"));
        }

        var follow = await (await app.Browser("enterprise1")).SeeAsync($"/cases/follow/{story.Case}");
        Assert.That(follow.Text, Does.Contain("示例解释").And.Contain("4月1日"), "it says until when it may be contested");
    }
}
