using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Accounts;

/// <summary>What was typed into any long form outlives the session, through the sign-in, into the same form.</summary>
public sealed class SessionThatEndedTests : OnOneApp
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("示例：一段很长的说明。\n", 90)).TrimEnd();

    [Test]
    public async Task A_request()
    {
        var back = await ThroughAsync(
            App,
            "enterprise1",
            "/cases/submit",
            f => f.Fill("Category", "Other").Fill("Title", "示例").Fill("Description", Long).Fill("Urgency", "Urgent"),
            "Description"
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Typed(back, "Description"), Is.EqualTo(Long));
            Assert.That((Typed(back, "Category"), Typed(back, "Title"), Typed(back, "Urgency")), Is.EqualTo(("Other", "示例", "Urgent")));
            Assert.That((await back.FormWith("Description").SubmitAsync()).Path, Does.StartWith("/cases/follow/"));
        }
    }

    [Test]
    public async Task A_whistle_with_who_leads_and_who_assists()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        var (lead, helper) = (App.World.Departments[0].Id.ToString(), App.World.Departments[1].Id.ToString());
        var back = await ThroughAsync(
            App,
            "commissioner1",
            $"/whistles/blow/{story.Case}",
            f => f.Fill("Asked", Long).Fill("Tried", "已看过").Fill("Lead", lead).Fill("Assisting", helper).Fill("Kind", "Hard"),
            "Asked"
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (Typed(back, "Asked"), Typed(back, "Lead"), Typed(back, "Assisting"), Typed(back, "Kind")),
                Is.EqualTo((Long, lead, helper, "Hard"))
            );
            Assert.That((await back.FormWith("Asked").SubmitAsync()).Path, Does.StartWith("/cases/show/"));
        }
    }

    [Test]
    public async Task Why_a_report_is_sent_back()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([1]);
        await story.CheckInAsync(whistle, 1);
        await story.ReportAsync(whistle, 1);
        var back = await ThroughAsync(
            App,
            "commissioner1",
            $"/cases/show/{story.Case}",
            f => f.Fill("Reason", "还有一处没有完成"),
            "Reason"
        );
        Assert.That(Typed(back, "Reason"), Is.EqualTo("还有一处没有完成"));
        await back.FormWith("Reason").SubmitAsync();
        Assert.That((await story.SeenBy("department1")).Each("timeline", "name")[^1], Is.EqualTo("ReportReturned"));
    }

    [Test]
    public async Task Why_a_closure_is_sent_back()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        await story.ProposeAsync();
        var back = await ThroughAsync(App, "triage", $"/cases/show/{story.Case}", f => f.Fill("Reason", "没有附现场照片"), "Reason");
        Assert.That(Typed(back, "Reason"), Is.EqualTo("没有附现场照片"));
    }

    [Test]
    public async Task A_closure_and_what_the_case_itself_tells_does_not_overwrite_it()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        var back = await ThroughAsync(
            App,
            "commissioner1",
            $"/closures/propose/{story.Case}",
            f => f.Fill("SpokenWith", "示例联系人").Fill("Done", Long).Fill("TakenUpAt", "2026-03-01T08:00"),
            "SpokenWith"
        );
        Assert.That(
            (Typed(back, "SpokenWith"), Typed(back, "Done"), Typed(back, "TakenUpAt")),
            Is.EqualTo(("示例联系人", Long, "2026-03-01T08:00"))
        );
    }

    [Test]
    public async Task What_a_caller_said_on_the_hotline()
    {
        var back = await ThroughAsync(
            App,
            "hotline",
            $"/hotline/file?enterpriseId={App.World.Enterprises[0].Id}",
            f =>
                f.Fill("ContactName", "示例来电人")
                    .Fill("ContactPhone", "13800000000")
                    .Fill("Category", "Other")
                    .Fill("Title", "示例")
                    .Fill("Description", Long),
            "ContactName"
        );
        Assert.That((Typed(back, "ContactName"), Typed(back, "Description")), Is.EqualTo(("示例来电人", Long)));
    }

    [Test]
    public async Task What_is_kept_meanwhile_can_be_read_by_nobody()
    {
        var form = (await (await App.Browser("enterprise1")).SeeAsync("/cases/submit")).FormWith("Description");
        await form.Fill("Title", "示例的秘密").Fill("Description", Long).SubmitElsewhereAsync(await App.Browser());
        await using var db = App.Db();
        Assert.That(db.Drafts.Select(d => d.Content).ToList(), Is.Not.Empty.And.None.Contain("示例的秘密").And.None.Contain("Title"));

        // Not by who has its address either, signed in as it may be.
        var key = db.Drafts.Select(d => d.Key).Single();
        var elsewhere = await (await App.Browser("enterprise2")).SeeAsync($"/cases/submit?draft={key}");
        Assert.That(elsewhere.Text, Does.Not.Contain("示例的秘密").And.Not.Contain("已恢复"));
    }

    // Fills a form in, loses the session, presses, signs in again.
    private static async Task<Page> ThroughAsync(TestApp app, string user, string path, Func<PageForm, PageForm> fill, string field)
    {
        var form = fill((await (await app.Browser(user)).SeeAsync(path)).FormWith(field));
        var asked = await form.SubmitElsewhereAsync(await app.Browser());
        Assert.That(asked.Path, Is.EqualTo("/sign-in"), asked.Text);
        var back = await asked.Form().Fill("UserName", user).Fill("Password", World.Password).SubmitAsync();
        Assert.That((back.Status, back.Path), Is.EqualTo((200, path.Split('?')[0])), back.Text);
        Assert.That(back.Text, Does.Contain("已恢复"));
        return back;
    }

    private static string? Typed(Page page, string field) => page.FormWith(field).Value(field)?.ReplaceLineEndings("\n");
}
