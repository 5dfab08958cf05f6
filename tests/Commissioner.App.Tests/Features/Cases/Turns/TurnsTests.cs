using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Turns;

/// <summary>The queue parts what one owes oneself from what others owe, and names the step.</summary>
public sealed class TurnsTests : OnOneApp
{
    [Test]
    public async Task Who_owes_the_approval_of_a_report_sees_that_and_not_whom_the_case_is_with()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([1, 2]);
        await story.CheckInAsync(whistle, 2);
        Assert.That(await StepAsync(story, "commissioner1"), Is.EqualTo("Others checkIn"));

        await story.ReportAsync(whistle, 2);
        Assert.That((string?)(await story.SeenBy("commissioner1"))["holder"]!["kind"], Is.EqualTo("Department"));
        Assert.That(await StepAsync(story, "commissioner1"), Is.EqualTo("Mine approveReport"));
        Assert.That(await StepAsync(story, "triage"), Is.EqualTo("Others checkIn"), "the office waits");
        var queue = await (await App.Browser("commissioner1")).SeeAsync("/cases/queue");
        Assert.That(queue.Document.QuerySelector($"#case-{story.Case}")!.Closest("tr")!.TextContent, Does.Contain("认可部门反馈"));
    }

    [Test]
    public async Task Every_step_of_a_case_is_somebodys()
    {
        var story = new Journey(App);
        await story.FileAsync();
        Assert.That(await StepAsync(story, "commissioner1"), Is.EqualTo("Mine accept"));
        await story.AcceptAsync();
        Assert.That(await StepAsync(story, "commissioner1"), Is.EqualTo("Mine recordFirstContact"));
        await story.ContactAsync();
        Assert.That(await StepAsync(story, "commissioner1"), Is.EqualTo("Mine proposeClosure"));
        Assert.That(await StepAsync(story, "commissioner2"), Is.EqualTo("Others proposeClosure"), "the backup watches");
        await (await story.As("commissioner1")).DoAsync($"{story.Path}/questions", new { text = "示例问题" });
        Assert.That(await StepAsync(story, "commissioner1"), Is.EqualTo("Others answer"));
        await (await story.As("enterprise1")).DoAsync($"{story.Path}/answers", new { text = "示例答复" });
        var whistle = await story.WhistleAsync([3]);
        Assert.That(await StepAsync(story, "commissioner1"), Is.EqualTo("Others checkIn"));
        await story.ObjectAsync(whistle, 3, 4);
        Assert.That(await StepAsync(story, "commissioner1"), Is.EqualTo("Others rule"));
        Assert.That(await StepAsync(story, "triage"), Is.EqualTo("Mine rule"));
        await story.RuleAsync(whistle, 3, "keep");
        await story.CheckInAsync(whistle, 3);
        Assert.That(await StepAsync(story, "commissioner1"), Is.EqualTo("Others report"));
        await story.ReportAsync(whistle, 3);
        Assert.That(await StepAsync(story, "commissioner1"), Is.EqualTo("Mine approveReport"));
        await story.ApproveAsync(whistle, 3);
        await story.ProposeAsync();
        Assert.That(await StepAsync(story, "commissioner1"), Is.EqualTo("Others passClosure"));
        Assert.That(await StepAsync(story, "triage"), Is.EqualTo("Mine passClosure"));
        await story.PassAsync();
        Assert.That(await StepAsync(story, "commissioner1"), Is.EqualTo("Others confirm"));
    }

    [Test]
    public async Task The_parts_are_the_whole_each_with_its_count()
    {
        var story = new Journey(App);
        await story.BeginAsync(enterprise: "enterprise3", commissioner: "commissioner3");
        await story.WhistleAsync([4], by: "commissioner3");
        await new Journey(App).FileAsync(by: "enterprise3");
        var api = await story.As("commissioner3");

        var counts = await api.SeeAsync("/cases/turns");
        var (mine, others, all) = (
            (await api.SeeAsync("/cases?box=queue&turn=mine&take=200")).Each("items", "id"),
            (await api.SeeAsync("/cases?box=queue&turn=others&take=200")).Each("items", "id"),
            (await api.SeeAsync("/cases?box=queue&take=200")).Each("items", "id")
        );
        Assert.That(((int)counts["mine"]!, (int)counts["others"]!), Is.EqualTo((mine.Count, others.Count)));
        Assert.That(mine.Concat(others), Is.EquivalentTo(all).And.Unique);
        var page = await (await App.Browser("commissioner3")).SeeAsync("/cases/queue?turn=Others");
        Assert.That(page.Texts(".turns a"), Is.EqualTo(new[] { $"我来办 {mine.Count}", $"等别人 {others.Count}" }));
        Assert.That(
            page.Document.QuerySelector($"#case-{story.Case}")!.Closest("tr")!.TextContent,
            Does.Contain("示例燃气服务处").And.Contain("报到").And.Contain("起")
        );
    }

    private static async Task<string> StepAsync(Journey story, string user)
    {
        var queue = await (await story.As(user)).SeeAsync("/cases?box=queue&take=200");
        var row = queue["items"]!.AsArray().Single(r => (string?)r!["id"] == story.Case)!;
        return $"{row["step"]!["turn"]} {row["step"]!["move"]}";
    }
}
