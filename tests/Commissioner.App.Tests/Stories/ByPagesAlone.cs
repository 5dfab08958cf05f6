using System.Globalization;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Tests.Features.Attachments;
using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Stories;

/// <summary>The main job, by forms alone: no script, on the phone's pages and the desk's.</summary>
public sealed class ByPagesAlone
{
    [Test]
    public async Task One_request_travels_the_whole_way_without_JavaScript()
    {
        await using var app = await TestApp.StartAsync();
        var enterprise = await app.Browser("enterprise1");
        var commissioner = await app.Browser("commissioner1");
        var department = await app.Browser("department1");
        var office = await app.Browser("triage");

        var followed = await (await enterprise.SeeAsync("/cases/submit"))
            .FormWith("Description")
            .Fill("Category", "ParkEnvironment")
            .Fill("Title", "厂门口绿化带")
            .Fill("Description", "门口的绿化带一直没有建。")
            .Fill("Place", "示例路1号")
            .Attach("Files", "门口.jpg", Pictures.Jpeg(Pictures.Jfif))
            .SubmitAsync();
        Assert.That(followed.Text, Does.Contain("示例专员1").And.Contain("3月3日（周二）18:00").And.Contain("门口.jpg"));
        var id = followed.Path.Split('/')[^1];
        Assert.That((await enterprise.SeeAsync("/cases/mine")).Text, Does.Contain("厂门口绿化带"));

        Assert.That((await commissioner.SeeAsync("/cases/queue")).Texts(".queue-title"), Is.EqualTo(new[] { "厂门口绿化带" }));
        await DoneAsync((await commissioner.SeeAsync($"/cases/show/{id}")).Form("form:has(#accept)"));
        await DoneAsync(
            (await commissioner.SeeAsync($"/cases/contact/{id}"))
                .FormWith("Outcome")
                .Fill("Means", "Call")
                .Fill("Outcome", "已电话了解情况")
        );
        await DoneAsync(
            (await commissioner.SeeAsync($"/whistles/blow/{id}"))
                .FormWith("Asked")
                .Fill("Asked", "现场查看并补种")
                .Fill("Tried", "专员已到现场")
                .Fill("Lead", app.World.Departments[0].Id.ToString())
                .Fill("Assisting", app.World.Departments[1].Id.ToString())
        );
        Assert.That((await enterprise.SeeAsync($"/cases/follow/{id}")).Text, Does.Contain("示例园林绿化处").And.Contain("示例市政道路处"));

        foreach (var helper in new[] { department, await app.Browser("department2") })
        {
            var inbox = await helper.SeeAsync("/whistles/inbox");
            var checkIn = await helper.SeeAsync(inbox.Document.QuerySelector("a.queue-title")!.GetAttribute("href")!);
            await DoneAsync(
                checkIn
                    .FormWith("HandlerName")
                    .Fill("HandlerName", "示例经办")
                    .Fill("HandlerPhone", "13900000000")
                    .Fill("FirstStep", "现场查看")
                    .Fill("FirstStepAt", Local(app, 60))
            );
            var report = await helper.SeeAsync(
                (await helper.SeeAsync("/whistles/inbox")).Document.QuerySelector("a[href*='/whistles/report/']")!.GetAttribute("href")!
            );
            await DoneAsync(
                Elements(app, report.FormWith("SpokenWith"), "已补种").Attach("Files", "完工.jpg", Pictures.Jpeg(Pictures.Jfif))
            );
            await DoneAsync((await commissioner.SeeAsync($"/cases/show/{id}")).Form("form:has([id^=approve-])"));
        }

        await DoneAsync(Elements(app, (await commissioner.SeeAsync($"/closures/propose/{id}")).FormWith("SpokenWith"), "绿化带已完工"));
        Assert.That((await office.SeeAsync("/closures/review")).Texts(".queue-title"), Is.EqualTo(new[] { "厂门口绿化带" }));
        await DoneAsync((await office.SeeAsync($"/cases/show/{id}")).Form("form:has(#pass)"));

        var confirm = await enterprise.SeeAsync($"/closures/confirm/{id}");
        Assert.That(confirm.Text, Does.Contain("绿化带已完工"));
        await DoneAsync(confirm.FormWith("Outcome").Fill("Outcome", "Resolved"));
        app.Advance(TimeSpan.FromMinutes(1));
        var rated = await (await enterprise.SeeAsync($"/satisfaction/rate/{id}")).FormWith("Overall").Fill("Overall", "5").SubmitAsync();
        Assert.That(rated.Text, Does.Contain("示例专员2"), "who acts is named at once");
        Assert.That((await commissioner.GetAsync($"/cases/show/{id}")).Status, Is.EqualTo(404));

        await app.RunAsync("react");
        Assert.That(
            (await (await app.Browser("supervisor")).SeeAsync("/supervision")).Text,
            Does.Contain("非常不满意").And.Contain("示例专员1 → 示例专员2")
        );
        Assert.That((await commissioner.SeeAsync("/notices")).Text, Does.Not.Contain("满意").And.Not.Contain("评价"));
        var appointed = await (await office.SeeAsync("/replacements")).Form("form:has(button.btn-primary):not(details form)").SubmitAsync();
        Assert.That(appointed.Text, Does.Contain("示例专员4"));
        var kept = await (await enterprise.SeeAsync("/enterprises/mine")).FormWith("replacementId").SubmitAsync();
        Assert.That(
            kept.Texts(".person-name"),
            Is.EqualTo(new[] { "示例专员1" }),
            "the enterprise, and nobody else, keeps it within a working day"
        );
    }

    [Test]
    public async Task Of_two_at_one_page_the_later_reads_what_the_earlier_did_and_loses_nothing_typed()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.FileAsync();
        await story.AcceptAsync();
        var late = (await (await app.Browser("commissioner1")).SeeAsync($"/cases/contact/{story.Case}"))
            .FormWith("Outcome")
            .Fill("Means", "Call")
            .Fill("Outcome", "已电话了解情况，下周上门");
        await story.ContactAsync("commissioner2");
        var refused = await late.SubmitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.Status, Is.EqualTo(409), refused.Text);
            Assert.That(
                refused.Texts(".reasons").Single(),
                Does.Contain("刚才有人先一步处理了").And.Contain("示例专员2").And.Contain("已电话联系，了解情况")
            );
        }

        // A form that is still open to the later one keeps what was typed.
        await story.WhistleAsync([1]);
        var blow = (await (await app.Browser("commissioner1")).SeeAsync($"/whistles/blow/{story.Case}"))
            .FormWith("Asked")
            .Fill("Asked", "请一同到场")
            .Fill("Tried", "已看过")
            .Fill("Lead", app.World.Departments[1].Id.ToString());
        await story.WhistleAsync([3]);
        var again = await blow.SubmitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again.Status, Is.EqualTo(409), again.Text);
            Assert.That(again.Texts(".reasons").Single(), Does.Contain("示例交通运输处"));
            Assert.That(again.FormWith("Asked").Value("Asked"), Is.EqualTo("请一同到场"));
            Assert.That(
                (await again.FormWith("Asked").SubmitAsync()).Path,
                Does.StartWith("/cases/show/"),
                "now that it was read, it is carried out"
            );
        }
    }

    private static PageForm Elements(TestApp app, PageForm form, string done) =>
        form.Fill("TakenUpAt", Local(app, -3))
            .Fill("SpokenWith", "示例联系人")
            .Fill("SpokenAt", Local(app, -2))
            .Fill("Done", done)
            .Fill("SolvedAt", Local(app, -1));

    private static string Local(TestApp app, int minutes) =>
        Moments.Local(app.Clock.GetUtcNow().AddMinutes(minutes)).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    private static async Task DoneAsync(PageForm form)
    {
        var page = await form.SubmitAsync();
        Assert.That((page.Status, page.Texts(".reasons")), Is.EqualTo((200, Array.Empty<string>())), $"{page.Address}: {page.Text}");
    }
}
