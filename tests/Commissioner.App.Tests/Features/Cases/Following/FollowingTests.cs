using Commissioner.App.Features.Following;
using Commissioner.App.Hosting;
using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Following;

/// <summary>Who follows a case is told what it may read of it, for as long as it may see it.</summary>
public sealed class FollowingTests : OnOneApp
{
    [Test]
    public async Task Each_is_told_what_it_may_read_and_nothing_that_it_did_itself()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        var number = (string)(await story.SeenBy("triage"))["number"]!;
        var whistle = await story.WhistleAsync([1, 2]);
        await App.RunAsync("react");
        var leader = await App.Browser("triage2");
        var page = await leader.SeeAsync("/cases/show/" + story.Case);
        Assert.That(page.Texts("#follow button"), Is.EqualTo(new[] { "关注这件" }));
        page = await page.Form("#follow").SubmitAsync();
        Assert.That((page.Path, page.Texts("#follow button")[0]), Is.EqualTo(("/cases/show/" + story.Case, "不再关注")));
        (await (await App.Api("department1")).PostAsync($"{story.Path}/following")).MustBe(204);
        (await (await App.Api("commissioner1")).PostAsync($"{story.Path}/following")).MustBe(204);

        await story.CheckInAsync(whistle, 1);
        await story.CheckInAsync(whistle, 2);
        await App.RunAsync("react");
        Assert.That(await ToldAsync("triage2", number), Is.EquivalentTo(new[] { "部门已报到", "部门已报到" }));
        Assert.That(await ToldAsync("department1", number), Is.Empty, "its own check-in it made itself, the other's is not its business");

        await story.ReportAsync(whistle, 1);
        await story.ApproveAsync(whistle, 1);
        await App.RunAsync("react");
        Assert.That(await ToldAsync("department1", number), Is.EqualTo(new[] { "部门反馈已认可" }));
        Assert.That(await ToldAsync("commissioner1", number), Does.Contain("部门已反馈").And.Not.Contain("部门反馈已认可"));

        var list = await leader.SeeAsync("/following");
        Assert.That(list.Text, Does.Contain(number));
        await (await leader.SeeAsync("/cases/show/" + story.Case)).Form("#follow").SubmitAsync();
        Assert.That((await leader.SeeAsync("/following")).Text, Does.Not.Contain(number));
    }

    [Test]
    public async Task Following_ends_with_the_sight_of_the_case_and_nobody_follows_what_it_cannot_see()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        (await (await App.Api("commissioner3")).PostAsync($"{story.Path}/following")).MustRefuse(404, "NotFound");
        (await (await App.Api("enterprise1")).PostAsync($"{story.Path}/following")).MustBe(403);
        var whistle = await story.WhistleAsync([3, 2]);
        await App.RunAsync("react");
        var department = await App.Api("department3");
        (await department.PostAsync($"{story.Path}/following")).MustBe(204);
        (await department.PostAsync($"{story.Path}/following")).MustBe(204);
        Assert.That((await department.SeeAsync("/cases/followed")).Each("items", "id"), Does.Contain(story.Case));
        await App.RunAsync("react");
        var number = (string)(await story.SeenBy("triage"))["number"]!;

        // It was called in error: from the ruling on another department has its part, and it sees nothing of the case.
        await story.ObjectAsync(whistle, 3, 4);
        await story.RuleAsync(whistle, 3, "reassign", 4);
        await story.CheckInAsync(whistle, 2);
        await App.RunAsync("react");
        Assert.That(await ToldAsync("department3", number), Is.Empty);
        Assert.That((await department.SeeAsync("/cases/followed")).Each("items", "id"), Does.Not.Contain(story.Case));
        (await department.DeleteAsync($"{story.Path}/following")).MustBe(204);
        (await department.DeleteAsync($"{story.Path}/following")).MustBe(404);
    }

    [Test]
    public void Every_move_that_is_told_has_words()
    {
        var texts = new Texts();
        Assert.That(TellFollowers.Moves.Where(m => !texts.Chinese.Contains("moved." + m)), Is.Empty);
        Assert.That(
            texts.Chinese.Where(k => k.StartsWith("moved.", StringComparison.Ordinal)).Select(k => k["moved.".Length..]),
            Is.EquivalentTo(TellFollowers.Moves)
        );
    }

    private async Task<IReadOnlyList<string>> ToldAsync(string user, string number)
    {
        var start = $"您关注的 {number} 有进展：";
        var notices = (await (await App.Api(user)).SeeAsync("/notices?take=200"))["items"]!.AsArray();
        return
        [
            .. notices
                .Select(n => (string)n!["text"]!)
                .Where(t => t.StartsWith(start, StringComparison.Ordinal))
                .Select(t => t[start.Length..]),
        ];
    }
}
