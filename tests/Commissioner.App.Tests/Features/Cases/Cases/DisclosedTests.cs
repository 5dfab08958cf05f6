using Commissioner.App.Tests.Features.Attachments;
using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Cases;

/// <summary>What a department sees of an enterprise, and how a contact's name and number come into sight.</summary>
public sealed class DisclosedTests : OnOneApp
{
    [Test]
    public async Task The_leg_page_says_what_is_asked_by_when_and_the_enterprises_words_and_pictures_before_the_form()
    {
        var story = new Journey(App);
        var file = await (await story.As("enterprise1")).UploadAsync("现场.jpg", Pictures.Jpeg());
        await story.FileAsync(title: "示例路灯", attachments: [file.Id]);
        await story.AcceptAsync();
        await story.ContactAsync();
        var whistle = await story.WhistleAsync([1]);
        await (await story.As("enterprise1")).DoAsync($"{story.Path}/supplements", new { text = "示例：又坏了一盏" });
        var browser = await App.Browser("department1");
        var path = story.Leg(whistle, 1).Replace("/whistles/", "/whistles/check-in/").Replace("/legs", "");
        var page = await browser.SeeAsync(path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Text, Does.Contain("示例路灯：请协助处理。").And.Contain("又坏了一盏").And.Contain("现场.jpg"));
            Assert.That(
                page.Text.IndexOf("请到场处理", StringComparison.Ordinal),
                Is.LessThan(page.Text.IndexOf("经办人姓名", StringComparison.Ordinal))
            );
            Assert.That(page.Document.QuerySelector("section.holder time"), Is.Not.Null);
        }

        await story.CheckInAsync(whistle, 1);
        var report = (await browser.SeeAsync(path.Replace("/check-in/", "/report/"))).FormWith("Done");
        Assert.That(report.Value("TakenUpAt"), Is.Not.Empty);
        await story.ReportAsync(whistle, 1, "示例处理经过");
        await (await story.As("commissioner1")).DoAsync($"{story.Leg(whistle, 1)}/returns", new { reason = "还差一盏" });
        var again = await browser.SeeAsync(path.Replace("/check-in/", "/report/"));
        Assert.That(
            (again.FormWith("Done").Value("Done"), again.FormWith("Done").Value("SpokenWith")),
            Is.EqualTo(("示例处理经过", "示例联系人"))
        );
        Assert.That(again.Text, Does.Contain("还差一盏"));
    }

    [Test]
    public async Task With_the_identity_hidden_the_leg_page_says_no_word_of_the_enterprise()
    {
        var story = new Journey(App);
        await story.FileAsync(title: "示例秘密");
        await story.AcceptAsync();
        await story.ContactAsync();
        var whistle = await story.WhistleAsync([2], disclosure: "identityHidden");
        var path = story.Leg(whistle, 2).Replace("/whistles/", "/whistles/check-in/").Replace("/legs", "");
        var page = await (await App.Browser("department2")).SeeAsync(path);
        Assert.That(page.Text, Does.Not.Contain("示例秘密").And.Not.Contain("示例企业1").And.Contain("不公开企业信息"));
    }

    [Test]
    public async Task A_lead_that_may_see_all_has_the_contact_shown_and_the_enterprise_reads_who_it_was()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        await story.WhistleAsync([1, 2]);
        var lead = await story.As("department1");
        var before = await lead.SeeAsync(story.Path);
        Assert.That(((bool)before["contactMayBeRevealed"]!, (string?)before["contactName"]), Is.EqualTo((true, "示**")));
        var shown = await lead.PostAsync($"{story.Path}/contact-reveals", new { purpose = "visit" });
        Assert.That((shown.Status, (string?)shown["name"], (string?)shown["phone"]), Is.EqualTo((200, "示例联系人1", "13900000001")));
        var assisting = await (await story.As("department2")).PostAsync($"{story.Path}/contact-reveals", new { purpose = "visit" });
        assisting.MustBe(403);
        var page = await (await App.Browser("enterprise1")).SeeAsync("/enterprises/views");
        Assert.That(page.Texts(".history li")[0], Does.Contain("示例园林绿化处").And.Contain("上门"));
    }

    [Test]
    public async Task A_lead_from_which_the_contact_is_hidden_has_it_not_shown()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        await story.WhistleAsync([3], disclosure: "contactHidden");
        var answer = await (await story.As("department3")).PostAsync($"{story.Path}/contact-reveals", new { purpose = "visit" });
        answer.MustBe(403);
    }

    [TestCase("commissioner1", "show")]
    [TestCase("triage", "show")]
    [TestCase("supervisor", "show")]
    public async Task Nobody_reads_a_contacts_name_before_it_is_revealed(string user, string page)
    {
        var story = new Journey(App);
        await story.BeginAsync();
        Assert.That((await story.SeenBy(user)).Text, Does.Not.Contain("示例联系人1"));
        var seen = await (await App.Browser(user)).SeeAsync($"/cases/{page}/{story.Case}");
        Assert.That(seen.Text, Does.Not.Contain("示例联系人1"));
        Assert.That((await story.SeenBy("enterprise1")).Text, Does.Contain("示例联系人1"), "its own");
    }

    [Test]
    public async Task Who_was_cancelled_before_it_checked_in_is_not_rated_and_stands_in_one_state()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([1, 2]);
        await (await story.As("commissioner1")).DoAsync($"{story.Leg(whistle, 2)}/cancellations", new { reason = "示例理由" });
        await story.CheckInAsync(whistle, 1);
        await story.ReportAsync(whistle, 1);
        await story.ApproveAsync(whistle, 1);
        await story.ProposeAsync();
        await story.PassAsync();
        await story.ConfirmAsync();
        var rate = await (await App.Browser("enterprise1")).SeeAsync($"/satisfaction/rate/{story.Case}");
        Assert.That(rate.Text, Does.Contain("示例园林绿化处").And.Not.Contain("示例市政道路处"));
        var department = App.World.Departments[1].Id.Value;
        var refused = await (await story.As("enterprise1")).PostAsync(
            $"{story.Path}/ratings",
            new { overall = 2, departments = new[] { new { departmentId = department, level = 2 } } }
        );
        Assert.That(refused.Type, Is.EqualTo("DepartmentTookNoPart"));
        var show = await (await App.Browser("commissioner1")).SeeAsync($"/cases/show/{story.Case}");
        var row = show.Document.QuerySelectorAll("tbody[id^=leg-]").Single(r => r.TextContent.Contains("示例市政道路处")).TextContent;
        Assert.That(row, Does.Contain("已取消").And.Not.Contain("已完成"));
    }
}
