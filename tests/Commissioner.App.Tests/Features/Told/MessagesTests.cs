using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Told;

/// <summary>The office decides how and in which words is told; everybody chooses for itself within that.</summary>
public sealed class MessagesTests
{
    private const string Phone = "13800000001";

    [Test]
    public async Task The_office_s_own_words_go_out_and_ours_again_when_it_takes_them_back()
    {
        await using var app = await StartAsync();
        var office = await app.Api("triage");
        (await office.PostAsync("/messages/YourCaseAccepted/words", new { culture = "zh-CN", body = "【示例】{number} 收到了" })).MustBe(
            201
        );
        var way = await AcceptedAsync(app);
        var number = (string)(await way.SeenBy("enterprise1"))["number"]!;
        Assert.That(Mine(app), Is.EqualTo(new[] { $"【示例】{number} 收到了" }));
        (await office.PostAsync("/messages/YourCaseAccepted/words", new { culture = "zh-CN" })).MustBe(201);
        await AcceptedAsync(app);
        Assert.That(Mine(app)[^1], Does.Contain("已受理"));
    }

    [Test]
    public async Task Words_that_cannot_be_told_are_refused_by_name_and_what_was_typed_stays()
    {
        await using var app = await StartAsync();
        var office = await app.Api("triage");
        var refused = await office.PostAsync("/messages/YourCaseAccepted/words", new { culture = "zh-CN", body = "{title} {handler}" });
        refused.MustRefuse(422, "WordsPlaceUnknown");
        refused.MustName("body");
        (await office.PostAsync("/messages/Nothing/words", new { body = "示例" })).MustBe(404);
        var page = await (await app.Browser("triage")).SeeAsync("/messages/edit/YourCaseAccepted");
        var again = await page.Form("form:has(#Body-zh-CN)").Fill("Body", "示例 {nothing}").SubmitAsync("保存说法");
        Assert.That(again.Status, Is.EqualTo(422), again.Address + again.Text);
        Assert.That(again.Document.QuerySelector("#Body-zh-CN")!.TextContent.Trim(), Is.EqualTo("示例 {nothing}"));
    }

    [Test]
    public async Task What_the_office_takes_off_the_phone_stays_in_the_inbox()
    {
        await using var app = await StartAsync();
        var office = await app.Api("triage");
        (
            await office.PostAsync(
                "/messages/YourCaseAccepted/decisions",
                new
                {
                    phone = false,
                    email = false,
                    robot = false,
                    urgent = false,
                    compulsory = false,
                    worthHours = 24,
                }
            )
        ).MustBe(200);
        await AcceptedAsync(app);
        Assert.That(Mine(app), Is.Empty);
        var notices = await (await app.Api("enterprise1")).GetAsync("/notices");
        Assert.That(notices.Text, Does.Contain("已受理"));
        (await office.PostAsync("/messages/YourCaseAccepted/decisions", new { worthHours = 0 })).MustRefuse(422, "WorthOutOfRange");
    }

    [Test]
    public async Task Who_pauses_hears_what_it_must_and_who_says_stop_is_called_instead()
    {
        await using var app = await StartAsync();
        var enterprise = await app.Api("enterprise1");
        (await enterprise.PostAsync("/choices", new { culture = "en", pauseDays = 7 })).MustBe(200);
        var way = await AcceptedAsync(app);
        Assert.That(Mine(app), Is.Empty, "accepted is no must");
        await way.ContactAsync();
        await (await way.As("commissioner1")).DoAsync($"{way.Path}/questions", new { text = "示例问题" });
        await TellAsync(app);
        Assert.That(Mine(app).Single(), Does.Contain("answer"), "in its language");
        (await enterprise.PostAsync("/choices", new { wants = new { Sms = "Nothing" } })).MustBe(200);
        var next = await AcceptedAsync(app);
        await next.ContactAsync();
        await (await next.As("commissioner1")).DoAsync($"{next.Path}/questions", new { text = "示例问题" });
        await TellAsync(app);
        Assert.That(Mine(app), Has.Count.EqualTo(1), "nothing goes to a number that said stop");
        await using var db = app.Db();
        Assert.That(await db.Deliveries.CountAsync(d => d.Channel == Domain.Told.Channel.Hotline), Is.EqualTo(1));
        Assert.That(await db.Consents.Select(c => new { c.Given, c.Words }).ToListAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_preview_reads_as_the_last_real_one_and_changes_nothing()
    {
        await using var app = await StartAsync();
        var way = await AcceptedAsync(app);
        var number = (string)(await way.SeenBy("enterprise1"))["number"]!;
        var office = await app.Api("triage");
        var preview = await office.PostAsync("/messages/YourCaseAccepted/previews", new { body = "看：{number}" });
        Assert.That(((string)preview["text"]!, (bool)preview["fromReal"]!), Is.EqualTo(($"看：{number}", true)));
        (await office.PostAsync("/messages/YourCaseAccepted/tests", new { })).MustRefuse(409, "NoWayToTest");
        (await (await app.Api("commissioner1")).GetAsync("/messages")).MustBe(403);
    }

    [Test]
    public async Task What_failed_goes_again_when_the_office_says_so_and_shows_no_words_and_no_number()
    {
        await using var app = await StartAsync();
        app.Carrier.Answer = _ => new(Domain.Told.GatewayAnswer.Refused, Code: "21211");
        await AcceptedAsync(app);
        var office = await app.Api("triage");
        var failed = await office.GetAsync("/deliveries?state=Failed");
        Assert.That(failed.Text, Does.Not.Contain(Phone).And.Not.Contain("已受理").And.Contain("****0001"));
        app.Carrier.Answer = _ => new(Domain.Told.GatewayAnswer.Taken);
        var replayed = await office.PostAsync("/deliveries/replays", new { fate = "Failed" });
        Assert.That((int)replayed["count"]!, Is.GreaterThan(0));
        await TellAsync(app);
        Assert.That(Mine(app), Has.Count.EqualTo(1));
        (await (await app.Api("enterprise1")).GetAsync("/deliveries")).MustBe(403);
    }

    private static async Task<TestApp> StartAsync()
    {
        var app = await TestApp.StartAsync();
        await app.ExecuteAsync($"UPDATE accounts SET phone_number = '{TestCluster.Keys.Seal(Phone)}' WHERE user_name = 'enterprise1'");
        return app;
    }

    private static async Task<Journey> AcceptedAsync(TestApp app)
    {
        var way = new Journey(app);
        await way.FileAsync();
        await way.AcceptAsync();
        await TellAsync(app);
        return way;
    }

    private static async Task TellAsync(TestApp app)
    {
        await app.RunAsync("react");
        await app.RunAsync("deliver");
    }

    private static List<string> Mine(TestApp app) => [.. app.TextMessages.Where(m => m.Phone == Phone).Select(m => m.Text)];
}
