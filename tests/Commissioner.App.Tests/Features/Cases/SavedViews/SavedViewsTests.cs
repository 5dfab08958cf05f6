using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Cases.SavedViews;

/// <summary>A list is kept as it stands, for oneself or for a role, with its count; it shows nobody more than they may see.</summary>
public sealed class SavedViewsTests : OnOneApp
{
    [Test]
    public async Task A_list_is_kept_under_a_name_with_its_count_and_deleted()
    {
        var story = new Journey(App);
        await story.FileAsync(title: "示例视图甲");
        var browser = await App.Browser("triage");
        var list = await browser.SeeAsync("/cases/all?q=示例视图甲&sort=Oldest&columns=Status,Filed&dense=true");
        var keep = await browser.SeeAsync(list.Document.QuerySelector(".keep-view a")!.GetAttribute("href")!);
        var none = await keep.Form("form:has([name=Name])").Fill("Name", " ").SubmitAsync();
        Assert.That((none.Status, none.Text.Contains("1 到 40", StringComparison.Ordinal)), Is.EqualTo((422, true)));
        var kept = await none.Form("form:has([name=Name])").Fill("Name", "甲的视图").SubmitAsync();
        Assert.That(kept.Path, Is.EqualTo("/cases/all"));
        Assert.That(kept.Address, Does.Contain("dense=true").And.Contain("sort=Oldest").And.Contain("columns="));
        Assert.That(kept.Texts(".queue-title"), Is.EqualTo(new[] { "示例视图甲" }));
        Assert.That(kept.Texts("#saved-views a"), Has.Member("甲的视图"));
        Assert.That(
            kept.Document.QuerySelector("#saved-views")!.GetAttribute("hx-get"),
            Is.EqualTo("/saved-views?box=All"),
            "counted later"
        );
        var counted = await browser.SeeAsync("/saved-views?box=All");
        Assert.That(counted.Texts("#saved-views a"), Has.Member("甲的视图 1"));
        Assert.That((await browser.SeeAsync("/cases/queue")).Document.QuerySelector("#saved-views"), Is.Null, "it is of another list");
        Assert.That((await (await App.Browser("triage2")).SeeAsync("/cases/all")).Text, Does.Not.Contain("甲的视图"));

        // Under the same name it is replaced.
        keep = await browser.SeeAsync("/saved-views?box=All&status=Withdrawn");
        await keep.Form("form:has([name=Name])").Fill("Name", "甲的视图").SubmitAsync();
        counted = await browser.SeeAsync("/saved-views?box=All");
        Assert.That(
            counted.Texts("#saved-views a").Where(t => t.StartsWith("甲的视图", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "甲的视图 0" })
        );

        var gone = await counted.Form("form:has([name=ViewId])").SubmitAsync();
        Assert.That(gone.Text, Does.Not.Contain("甲的视图"));
    }

    [Test]
    public async Task What_is_shared_with_a_role_shows_each_what_it_may_see()
    {
        var (own, others) = (new Journey(App), new Journey(App));
        await own.FileAsync(title: "示例共享");
        await others.FileAsync(title: "示例共享", by: "enterprise3");
        var office = await App.Browser("triage");
        var keep = await office.SeeAsync("/saved-views?box=Queue&q=示例共享");
        await keep.Form("form:has([name=Name])").Fill("Name", "共享的视图").Fill("SharedWith", "Commissioner").SubmitAsync();

        Assert.That(
            (await office.SeeAsync("/saved-views?box=Queue")).Texts("#saved-views a"),
            Has.Some.Contains("共享的视图").And.Some.Contains(" 2")
        );
        // It serves the one as the backup, and the other not at all.
        var commissioner = await App.Browser("commissioner2");
        var seen = await commissioner.SeeAsync("/saved-views?box=Queue");
        Assert.That(seen.Texts("#saved-views a"), Has.Some.Contains("共享的视图").And.Some.EndsWith(" 1"));
        Assert.That(seen.Document.QuerySelector("[name=ViewId]"), Is.Null, "who did not save it does not delete it");
        Assert.That(seen.Document.QuerySelector("[name=SharedWith]"), Is.Null, "commissioners share nothing");
        Assert.That((await (await App.Browser("department1")).SeeAsync("/cases/all")).Text, Does.Not.Contain("共享的视图"));
        await using var db = App.Db();
        var view = await db.SavedViews.SingleAsync(v => v.Name == "共享的视图");
        Assert.That((view.List, view.Query), Is.EqualTo(("Queue", "?q=" + Uri.EscapeDataString("示例共享"))));
    }

    [Test]
    public async Task Who_may_not_share_is_refused_and_what_is_of_no_list_is_not_there()
    {
        var browser = await App.Browser("commissioner2");
        Assert.That((await browser.GetAsync("/saved-views?box=Mine")).Status, Is.EqualTo(404));
        var keep = await browser.SeeAsync("/saved-views?box=Queue");
        var form = keep.Document.QuerySelector("form:has([name=Name])")!;
        var field = keep.Document.CreateElement("input");
        field.SetAttribute("name", "SharedWith");
        field.SetAttribute("value", "Commissioner");
        form.AppendChild(field);
        var refused = await keep.Form("form:has([name=Name])").Fill("Name", "不该有的").SubmitAsync();
        Assert.That(refused.Status, Is.EqualTo(403));
        for (var i = 0; i <= 30; i++)
        {
            keep = await browser.SeeAsync("/saved-views?box=Queue");
            refused = await keep.Form("form:has([name=Name])").Fill("Name", $"视图{i}").SubmitAsync();
        }

        Assert.That((refused.Status, refused.Text.Contains("最多保存 30", StringComparison.Ordinal)), Is.EqualTo((409, true)));
    }
}
