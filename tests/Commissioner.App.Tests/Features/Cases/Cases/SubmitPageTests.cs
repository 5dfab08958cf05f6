using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Cases;

/// <summary>The enterprise's form.</summary>
public sealed class SubmitPageTests : OnOneApp
{
    [Test]
    public async Task What_is_refused_stays_on_the_page_with_all_its_reasons()
    {
        var browser = await App.Browser("enterprise1");
        var text = new string('字', 5001);
        var page = await (await browser.SeeAsync("/cases/submit"))
            .FormWith("Description")
            .Fill("Description", text)
            .Fill("Place", "示例路一号")
            .SubmitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Status, Is.EqualTo(422));
            Assert.That(page.Text, Does.Contain("请用一句话写明是什么事").And.Contain("请写明情况").And.Contain("请选择诉求类别"));
            Assert.That(page.FormWith("Description").Value("Description"), Is.EqualTo(text));
            Assert.That(page.FormWith("Description").Value("Place"), Is.EqualTo("示例路一号"));
            Assert.That(await App.Db().Cases.AnyAsync(c => c.Place == "示例路一号"), Is.False);
        }
    }

    [Test]
    public async Task A_form_posted_twice_is_one_request()
    {
        var browser = await App.Browser("enterprise1");
        var form = (await browser.SeeAsync("/cases/submit"))
            .FormWith("Description")
            .Fill("Category", "Other")
            .Fill("Title", "提交两次")
            .Fill("Description", "示例");
        var first = await form.SubmitAsync();
        var second = await form.SubmitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Path, Does.StartWith("/cases/follow/"));
            Assert.That(second.Path, Is.EqualTo(first.Path));
            Assert.That(await App.Db().Cases.CountAsync(c => c.Title == "提交两次"), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_file_of_21_MB_is_refused_by_name_and_the_text_stays()
    {
        var browser = await App.Browser("enterprise1");
        var refused = await (await browser.SeeAsync("/cases/submit"))
            .FormWith("Description")
            .Fill("Category", "Other")
            .Fill("Title", "示例")
            .Fill("Description", "很长的说明")
            .Attach("Files", "大.pdf", [.. "%PDF-1.7\n"u8, .. new byte[21 * 1024 * 1024]])
            .SubmitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.Status, Is.EqualTo(422), refused.Text);
            Assert.That(refused.Text, Does.Contain("大.pdf — 文件太大，每个最多 20 MB"));
            Assert.That(refused.FormWith("Description").Value("Description"), Is.EqualTo("很长的说明"));
            Assert.That((await refused.FormWith("Description").SubmitAsync()).Path, Does.StartWith("/cases/follow/"));
        }
    }

    [Test]
    public async Task Changed_after_going_back_it_is_another_request_once_it_is_sent_again()
    {
        var browser = await App.Browser("enterprise1");
        var form = (await browser.SeeAsync("/cases/submit"))
            .FormWith("Description")
            .Fill("Category", "Other")
            .Fill("Title", "示例")
            .Fill("Description", "退回再交");
        await form.SubmitAsync();
        var back = await form.Fill("Title", "另一件").SubmitAsync();
        Assert.That(back.Status, Is.EqualTo(409), back.Text);
        Assert.That(back.Texts(".reasons").Single(), Does.Contain("请再提交一次"));
        Assert.That((await back.FormWith("Description").SubmitAsync()).Path, Does.StartWith("/cases/follow/"));
        await using var db = App.Db();
        Assert.That(
            await db.Cases.Where(c => c.Description == "退回再交").Select(c => c.Title).ToListAsync(),
            Is.EquivalentTo(new[] { "示例", "另一件" })
        );
    }

    [Test]
    public async Task A_damaged_file_is_refused_by_name_and_the_good_one_stays_attached()
    {
        var browser = await App.Browser("enterprise1");
        var pdf = "%PDF-1.7\n%%EOF"u8.ToArray();
        var refused = await (await browser.SeeAsync("/cases/submit"))
            .FormWith("Description")
            .Fill("Category", "Other")
            .Fill("Title", "示例")
            .Fill("Description", "示例")
            .Attach("Files", "好.pdf", pdf)
            .Attach("Files", "假.jpg", "示例"u8.ToArray())
            .SubmitAsync();
        Assert.That(refused.Status, Is.EqualTo(422), refused.Text);
        Assert.That(refused.Text, Does.Contain("假.jpg").And.Contain("文件（图片）已损坏"));

        var filed = await refused.FormWith("Description").SubmitAsync();
        Assert.That(filed.Status, Is.EqualTo(200), filed.Text);
        Assert.That(filed.Text, Does.Contain("好.pdf").And.Not.Contain("假.jpg"));
    }
}
