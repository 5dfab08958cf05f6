using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Scores;

/// <summary>By what scores are made can be changed, by two people and for what has not begun; every score names its version.</summary>
public sealed class ScorePoliciesTests
{
    [Test]
    public async Task Another_policy_counts_from_its_quarter_on_and_what_was_before_keeps_its_own()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        for (var i = 0; i < 6; i++)
        {
            await story.CloseAsync();
        }

        app.MoveTo("04-02 09:00");
        while (await app.RunAsync("roll-up-scores") > 0) { }

        var (appraiser, supervisor) = (await story.As("appraiser"), await story.As("supervisor"));
        foreach (var other in new[] { "leader", "commissioner1", "triage", "department1", "enterprise1" })
        {
            (await (await story.As(other)).PostAsync("/scores/policies", Body())).MustBe(403);
            await (await story.As(other)).SeeAsync("/scores/policies");
        }

        (await appraiser.PostAsync("/scores/policies", Body(from: "2026-04-01"))).MustName("from");
        (await appraiser.PostAsync("/scores/policies", Body(response: 0.5m))).MustName("response");
        (await appraiser.PostAsync("/scores/policies", Body(least: 3))).MustName("least");
        var before = await ScoresAsync(appraiser, "2026-01-01");
        var sheet = await appraiser.DoAsync("/scores/policies", Body());
        Assert.That(((bool)sheet["canConfirm"]!, (bool)sheet["canPropose"]!), Is.EqualTo((false, false)));
        (await appraiser.PostAsync("/scores/policies/2/confirmations")).MustRefuse(409, "ScorePolicyNeedsSecond");
        (await supervisor.PostAsync("/scores/policies", Body(least: 7))).MustRefuse(409, "ScorePolicyWaits");

        // What it would have done to the last quarter is shown to who decides, to nobody else.
        var shifts = (await supervisor.SeeAsync("/scores/policies"))["whatIf"]!.AsArray();
        Assert.That(
            shifts.Where(s => (string?)s!["kind"] == "Person").Sum(s => (int)s!["now"]!),
            Is.EqualTo(shifts.Where(s => (string?)s!["kind"] == "Person").Sum(s => (int)s!["then"]!)).And.GreaterThan(0)
        );
        Assert.That((await (await story.As("leader")).SeeAsync("/scores/policies"))["whatIf"]!.AsArray(), Is.Empty);
        await supervisor.DoAsync("/scores/policies/2/confirmations");
        (await supervisor.PostAsync("/scores/policies/2/refusals")).MustRefuse(409, "ScorePolicyDecided");
        Assert.That((await appraiser.SeeAsync("/scores/policies")).Each("versions", "state"), Is.EqualTo(new[] { "Announced", "InForce" }));

        var after = await ScoresAsync(appraiser, "2026-01-01");
        Assert.That((after.Version, after.Text), Is.EqualTo((1, before.Text)), "the quarter that is over is scored as it was");
        app.MoveTo("07-02 09:00");
        var next = await ScoresAsync(appraiser, "2026-07-01");
        Assert.That(
            (next.Version, (decimal)(await appraiser.SeeAsync("/scores?from=2026-07-01"))["terms"]!["resolution"]!),
            Is.EqualTo((2, 0.45m))
        );
        Assert.That((await appraiser.SeeAsync("/scores/policies")).Each("versions", "state"), Is.EqualTo(new[] { "InForce", "Past" }));
        Assert.That(
            (await (await app.Browser("appraiser")).SeeAsync("/scores?from=2026-07-01")).Text,
            Does.Contain("0.45 解决").And.Contain("计分规则第 2 版")
        );
    }

    [Test]
    public async Task The_page_proposes_keeps_what_was_typed_and_a_second_person_confirms()
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.Browser("appraiser");
        var form = (await browser.SeeAsync("/scores/policies")).Form("#propose form");
        var refused = await form.Fill("Response", "0.20").Fill("Resolution", "0.50").Fill("Reason", "解决率更受关注").SubmitAsync("提出");
        Assert.That(
            (
                refused.Status,
                refused.Document.QuerySelector("#Resolution")!.GetAttribute("value"),
                refused.Document.QuerySelector("#Reason")!.TextContent
            ),
            Is.EqualTo((422, "0.50", "解决率更受关注"))
        );
        var done = await refused.Form("#propose form").Fill("Satisfaction", "0.30").SubmitAsync("提出");
        Assert.That(
            done.Document.QuerySelector("#proposed")!.TextContent,
            Does.Contain("第 2 版待第二人确认").And.Contain("需由提出者以外的人确认").And.Contain("0.50 解决")
        );
        Assert.That(done.Document.QuerySelector("#propose"), Is.Null);
        var confirmed = await (await (await app.Browser("supervisor")).SeeAsync("/scores/policies"))
            .Form("#proposed form")
            .SubmitAsync("确认，按期生效");
        Assert.That(confirmed.Document.QuerySelector("#version-2")!.TextContent, Does.Contain("待生效").And.Contain("2026 年第 2 季度"));
        var leader = await (await app.Browser("leader")).SeeAsync("/scores/policies");
        Assert.That(leader.Document.QuerySelectorAll("main form").Length, Is.Zero);
    }

    [Test]
    public async Task Of_two_who_decide_at_once_one_does()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        var (appraiser, supervisor) = (await story.As("appraiser"), await story.As("supervisor"));
        var proposals = await Task.WhenAll(
            appraiser.PostAsync("/scores/policies", Body()),
            supervisor.PostAsync("/scores/policies", Body(least: 9))
        );
        Assert.That(proposals.Select(p => p.Status), Is.EquivalentTo(new[] { 201, 409 }));
        var other = proposals[0].Status == 201 ? supervisor : appraiser;
        var answers = await Task.WhenAll(
            other.PostAsync("/scores/policies/2/confirmations"),
            other.PostAsync("/scores/policies/2/refusals")
        );
        Assert.That(answers.Select(a => a.Status), Is.EquivalentTo(new[] { 201, 409 }));
    }

    private static object Body(string from = "2026-07-01", decimal response = 0.25m, int least = 5) =>
        new
        {
            from,
            response,
            resolution = 0.45m,
            satisfaction = 0.30m,
            least,
            leastEnterprises = 5,
            leastRated = 0.30m,
            good = 0.70m,
            fair = 0.50m,
            reason = "解决率更受企业关注",
        };

    private static async Task<(int Version, string Text)> ScoresAsync(Api api, string from)
    {
        var answer = await api.SeeAsync($"/scores?from={from}");
        return ((int)answer["policyVersion"]!, answer["items"]!.ToJsonString());
    }
}
