using Commissioner.App.Tests.Features.Attachments;
using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Supplements;

/// <summary>An enterprise adds to its open request, presses for it, and answers with pictures.</summary>
public sealed class SupplementsTests : OnOneApp
{
    [Test]
    public async Task What_is_added_is_read_by_who_deals_with_it_and_moves_no_promise()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([1]);
        var before = (await story.SeenBy("enterprise1")).At("dueAt");
        var phone = await App.Browser("enterprise1");
        var form = (await phone.SeeAsync($"/supplements/add/{story.Case}")).FormWith("Text");
        var page = await form.Fill("Text", "示例补充：又停了一次").Attach("Files", "现场.jpg", Pictures.Jpeg()).SubmitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Path, Is.EqualTo($"/cases/follow/{story.Case}"), page.Text);
            Assert.That(
                page.Text,
                Does.Contain("已补充").And.Contain("企业补充：示例补充：又停了一次（附 1 个文件）").And.Contain("现场.jpg")
            );
            Assert.That((await story.SeenBy("enterprise1")).At("dueAt"), Is.EqualTo(before));
            Assert.That((await story.SeenBy("commissioner1")).Each("timeline", "name")[^1], Is.EqualTo("CaseSupplemented"));
            Assert.That((await story.SeenBy("department1")).Each("attachments", "fileName"), Does.Contain("现场.jpg"));
        }

        await App.RunAsync("react");
        Assert.That((await (await App.Browser("commissioner1")).SeeAsync("/notices")).Text, Does.Contain("补充了材料"));
        Assert.That((await (await App.Browser("department1")).SeeAsync("/notices")).Text, Does.Contain("企业补充了材料"));
        Assert.That(story.Leg(whistle, 1), Is.Not.Empty);
    }

    [Test]
    public async Task Pressing_says_before_and_after_who_is_asked_and_by_when_and_works_once_a_day()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        await story.WhistleAsync([2]);
        var phone = await App.Browser("enterprise1");
        var asked = await phone.SeeAsync($"/supplements/nudge/{story.Case}");
        Assert.That(asked.Text, Does.Contain("示例市政道路处").And.Contain("前"));
        var page = await asked.Form("main form[method=post]:not([action])").SubmitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Path, Is.EqualTo($"/cases/follow/{story.Case}"));
            Assert.That(page.Texts(".note-done"), Has.Some.Contain("已请部门").And.Some.Contain("示例市政道路处"));
            Assert.That(page.Document.QuerySelector($"a[href$='/supplements/nudge/{story.Case}']"), Is.Null, "not offered twice a day");
            Assert.That((await story.SeenBy("department2")).Each("timeline", "name"), Does.Contain("CaseNudged"));
        }

        (await (await story.As("enterprise1")).PostAsync($"{story.Path}/nudges")).MustRefuse(409, "NudgedToday");
        await App.RunAsync("react");
        Assert.That((await (await App.Browser("department2")).SeeAsync("/notices")).Text, Does.Contain("企业催办"));
    }

    [Test]
    public async Task Whom_a_whistle_hides_adds_no_word_to_what_the_department_reads()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        await story.WhistleAsync([3], disclosure: "identityHidden");
        var enterprise = await story.As("enterprise1");
        await enterprise.DoAsync($"{story.Path}/supplements", new { text = "示例企业1有限公司的秘密" });
        await enterprise.DoAsync($"{story.Path}/nudges");
        var seen = await story.SeenBy("department3");
        var page = await (await App.Browser("department3")).SeeAsync($"/cases/show/{story.Case}");
        Assert.That(seen.Text + page.Text, Does.Not.Contain("秘密").And.Contain("催办"));
    }

    [Test]
    public async Task A_question_for_pictures_is_answered_with_pictures()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        await (await story.As("commissioner1")).DoAsync($"{story.Path}/questions", new { text = "请拍照" });
        var phone = await App.Browser("enterprise1");
        var form = (await phone.SeeAsync($"/questions/answer/{story.Case}")).FormWith("Text");
        var page = await form.Attach("Files", "照片.jpg", Pictures.Jpeg()).SubmitAsync();
        Assert.That(page.Text, Does.Contain("（附 1 个文件）").And.Contain("照片.jpg"));
        Assert.That((string?)(await story.SeenBy("commissioner1"))["status"], Is.EqualTo("InProgress"));
    }

    [Test]
    public async Task Files_of_another_are_none()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        var file = await (await story.As("enterprise2")).UploadAsync("它.jpg", Pictures.Jpeg());
        var answer = await (await story.As("enterprise1")).PostAsync(
            $"{story.Path}/supplements",
            new { text = "示例", attachmentIds = new[] { file.Id } }
        );
        answer.MustRefuse(422, "FileUnknown");
        Assert.That((await story.SeenBy("enterprise1")).Each("timeline", "name"), Does.Not.Contain("CaseSupplemented"));
    }
}
