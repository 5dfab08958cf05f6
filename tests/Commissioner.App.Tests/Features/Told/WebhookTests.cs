using System.Net;
using System.Text.Json;
using Commissioner.App.Channels.Webhooks;
using Commissioner.App.Tests.Channels;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Told;

/// <summary>Other systems are told of events: signed, in order, nothing of what is confidential, and never inside the house.</summary>
public sealed class WebhookTests
{
    [Test]
    public async Task A_case_is_told_in_order_and_signed_and_one_about_officials_is_not()
    {
        await using var park = await FakeGateway.StartAsync();
        await using var app = await StartAsync();
        var (id, secret) = await SubscribeAsync(app, park.Address + "/hooks");
        var way = new Journey(app);
        await way.FileAsync("秘密的标题");
        await way.AcceptAsync();
        await way.ContactAsync();
        var officials = new Journey(app);
        await officials.FileAsync("示例意见", category: "AboutOfficials");
        for (var i = 0; i < 4; i++)
        {
            await TellAsync(app);
        }

        var told = park.Asked.ToList();
        var bodies = told.ConvertAll(a => JsonDocument.Parse(a.Body).RootElement);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bodies.Select(b => b.GetProperty("data").GetProperty("case").GetString()), Is.All.EqualTo(way.Case));
            Assert.That(bodies.Select(b => b.GetProperty("data").GetProperty("version").GetInt32()), Is.Ordered.Ascending);
            Assert.That(bodies.Select(b => b.GetProperty("type").GetString()), Does.Contain("CaseSubmitted").And.Contain("CaseAccepted"));
            Assert.That(told.Select(a => a.Body), Is.All.Not.Contain("秘密"));
            foreach (var asked in told)
            {
                Assert.That(
                    asked.Headers["webhook-signature"],
                    Is.EqualTo(
                        WebhookSignature.Of(secret, asked.Headers["webhook-id"], long.Parse(asked.Headers["webhook-timestamp"]), asked.Body)
                    )
                );
            }
        }

        var office = await app.Api("triage");
        var attempts = await office.SeeAsync($"/webhooks/{id}/attempts");
        var first = attempts["items"]!.AsArray().Single(a => (string?)a!["request"] == told[^1].Body)!;
        Assert.That((await office.PostAsync($"/webhooks/{id}/attempts/{(string?)first["id"]}/replays")).Status, Is.EqualTo(202));
        app.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await office.PostAsync($"/webhooks/{id}/tests")).Status, Is.EqualTo(202));
        await TellAsync(app);
        await TellAsync(app);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(park.Asked.Count(a => a.Headers["webhook-id"] == told[^1].Headers["webhook-id"]), Is.EqualTo(2), "once more");
            Assert.That(park.Asked.Count(a => a.Body.Contains("WebhookTest", StringComparison.Ordinal)), Is.EqualTo(1));
        }

        await using var db = app.Db();
        Assert.That((await db.Webhooks.SingleAsync()).Secret, Does.Not.Contain(secret));
        Assert.That(
            app.Logged.Where(l => l.Contains(secret, StringComparison.Ordinal) || l.Contains("/hooks", StringComparison.Ordinal)),
            Is.Empty
        );
    }

    [Test]
    public async Task One_that_fails_keeps_its_order_holds_nobody_up_and_is_switched_off_after_a_day()
    {
        await using var sick = await FakeGateway.StartAsync();
        await using var well = await FakeGateway.StartAsync();
        sick.Answer = _ => new(500, "down");
        await using var app = await StartAsync();
        var (id, _) = await SubscribeAsync(app, sick.Address);
        await SubscribeAsync(app, well.Address);
        var way = new Journey(app);
        await way.FileAsync();
        await way.AcceptAsync();
        await TellAsync(app);
        await TellAsync(app);
        Assert.That(well.Asked, Has.Count.EqualTo(2));
        Assert.That(sick.Asked.Select(a => a.Headers["webhook-id"]).Distinct().Count(), Is.EqualTo(1), "the second waits for the first");
        for (var hour = 0; hour < 26; hour++)
        {
            app.Advance(TimeSpan.FromHours(1));
            await TellAsync(app);
        }

        var office = await app.Api("triage");
        var line = (await office.SeeAsync("/webhooks"))["items"]!.AsArray().Single(w => (string?)w!["id"] == id)!;
        Assert.That(line["offAt"], Is.Not.Null);
        var asked = sick.Asked.Count;
        await TellAsync(app);
        Assert.That(sick.Asked, Has.Count.EqualTo(asked));
        await using (var db = app.Db())
        {
            Assert.That(await db.Notices.AnyAsync(n => n.Text == "EngineWebhookOff"), Is.True, "it was said so");
        }

        Assert.That((await office.PostAsync($"/webhooks/{id}/resumptions")).Status, Is.EqualTo(204));
        sick.Answer = _ => new(200);
        await way.ContactAsync();
        await TellAsync(app);
        Assert.That(sick.Asked, Has.Count.GreaterThan(asked));
    }

    [TestCase("http://127.0.0.1:9/x")]
    [TestCase("https://127.0.0.1/x")]
    [TestCase("https://127.1/x")]
    [TestCase("https://0x7f000001/x")]
    [TestCase("https://2130706433/x")]
    [TestCase("https://[::1]/x")]
    [TestCase("https://[::ffff:169.254.169.254]/x")]
    [TestCase("https://169.254.169.254/latest/meta-data")]
    [TestCase("https://10.0.0.8/x")]
    [TestCase("https://192.168.1.1/x")]
    [TestCase("https://[fd00::1]/x")]
    [TestCase("https://[64:ff9b::7f00:1]/x")]
    [TestCase("https://localhost/x")]
    [TestCase("https://api.localhost/x")]
    [TestCase("http://platform.example/x")]
    [TestCase("ftp://platform.example/x")]
    [TestCase("https://user:pass@platform.example/x")]
    [TestCase("platform")]
    [TestCase("")]
    public async Task An_address_inside_the_house_is_refused(string url)
    {
        await using var its = new Configured(new Dictionary<string, string?>());
        var open = (OpenAddresses)its.Services.GetService(typeof(OpenAddresses))!;
        Assert.That(open.MayBe(url), Is.False);
        Assert.That(open.MayBe("https://platform.example/hooks"), Is.True);
    }

    [TestCase("http://localhost:{0}/x")]
    [TestCase("http://127.0.0.1:{0}/x")]
    [TestCase("http://[::ffff:127.0.0.1]:{0}/x")]
    public async Task A_name_that_stands_for_one_is_not_called(string url)
    {
        // Subscribed when it stood for something else.
        await using var app = await TestApp.StartAsync();
        await using var inside = await FakeGateway.StartAsync();
        await using var its = new Configured(new Dictionary<string, string?>(), app.ConnectionString);
        var id = await Table.WebhookAsync(its, string.Format(url, new Uri(inside.Address).Port));
        Assert.That(
            await its.Of(Channel.Webhook)!.SendAsync(Configured.Message(id.ToString()), CancellationToken.None),
            Is.EqualTo(new Handed(GatewayAnswer.Refused, Code: "address"))
        );
        Assert.That(inside.Asked, Is.Empty);
    }

    [Test]
    public void The_signature_is_the_one_that_Standard_Webhooks_publishes() =>
        Assert.That(
            WebhookSignature.Of(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                """{"test": 2432232314}"""
            ),
            Is.EqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
        );

    [Test]
    public async Task Only_the_office_subscribes_and_only_to_what_there_is()
    {
        await using var app = await StartAsync();
        Assert.That((await (await app.Api("sysadmin")).PostAsync("/webhooks", new { url = "https://a.example" })).Status, Is.EqualTo(403));
        var office = await app.Api("triage");
        (await office.PostAsync("/webhooks", new { url = "https://a.example", events = new[] { "CaseRated" } })).MustName("events");
        (await office.PostAsync("/webhooks", new { url = "https://10.1.2.3/", events = Array.Empty<string>() })).MustName("url");
        var (id, _) = await SubscribeAsync(app, "https://a.example");
        Assert.That((await office.DeleteAsync($"/webhooks/{id}")).Status, Is.EqualTo(204));
        Assert.That((await office.PostAsync($"/webhooks/{id}/tests")).Status, Is.EqualTo(404));
    }

    private static Task<TestApp> StartAsync() =>
        TestApp.StartAsync(settings: new Dictionary<string, string> { ["Commissioner:Webhooks:Inside:0"] = "127.0.0.0/8" });

    private static async Task<(string Id, string Secret)> SubscribeAsync(TestApp app, string url)
    {
        var made = await (await app.Api("triage")).PostAsync("/webhooks", new { url });
        Assert.That(made.Status, Is.EqualTo((int)HttpStatusCode.Created), made.ToString());
        return (made.Id, (string)made["secret"]!);
    }

    private static async Task TellAsync(TestApp app)
    {
        await app.RunAsync("react");
        await app.RunAsync("deliver");
    }
}
