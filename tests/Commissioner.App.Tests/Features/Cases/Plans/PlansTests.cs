using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Plans;

/// <summary>What can't be settled now: asked for by the commissioner, granted by the Leader, looked at again by its day.</summary>
public sealed class PlansTests
{
    [Test]
    public async Task A_plan_is_granted_by_the_leader_missed_by_the_commissioner_and_taken_up_again()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        var commissioner = await story.As("commissioner1");
        var leader = await story.As("leader");
        var plan = new
        {
            measures = "列入改造计划，其间先行修补",
            departmentId = app.World.Departments[1].Id.Value,
            reviewOn = "2026-04-10",
        };
        (await leader.GetAsync(story.Path)).MustRefuse(404, "NotFound");
        (
            await commissioner.PostAsync(
                $"{story.Path}/plans",
                new
                {
                    plan.departmentId,
                    plan.measures,
                    reviewOn = "2026-12-01",
                }
            )
        ).MustName("reviewOn");
        (await (await story.As("triage")).PostAsync($"{story.Path}/plans", plan)).MustRefuse(403, "MoveNotYours");
        (await commissioner.DoAsync($"{story.Path}/plans", plan)).MustStand(
            "InProgress",
            "Commissioner 示例专员1",
            "03-09 18:00",
            "03-09 18:00",
            "blowWhistle",
            "proposeClosure"
        );
        (await commissioner.PostAsync($"{story.Path}/plans/decisions", new { grant = true })).MustRefuse(403, "MoveNotYours");
        Assert.That((await story.SeenBy("enterprise1"))["planAsked"], Is.Null, "what is not decided is not told");

        var granted = await leader.DoAsync($"{story.Path}/plans/decisions", new { grant = true });
        Assert.That(granted.Strings("can"), Is.EqualTo(new[] { "refusePlan" }));
        var seen = await story.SeenBy("enterprise1");
        seen.MustStand("Planned", "Commissioner 示例专员1", null, "04-10 18:00");
        Assert.That((string?)seen["plan"]!["departmentName"], Is.EqualTo("示例市政道路处"));
        await app.RunAsync("react");
        Assert.That(
            await TextsAsync(story, "enterprise1"),
            Has.Some.Contains("已挂账").And.Some.Contains("4月10日"),
            "who has it, and by when they will hear"
        );

        // A missed review is overdue in its own right, and supervision sees it.
        app.MoveTo("04-13 09:00");
        await app.RunAsync("sweep-deadlines");
        Assert.That((string?)(await story.SeenBy("supervisor"))["alarm"], Is.EqualTo("red"));
        await app.RunAsync("check-drift");
        await using (var db = app.Db())
        {
            Assert.That(await db.Drifts.CountAsync(), Is.Zero, "a day that was set is no drift");
        }

        (await commissioner.PostAsync($"{story.Path}/plans/reviews", new { findings = "" })).MustName("findings");
        await commissioner.DoAsync($"{story.Path}/plans/reviews", new { findings = "招标中", reviewOn = "2026-05-15" });
        (await commissioner.DoAsync($"{story.Path}/plans/reviews", new { findings = "已开工" })).MustStand(
            "InProgress",
            "Commissioner 示例专员1",
            "04-20 18:00",
            "04-20 18:00",
            "blowWhistle",
            "proposeClosure"
        );
        Assert.That(
            (await story.SeenBy("enterprise1")).Each("timeline", "name"),
            Does.Contain("PlanReviewed").And.Contain("PlanTakenUp").And.Not.Contain("PlanAskedFor")
        );
    }

    [Test]
    public async Task The_pages_do_what_the_api_does()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        var commissioner = await app.Browser("commissioner1");
        var asked = await (await commissioner.SeeAsync($"/plans/plan/{story.Case}"))
            .FormWith("Measures")
            .Fill("Measures", "示例措施")
            .Fill("ReviewOn", "2026-04-10")
            .SubmitAsync();
        Assert.That(
            (asked.Status, asked.FormWith("Measures").Value("Measures"), asked.FormWith("Measures").Value("ReviewOn")),
            Is.EqualTo((422, "示例措施", "2026-04-10")),
            "what was typed stays"
        );
        Assert.That(asked.Text, Does.Contain("请选择责任部门"));
        var shown = await asked.FormWith("Measures").Fill("DepartmentId", app.World.Departments[1].Id.ToString()).SubmitAsync();
        Assert.That((shown.Path, shown.Text), Is.EqualTo(($"/cases/show/{story.Case}", shown.Text)));
        Assert.That(shown.Texts("#plan"), Has.Some.Contains("挂账申请").And.Some.Contains("示例市政道路处"));

        var leader = await app.Browser("leader");
        var decision = await leader.SeeAsync($"/plans/plan/{story.Case}");
        Assert.That((await decision.FormWith("Reason").SubmitAsync()).Status, Is.EqualTo(422));
        var granted = await decision.Form("form:has(#grant)").SubmitAsync();
        Assert.That(granted.Texts(".page-lead"), Has.Some.Contains("已挂账"));

        var again = await (await commissioner.SeeAsync($"/plans/plan/{story.Case}"))
            .FormWith("Findings")
            .Fill("Findings", "示例进展")
            .SubmitAsync("继续挂账");
        Assert.That(again.Status, Is.EqualTo(422), "to stay planned needs a day");
        Assert.That((await again.FormWith("Findings").SubmitAsync("恢复办理")).Texts(".page-lead"), Has.Some.Contains("办理中"));
        Assert.That((await (await app.Browser("enterprise1")).SeeAsync($"/cases/follow/{story.Case}")).Text, Does.Contain("示例进展"));
    }

    private static async Task<IReadOnlyList<string?>> TextsAsync(Journey journey, string user) =>
        (await (await journey.As(user)).SeeAsync("/notices?take=200")).Each("items", "text");
}
