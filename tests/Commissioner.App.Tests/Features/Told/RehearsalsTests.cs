using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Told;

/// <summary>Before a move is made, the very words in which it will be told can be read; nothing happens by it.</summary>
public sealed class RehearsalsTests : OnOneApp
{
    [Test]
    public async Task The_words_that_are_read_out_are_those_that_go_out_and_nothing_has_happened()
    {
        var way = new Journey(App);
        await way.BeginAsync();
        var before = await CountsAsync();
        var commissioner = await way.As("commissioner1");
        var rehearsed = await commissioner.RehearseAsync($"{way.Path}/questions", new { text = "请补充示例材料" });
        rehearsed.MustBe(200);
        Assert.That(await CountsAsync(), Is.EqualTo(before), "nothing is stored");
        var lines = rehearsed.Json!.AsArray();
        var texts = lines.Select(l => (string)l!["text"]!).ToList();
        Assert.That(texts, Has.Count.GreaterThan(0));
        await commissioner.DoAsync($"{way.Path}/questions", new { text = "请补充示例材料" });
        await App.RunAsync("react");
        var told = await (await way.As("enterprise1")).GetAsync("/notices");
        Assert.That(texts.All(t => told.Text.Contains(t, StringComparison.Ordinal)), Is.True, string.Join('\n', texts) + told.Text);
    }

    [Test]
    public async Task A_page_shows_it_and_keeps_what_was_typed()
    {
        var way = new Journey(App);
        await way.BeginAsync();
        var page = await (await App.Browser("commissioner1")).SeeAsync($"/questions/ask/{way.Case}");
        var again = await page.Form().Fill("Text", "请补充示例照片").SubmitAsync("看看会通知谁");
        Assert.Multiple(() =>
        {
            Assert.That(again.Status, Is.EqualTo(200));
            Assert.That(again.Text, Does.Contain("还没有办理").And.Contain("有问题请您"));
            Assert.That(again.Form().Value("Text"), Is.EqualTo("请补充示例照片"));
        });
        var sent = await again.Form().SubmitAsync();
        Assert.That(sent.Path, Is.EqualTo($"/cases/show/{way.Case}"));
    }

    [Test]
    public async Task What_would_be_refused_is_refused_and_departments_rehearse_nothing()
    {
        var way = new Journey(App);
        await way.FileAsync();
        await way.AcceptAsync();
        (await (await way.As("commissioner1")).RehearseAsync($"{way.Path}/acceptances", new { })).MustRefuse(409, "MoveOutOfOrder");
        (await (await App.Api("triage")).RehearseAsync("/messages/YourCaseAccepted/tests", new { })).MustRefuse(409, "NothingToRehearse");
        (await (await way.As("enterprise1")).RehearseAsync($"{way.Path}/withdrawals", new { reason = "示例" })).MustRefuse(
            403,
            "RehearsedByWhoSeesAll"
        );
    }

    private async Task<(int, int, int)> CountsAsync()
    {
        await using var db = App.Db();
        return (await db.Timeline.CountAsync(), await db.Notices.CountAsync(), await db.CarriedOut.CountAsync());
    }
}
