using System.Globalization;
using Commissioner.App.Features.Privacy;
using Commissioner.App.Hosting;
using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Features.Privacy;

/// <summary>An enterprise's person reads and accepts what is taken down of it before it files; anybody may read it.</summary>
public sealed class NoticeTests
{
    private static readonly object Request = new
    {
        title = "示例停水",
        description = "示例企业三号楼停水",
        category = "Other",
        urgency = "ordinary",
    };

    [Test]
    public async Task The_form_asks_once_and_keeps_what_was_typed()
    {
        await using var app = await TestApp.StartAsync();
        await app.ExecuteAsync("DELETE FROM notice_acceptances");
        var phone = await app.Browser("enterprise1");
        var form = await phone.SeeAsync("/cases/submit");
        Assert.That(form.Texts("main details dt"), Has.Count.GreaterThan(10), "it is read where it is accepted");
        var refused = await Filled(form).SubmitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.Status, Is.EqualTo(422));
            Assert.That(refused.Text, Does.Contain("请先阅读并同意"));
            Assert.That(refused.FormWith("Title").Value("Title"), Is.EqualTo("示例停水"));
        }

        Assert.That((await Filled(refused).Fill("AcceptNotice", "true").SubmitAsync()).Path, Does.StartWith("/cases/follow/"));
        var again = await phone.SeeAsync("/cases/submit");
        Assert.That(again.Document.QuerySelector("[name=AcceptNotice]"), Is.Null);
        Assert.That((await Filled(again).SubmitAsync()).Path, Does.StartWith("/cases/follow/"));
        await using var db = app.Db();
        var kept = await db.NoticeAcceptances.SingleAsync();
        Assert.That((kept.PersonId, kept.Version, kept.At), Is.EqualTo((app.World["enterprise1"].Id, 3, TestApp.Monday)));
        Assert.That(kept.WordsHash, Has.Length.EqualTo(64));
    }

    [Test]
    public async Task A_call_is_refused_by_its_rule_until_that_person_accepts_the_version_in_force()
    {
        await using var app = await TestApp.StartAsync();
        await app.ExecuteAsync("DELETE FROM notice_acceptances");
        var owner = await app.Api("enterprise1");
        var refused = await owner.PostAsync("/cases", Request);
        refused.MustBe(422);
        Assert.That(refused.Text, Does.Contain("NoticeNotAccepted"));
        (await owner.PostAsync("/privacy/acceptances", new { version = 99 })).MustBe(422);
        (await (await app.Api("hotline")).PostAsync("/privacy/acceptances", new { version = 3 })).MustBe(403);
        (await owner.PostAsync("/privacy/acceptances", new { version = 3 })).MustBe(201);
        (await owner.PostAsync("/privacy/acceptances", new { version = 3 })).MustBe(201);
        (await owner.PostAsync("/cases", Request)).MustBe(201);
        (await (await app.Api("enterprise2")).PostAsync("/cases", Request)).MustBe(422);
        var reads = (await (await app.Api("triage")).GetAsync("/privacy")).Json!;
        Assert.That(((int)reads["version"]!, (bool)reads["isAsked"]!), Is.EqualTo((3, false)), "anybody reads it, and is asked nothing");
    }

    [Test]
    public async Task Where_it_is_switched_off_nobody_is_asked()
    {
        await using var app = await TestApp.StartAsync(
            settings: new Dictionary<string, string> { ["Commissioner:Privacy:NoticeRequired"] = "false" }
        );
        await app.ExecuteAsync("DELETE FROM notice_acceptances");
        (await (await app.Api("enterprise1")).PostAsync("/cases", Request)).MustBe(201);
        var door = await (await app.Browser()).SeeAsync("/sign-in");
        Assert.That(door.Document.QuerySelectorAll("a[href='/privacy']"), Has.Length.EqualTo(2), "at the door and at the foot");
        var page = await (await app.Browser()).SeeAsync("/privacy");
        Assert.That(page.Text, Does.Contain("12345"), "whom to turn to");
    }

    // Whoever changes the words decides whether they promise something else: then PrivacyNotice.Version grows, and people are asked anew.
    [TestCase("zh-CN", "bc05e797b7b11e2b0545cf2d01c0680ad9af38f8106a8397caa28ed34dc8a31f")]
    [TestCase("en", "86027c8695f34dc112001060b70cf79e7609a26cf8c5004800f74c612ecd509b")]
    public async Task The_words_of_version_3_are_these(string culture, string hash)
    {
        await using var app = await TestApp.StartAsync();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        Assert.That(NoticeWords.Hash(app.Services.GetRequiredService<Texts>()), Is.EqualTo(hash));
    }

    private static PageForm Filled(Page page) =>
        page.FormWith("Title").Fill("Category", "Other").Fill("Title", "示例停水").Fill("Description", "示例企业三号楼停水");
}
