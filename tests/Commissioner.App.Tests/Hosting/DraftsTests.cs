using Commissioner.App.Hosting;
using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Hosting;

/// <summary>What somebody types is kept for that person and that form, given back once, and gone when it is sent.</summary>
public sealed class DraftsTests : OnOneApp
{
    [Test]
    public async Task What_was_typed_is_back_once_in_either_language_and_nobody_elses()
    {
        var browser = await App.Browser("enterprise1");
        await KeepAsync(
            await browser.SeeAsync("/cases/submit"),
            browser,
            ("Title", "示例的草稿"),
            ("Category", "Other"),
            ("Urgency", "Urgent")
        );
        Assert.That((await (await App.Browser("enterprise2")).SeeAsync("/cases/submit")).FormWith("Title").Value("Title"), Is.Empty);

        var back = await browser.SeeAsync("/cases/submit?culture=en");
        var form = back.FormWith("Title");
        Assert.That((form.Value("Title"), form.Value("Category"), form.Value("Urgency")), Is.EqualTo(("示例的草稿", "Other", "Urgent")));
        Assert.That(back.Document.QuerySelector("[data-restored]"), Is.Not.Null);
        Assert.That((await browser.SeeAsync("/cases/submit")).FormWith("Title").Value("Title"), Is.Empty, "once");
    }

    [Test]
    public async Task It_is_gone_when_the_form_is_sent_and_what_comes_in_later_is_none()
    {
        var browser = await App.Browser("enterprise3");
        var page = await browser.SeeAsync("/cases/submit");
        await KeepAsync(page, browser, ("Title", "示例"));
        var sent = await page.FormWith("Title").Fill("Category", "Other").Fill("Title", "示例").Fill("Description", "示例").SubmitAsync();
        Assert.That(sent.Path, Does.StartWith("/cases/follow/"));
        await KeepAsync(page, browser, ("Title", "示例"));
        Assert.That((await browser.SeeAsync("/cases/submit")).FormWith("Title").Value("Title"), Is.Empty);
    }

    [Test]
    public async Task A_check_in_and_a_report_are_kept_too_and_a_refused_form_keeps_it()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([1]);
        var path = story.Leg(whistle, 1).Replace("/whistles/", "/whistles/check-in/").Replace("/legs", "");
        var browser = await App.Browser("department1");
        var page = await browser.SeeAsync(path);
        await KeepAsync(page, browser, ("HandlerName", "示例经办"), ("FirstStep", "现场查看"));
        var refused = await page.FormWith("FirstStep").Fill("FirstStep", "").SubmitAsync();
        Assert.That(refused.Status, Is.EqualTo(422));
        Assert.That((await browser.SeeAsync(path)).FormWith("FirstStep").Value("HandlerName"), Is.EqualTo("示例经办"));

        await story.CheckInAsync(whistle, 1);
        path = path.Replace("/check-in/", "/report/");
        await KeepAsync(await browser.SeeAsync(path), browser, ("Done", "示例办理经过"));
        Assert.That((await browser.SeeAsync(path)).FormWith("Done").Value("Done"), Is.EqualTo("示例办理经过"));
    }

    [Test]
    public async Task A_piece_that_is_read_anew_in_the_background_takes_nothing_away()
    {
        var browser = await App.Browser("enterprise4");
        await KeepAsync(await browser.SeeAsync("/cases/submit"), browser, ("Title", "示例"));
        using var http = await App.SessionAsync("enterprise4");
        http.DefaultRequestHeaders.Add("HX-Request", "true");
        await http.GetAsync("/cases/submit");
        Assert.That((await browser.SeeAsync("/cases/submit")).FormWith("Title").Value("Title"), Is.EqualTo("示例"));
    }

    [Test]
    public async Task So_many_of_so_much_for_so_long()
    {
        var browser = await App.Browser("commissioner6");
        var page = await browser.SeeAsync("/notices");
        var owner = App.World["commissioner6"].Id;
        foreach (var n in Enumerable.Range(1, Drafts.MostOfOne + 3))
        {
            App.Advance(TimeSpan.FromSeconds(1));
            await KeepAsync(page, browser, ("Text", "示例"), (Drafts.Of, $"/示例/{n}"));
        }

        await using var db = App.Db();
        Assert.That(await db.Drafts.CountAsync(d => d.OwnerId == owner), Is.EqualTo(Drafts.MostOfOne));
        Assert.That(await db.Drafts.Select(d => d.Content).ToListAsync(), Has.None.Contain("示例"), "encrypted");
        await KeepAsync(page, browser, ("Text", new string('长', 100_001)), (Drafts.Of, "/示例/长"));
        Assert.That(await db.Drafts.CountAsync(d => d.OwnerId == owner), Is.EqualTo(Drafts.MostOfOne));
        App.Advance(Drafts.KeptFor + TimeSpan.FromSeconds(1));
        await KeepAsync(page, browser, ("Text", "示例"), (Drafts.Of, "/示例/新"));
        Assert.That(await db.Drafts.CountAsync(d => d.OwnerId == owner), Is.EqualTo(1));
    }

    [Test]
    public async Task Without_the_pages_own_token_nothing_is_kept()
    {
        using var http = await App.SessionAsync("enterprise1");
        using var answer = await http.PostAsync("/drafts", new FormUrlEncodedContent([new("Text", "示例"), new(Drafts.Of, "/示例/无")]));
        Assert.That((int)answer.StatusCode, Is.InRange(400, 499));
    }

    // What the page's script does.
    private static async Task KeepAsync(Page page, Browser browser, params (string Field, string Value)[] typed)
    {
        var form = page.Document.QuerySelector("main form[data-draft]:has(textarea)") ?? page.Document.QuerySelector("form[data-draft]")!;
        Dictionary<string, string> fields = new()
        {
            [Drafts.Of] = form.GetAttribute("data-draft-of")!,
            ["form-key"] = form.QuerySelector("[name=form-key]")!.GetAttribute("value")!,
            ["__RequestVerificationToken"] = form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!,
        };
        foreach (var (field, value) in typed)
        {
            fields[field] = value;
        }

        var kept = await browser.PostAsync(form.GetAttribute("data-draft")!, new FormUrlEncodedContent(fields));
        Assert.That(kept.Status, Is.EqualTo(204));
    }
}
