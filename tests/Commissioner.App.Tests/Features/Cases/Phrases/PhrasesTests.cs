using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Phrases;

/// <summary>Phrases are offered where one writes, filled in, and appended to what is written.</summary>
public sealed class PhrasesTests : OnOneApp
{
    [Test]
    public async Task Ones_own_is_offered_filled_in_and_appended_without_losing_what_was_typed()
    {
        var story = new Journey(App);
        await story.FileAsync();
        await story.AcceptAsync();
        var number = (string)(await story.SeenBy("commissioner1"))["number"]!;
        var browser = await App.Browser("commissioner1");
        await KeepAsync(browser, "FirstContact", "例行首联", "{企业}的{编号}已电话联系，{没有的}。");

        var page = await browser.SeeAsync("/cases/contact/" + story.Case);
        var option = page.Document.QuerySelectorAll("select[name=phrase] option").Single(o => o.TextContent.Contains("例行首联"));
        Assert.That(option.GetAttribute("data-text"), Is.EqualTo($"示例企业1有限公司的{number}已电话联系，{{没有的}}。"));
        var back = await page.FormWith("Outcome")
            .Fill("Means", "Call")
            .Fill("Outcome", "先说一句")
            .Fill("phrase", option.GetAttribute("value")!)
            .SubmitAsync("插入");
        Assert.That(back.Path, Is.EqualTo("/cases/contact/" + story.Case));
        Assert.That(
            (back.FormWith("Outcome").Value("Means"), back.FormWith("Outcome").Value("Outcome")),
            Is.EqualTo(("Call", $"先说一句\n示例企业1有限公司的{number}已电话联系，{{没有的}}。"))
        );
        var sent = await back.FormWith("Outcome").SubmitAsync();
        Assert.That(
            (sent.Path, sent.Text.Contains("已记录首次联系", StringComparison.Ordinal)),
            Is.EqualTo(("/cases/show/" + story.Case, true))
        );

        // Of others it is nobody's: neither to use, nor to change.
        Assert.That((await (await App.Browser("commissioner2")).SeeAsync("/phrases")).Text, Does.Not.Contain("例行首联"));
        var mine = await browser.SeeAsync("/phrases");
        var id = mine.Document.QuerySelectorAll("a[href*='of=']").Select(a => a.GetAttribute("href")!.Split("of=")[1]).First();
        var others = (await (await App.Browser("commissioner2")).SeeAsync("/phrases?of=" + id)).FormWith("Title");
        Assert.That(others.Value("Title"), Is.Empty);
    }

    [Test]
    public async Task Shared_ones_are_kept_by_the_office_and_go_to_whose_work_they_are()
    {
        var office = await App.Browser("triage");
        await KeepAsync(office, "Closure", "共用办结", "已办结", shared: true);
        await KeepAsync(office, "Report", "全部部门反馈", "已到场", shared: true);
        await KeepAsync(office, "Report", "一个部门反馈", "已补种", shared: true, App.World.Departments[0].Id.ToString());

        var commissioner = (await (await App.Browser("commissioner1")).SeeAsync("/phrases")).Text;
        Assert.That(commissioner, Does.Contain("共用办结").And.Not.Contain("全部部门反馈"));
        Assert.That((await (await App.Browser("commissioner1")).SeeAsync("/phrases")).Document.QuerySelector("[name=Shared]"), Is.Null);
        var first = (await (await App.Browser("department1")).SeeAsync("/phrases")).Text;
        Assert.That(first, Does.Contain("全部部门反馈").And.Contain("一个部门反馈").And.Not.Contain("共用办结"));
        Assert.That((await (await App.Browser("department2")).SeeAsync("/phrases")).Text, Does.Not.Contain("一个部门反馈"));
        Assert.That((await (await App.Browser("enterprise1")).GetAsync("/phrases")).Status, Is.EqualTo(403));

        // Whoever keeps none of them changes none.
        var shared = (await office.SeeAsync("/phrases"))
            .Document.QuerySelectorAll("a[href*='of=']")
            .Select(a => a.GetAttribute("href")!.Split("of=")[1])
            .First();
        var other = await App.Browser("commissioner1");
        var form = (await other.SeeAsync("/phrases?of=" + shared)).FormWith("Title");
        var added = await form.Fill("Use", "Closure").Fill("Title", "自己的").Fill("Text", "自己的").SubmitAsync();
        Assert.That(added.Status, Is.EqualTo(404).Or.EqualTo(200));
        Assert.That((await office.SeeAsync("/phrases")).Text, Does.Contain("共用办结").And.Not.Contain("自己的"));
    }

    private static async Task KeepAsync(
        Browser browser,
        string use,
        string title,
        string text,
        bool shared = false,
        string? department = null
    )
    {
        var form = (await browser.SeeAsync("/phrases")).FormWith("Title").Fill("Use", use).Fill("Title", title).Fill("Text", text);
        form = shared ? form.Fill("Shared", "true") : form;
        form = department is null ? form : form.Fill("DepartmentId", department);
        var page = await form.SubmitAsync();
        Assert.That((page.Status, page.Text.Contains(title, StringComparison.Ordinal)), Is.EqualTo((200, true)), page.Text);
    }
}
