using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Cases.Bulk;

/// <summary>Many cases at once: what would become of each is seen first, each is a transaction of its own, and nothing is done twice.</summary>
public sealed class BulkTests : OnOneApp
{
    [Test]
    public async Task Two_hundred_cases_each_by_itself()
    {
        List<string> cases = [];
        var (filing, commissioner) = (new Journey(App), await App.Api("commissioner1"));
        for (var i = 0; i < 200; i++)
        {
            cases.Add((await filing.FileAsync(title: "示例二百")).Id);
        }

        // One was accepted, one withdrawn before it was looked at; one changes after it was looked at.
        await commissioner.DoAsync($"/cases/{cases[0]}/acceptances");
        await (await filing.As("enterprise1")).DoAsync($"/cases/{cases[1]}/withdrawals", new { reason = "示例" });
        var browser = await App.Browser("commissioner1");
        var list = await browser.SeeAsync("/cases/all?q=示例二百&size=200");
        var keys = await KeysAsync();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var preview = await list.Form("#bulk").Fill("All", "true").Fill("Move", "Accept").SubmitAsync();
        await TestContext.Out.WriteLineAsync($"the preview of 200 took {clock.Elapsed}");
        Assert.That(preview.Status, Is.EqualTo(200), preview.Text);
        Assert.That(preview.Text, Does.Contain("可以办 198 件，不能办 2 件"));
        Assert.That(Verdict(preview, cases[0]), Does.Contain("已受理"));
        Assert.That(Verdict(preview, cases[2]), Is.EqualTo("可以办"));
        Assert.That(
            preview.Document.QuerySelector($"#case-{cases[2]}")!.Closest("tr")!.TextContent,
            Does.Contain("示例企业1"),
            "who is told"
        );
        Assert.That(await CountAsync(CaseStatus.Accepted), Is.EqualTo(1), "nothing was done yet");

        await commissioner.DoAsync($"/cases/{cases[2]}/acceptances");
        clock.Restart();
        var done = await preview.Form("#bulk-run").SubmitAsync();
        await TestContext.Out.WriteLineAsync($"doing 198 took {clock.Elapsed}");
        Assert.That(done.Text, Does.Contain("办了 197 件，没办 1 件"));
        Assert.That(
            done.Document.QuerySelector($"#case-{cases[2]}")!.Closest("tr")!.TextContent,
            Does.Not.Contain("已办"),
            "it had changed"
        );
        Assert.That(await CountAsync(CaseStatus.Accepted), Is.EqualTo(199));
        var before = await LinesAsync();

        // The same form again, as a second press or a reload would send it.
        var again = await preview.Form("#bulk-run").SubmitAsync();
        Assert.That(again.Text, Does.Contain("办了 197 件，没办 1 件"));
        Assert.That(await LinesAsync(), Is.EqualTo(before), "nothing twice");
        await using var db = App.Db();
        var subjects = cases.Skip(3).Select(Guid.Parse).ToList();
        var entries = await db.Timeline.Where(e => subjects.Contains(e.SubjectId) && e.Name == "CaseAccepted").ToListAsync();
        Assert.That(entries, Has.Count.EqualTo(197));
        Assert.That(await KeysAsync() - keys, Is.EqualTo(197), "each its own key");
    }

    [Test]
    public async Task One_by_one_as_a_browser_with_script_does_it_and_what_is_left_is_left()
    {
        var stories = new List<Journey>();
        for (var i = 0; i < 3; i++)
        {
            var story = new Journey(App);
            await story.FileAsync(title: "示例逐件", by: "enterprise2");
            stories.Add(story);
        }

        var browser = await App.Browser("commissioner2");
        var list = await browser.SeeAsync("/cases/all?q=示例逐件");
        var form = list.Form("#bulk").Fill("Move", "Accept");
        foreach (var box in list.Document.QuerySelectorAll("[data-pick]").Cast<AngleSharp.Html.Dom.IHtmlInputElement>())
        {
            box.IsChecked = true;
        }

        var preview = await form.SubmitAsync();
        var run = preview.Document.QuerySelector("#bulk-run")!;
        async Task<string> SendAsync(string line)
        {
            using var body = new FormUrlEncodedContent(
                run.QuerySelectorAll("input[name]:not([name=Lines])")
                    .Select(e => KeyValuePair.Create(e.GetAttribute("name")!, e.GetAttribute("value") ?? ""))
                    .Append(KeyValuePair.Create("Lines", line))
            );
            var answer = await browser.PostAsync("/bulk?handler=One", body);
            return answer.Text;
        }

        var lines = run.QuerySelectorAll("input[name=Lines]").Select(e => e.GetAttribute("value")!).ToList();
        Assert.That(lines, Has.Count.EqualTo(3));
        Assert.That(await SendAsync(lines[0]), Does.Contain("\"done\":true"));
        Assert.That(await SendAsync(lines[0]), Does.Contain("\"done\":true"), "again under its key");
        Assert.That(await SendAsync(lines[1]), Does.Contain("\"done\":true"));
        // It was stopped here.
        var stands = new List<string?>();
        foreach (var story in stories)
        {
            stands.Add((string?)(await story.SeenBy("commissioner2"))["status"]);
        }

        Assert.That(stands.Order(), Is.EqualTo(new[] { "Accepted", "Accepted", "Submitted" }));
    }

    [Test]
    public async Task One_word_for_all_and_only_what_is_ones_own_to_do()
    {
        var (one, other) = (new Journey(App), new Journey(App));
        foreach (var story in new[] { one, other })
        {
            await story.BeginAsync(enterprise: "enterprise3", commissioner: "commissioner3");
            await story.ProposeAsync(by: "commissioner3");
        }

        var office = await App.Browser("triage");
        var list = await office.SeeAsync("/closures/review?enterprise=企业3");
        var moves = list.Document.QuerySelectorAll("#bulk-move option").Select(o => o.GetAttribute("value"));
        Assert.That(moves, Is.EqualTo(new[] { "Accept", "PassClosure", "ReturnClosure", "GrantExtension", "RefuseExtension" }));
        var asked = await list.Form("#bulk").Fill("All", "true").Fill("Move", "ReturnClosure").SubmitAsync();
        Assert.That(asked.Text, Does.Contain("先写明理由"));
        var preview = await asked.Form("form.fields").Fill("Reason", "请补充示例材料").SubmitAsync();
        Assert.That(preview.Text, Does.Contain("可以办 2 件"));
        var done = await preview.Form("#bulk-run").SubmitAsync();
        Assert.That(done.Text, Does.Contain("办了 2 件，没办 0 件"));
        Assert.That((string?)(await one.SeenBy("triage"))["status"], Is.Not.EqualTo("UnderReview"));

        // A commissioner is offered what it may do, and is refused what it sends beyond that.
        var commissioner = await App.Browser("commissioner3");
        var own = await commissioner.SeeAsync("/cases/queue");
        Assert.That(
            own.Document.QuerySelectorAll("#bulk-move option").Select(o => o.GetAttribute("value")),
            Is.EqualTo(new[] { "Accept" })
        );
        own.Document.QuerySelector("#bulk-move option")!.SetAttribute("value", "PassClosure");
        Assert.That((await own.Form("#bulk").Fill("All", "true").SubmitAsync()).Text, Does.Contain("请选择要办的事"));
        Assert.That((await (await commissioner.SeeAsync("/cases/queue")).Form("#bulk").SubmitAsync()).Text, Does.Contain("请先勾选诉求"));
        // Cases of others are not there.
        own = await commissioner.SeeAsync("/cases/all");
        var foreign = new Journey(App);
        await foreign.FileAsync(by: "enterprise1");
        own.Document.QuerySelector("[name=Shown]")!.SetAttribute("value", foreign.Case);
        var seen = await own.Form("#bulk").Fill("All", "true").SubmitAsync();
        Assert.That(seen.Document.QuerySelector($"#case-{foreign.Case}"), Is.Null);
        Assert.That((await (await App.Browser("department1")).GetAsync("/bulk")).Status, Is.EqualTo(403));
        Assert.That((await (await App.Browser("department1")).SeeAsync("/cases/all")).Document.QuerySelector("#bulk"), Is.Null);
    }

    private static string Verdict(Page page, string @case) => page.Document.QuerySelector($"[data-outcome='{@case}']")!.TextContent.Trim();

    private async Task<int> CountAsync(CaseStatus status)
    {
        await using var db = App.Db();
        return await db.Cases.CountAsync(c => c.Title == "示例二百" && c.Status == status);
    }

    private async Task<int> KeysAsync()
    {
        await using var db = App.Db();
        return await db.CarriedOut.CountAsync(c => c.Key.StartsWith("bulk:"));
    }

    private async Task<int> LinesAsync()
    {
        await using var db = App.Db();
        return await db.Timeline.CountAsync();
    }
}
