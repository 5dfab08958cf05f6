using System.Net;
using System.Security.Cryptography;
using System.Text;
using Commissioner.App.Tests.Channels;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Told;

/// <summary>What Twilio calls back with is taken once, in whatever order it comes, and from nobody else.</summary>
public sealed class ReceiptsTests
{
    private const string Token = "token-of-the-account";
    private const string Before = "token-until-lately";
    private const string Public = "https://park.example";

    private TestApp _app = null!;
    private FakeGateway _twilio = null!;
    private int _sent;

    [OneTimeSetUp]
    public async Task Start()
    {
        _twilio = await FakeGateway.StartAsync();
        _twilio.Answer = a =>
            a.Method == "POST"
                ? new(201, $$"""{"sid":"SM{{Interlocked.Increment(ref _sent)}}","status":"queued"}""")
                : new(200, """{"messages":[],"page":0,"page_size":50}""");
        var settings = Table.Twilio(_twilio.Address, Token).ToDictionary(s => s.Key, s => s.Value!);
        settings["Commissioner:PublicAddress"] = Public;
        settings["Commissioner:Twilio:AuthTokenBefore"] = Before;
        _app = await TestApp.StartAsync(settings: settings);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        await _app.DisposeAsync();
        await _twilio.DisposeAsync();
    }

    [Test]
    public async Task What_came_long_ago_is_forgotten_and_what_came_lately_stays()
    {
        await _app.ExecuteAsync(
            "INSERT INTO receipts (gateway, event, at) VALUES ('twilio', 'SMold:sent', {0}), ('twilio', 'SMnew:sent', {1})",
            _app.Clock.GetUtcNow().AddDays(-91),
            _app.Clock.GetUtcNow().AddDays(-89)
        );
        await _app.RunAsync("tidy-receipts");
        await using var db = _app.Db();
        var left = await db.Receipts.Select(r => r.Event).Where(e => e == "SMold:sent" || e == "SMnew:sent").ToListAsync();
        Assert.That(left, Is.EqualTo(new[] { "SMnew:sent" }));
    }

    [Test]
    public async Task Twice_reversed_and_late_a_message_only_gets_further()
    {
        var sent = await SentAsync("13800000011");
        await CallBackAsync(sent, "delivered");
        await CallBackAsync(sent, "delivered");
        await CallBackAsync(sent, "sent");
        await CallBackAsync(sent, "failed", "30003");
        var now = await FindAsync(sent.Id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(now.Fate, Is.EqualTo(Fate.Delivered));
            Assert.That(now.DeliveredAt, Is.Not.Null);
            Assert.That(now.Error, Is.Null);
        }

        await using var db = _app.Db();
        Assert.That(await db.Receipts.CountAsync(r => r.Event.StartsWith(sent.ProviderId!)), Is.EqualTo(3));
    }

    [Test]
    public async Task What_fails_at_the_network_is_known_by_its_code_and_the_next_way_has_its_turn()
    {
        var sent = await SentAsync("13800000012", asks: true);
        await CallBackAsync(sent, "undelivered", "30003");
        var now = await FindAsync(sent.Id);
        Assert.That((now.Fate, now.Error), Is.EqualTo((Fate.Failed, (string?)"30003")));
        await using var db = _app.Db();
        Assert.That(
            await db.Deliveries.CountAsync(d => d.CaseId == sent.CaseId && d.Text == sent.Text && d.Channel == Channel.Hotline),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task All_at_once_is_once()
    {
        var sent = await SentAsync("13800000013");
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => CallBackAsync(sent, i % 3 == 0 ? "sent" : "delivered")));
        Assert.That((await FindAsync(sent.Id)).Fate, Is.EqualTo(Fate.Delivered));
        Assert.That(_app.Faults, Is.Empty);
    }

    [TestCase("/hooks/twilio/status")]
    [TestCase("/hooks/twilio/messages")]
    public async Task Who_does_not_sign_is_refused_before_anything_is_looked_at(string path)
    {
        Dictionary<string, string> form = new() { ["MessageSid"] = "SMforged", ["MessageStatus"] = "failed" };
        using var http = _app.Client();
        async Task<HttpStatusCode> PostAsync(string? signature, HttpContent? content = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content ?? new FormUrlEncodedContent(form) };
            if (signature is not null)
            {
                request.Headers.TryAddWithoutValidation("X-Twilio-Signature", signature);
            }

            using var response = await http.SendAsync(request);
            return response.StatusCode;
        }

        var signed = Sign(Token, Public + path, form);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await PostAsync(null), Is.EqualTo(HttpStatusCode.Forbidden), "no signature");
            Assert.That(await PostAsync(""), Is.EqualTo(HttpStatusCode.Forbidden), "an empty one");
            Assert.That(await PostAsync("x"), Is.EqualTo(HttpStatusCode.Forbidden), "a wrong one");
            Assert.That(await PostAsync(Sign("another", Public + path, form)), Is.EqualTo(HttpStatusCode.Forbidden), "another's");
            Assert.That(
                await PostAsync(Sign(Token, "http://localhost" + path, form)),
                Is.EqualTo(HttpStatusCode.Forbidden),
                "another address"
            );
            Assert.That(
                await PostAsync(signed, new StringContent("{}", Encoding.UTF8, "application/json")),
                Is.EqualTo(HttpStatusCode.Forbidden)
            );
            form["MessageStatus"] = "delivered";
            Assert.That(await PostAsync(signed), Is.EqualTo(HttpStatusCode.Forbidden), "changed on its way");
            Assert.That(
                await PostAsync(signed, new StringContent("a=1&a=2", Encoding.UTF8, "application/x-www-form-urlencoded")),
                Is.EqualTo(HttpStatusCode.Forbidden),
                "a field twice"
            );
            Assert.That((int)await PostAsync(Sign(Token, Public + path, form)), Is.LessThan(300), "the account's");
            Assert.That((int)await PostAsync(Sign(Before, Public + path, form)), Is.LessThan(300), "the account's until lately");
        }
    }

    [Test]
    public async Task Who_says_stop_is_sent_nothing_more_until_it_says_start()
    {
        const string phone = "13800000014";
        await SentAsync(phone);
        Assert.That(await SayAsync(phone, " 退订。", "SMstop1"), Does.Contain("已退订"));
        Assert.That(await SayAsync(phone, " 退订。", "SMstop1"), Does.Not.Contain("Message"), "once more is nothing new");
        var way = new Journey(_app);
        await way.FileAsync();
        await way.AcceptAsync();
        await TellAsync();
        Assert.That(await OpenAsync(way, phone), Is.Zero);
        _app.Advance(TimeSpan.FromSeconds(1));
        await SayAsync(phone, "START", "SMstart1");
        await way.ContactAsync();
        await (await way.As("commissioner1")).DoAsync($"{way.Path}/questions", new { text = "请补充示例材料" });
        await TellAsync();
        Assert.That(await OpenAsync(way, phone), Is.EqualTo(1));
        await using var db = _app.Db();
        Assert.That(
            (await db.Consents.Where(c => c.To == phone).OrderBy(c => c.At).ToListAsync()).Select(c => (c.Given, c.Words)),
            Is.EqualTo(new[] { (false, "退订。"), (true, "START") })
        );
    }

    [Test]
    public async Task A_number_confirms_and_another_rates_and_a_second_one_is_not_understood()
    {
        const string phone = "13800000015";
        await PhoneAsync(phone);
        var way = new Journey(_app);
        await way.BeginAsync();
        await way.ProposeAsync();
        await way.PassAsync();
        await TellAsync();
        Assert.That(_twilio.Asked.Last(a => a.Body.Contains(phone)).Body, Does.Contain(Uri.EscapeDataString("回复1表示已解决")));
        Assert.That(await SayAsync(phone, "7", "SMa1"), Does.Contain("没有看懂"));
        Assert.That(await SayAsync(phone, "5", "SMa2"), Does.Contain("没有看懂"), "whether it is settled is yes or no");
        Assert.That(await SayAsync(phone, "１", "SMa3"), Does.Contain("已解决"));
        Assert.That((string?)(await way.SeenBy("enterprise1"))["status"], Is.EqualTo("Resolved"));
        Assert.That(await SayAsync(phone, "１", "SMa3"), Does.Not.Contain("Message"), "the same once more");
        // Nobody was asked for a rating yet.
        Assert.That(await SayAsync(phone, "2", "SMa4"), Does.Contain("没有看懂"));
        _app.Advance(TimeSpan.FromDays(2));
        await TellAsync();
        await TellAsync();
        Assert.That(await SayAsync(phone, "2", "SMa5"), Does.Contain("满意"));
        await using var db = _app.Db();
        var id = Commissioner.Domain.Id<Case>.Parse(way.Case, null);
        Assert.That((int)(await db.Ratings.SingleAsync(r => r.CaseId == id)).Overall, Is.EqualTo(2));
        Assert.That(await SayAsync(phone, "2", "SMa6"), Does.Contain("没有看懂"));
    }

    [Test]
    public async Task Two_open_questions_are_answered_by_no_number()
    {
        const string phone = "13800000016";
        await PhoneAsync(phone);
        Journey[] ways = [new(_app), new(_app)];
        foreach (var way in ways)
        {
            await way.BeginAsync();
            await way.ProposeAsync();
            await way.PassAsync();
        }

        await TellAsync();
        Assert.That(await SayAsync(phone, "1", "SMb1"), Does.Contain("没有看懂"));
        foreach (var way in ways)
        {
            Assert.That((string?)(await way.SeenBy("enterprise1"))["status"], Is.EqualTo("AwaitingConfirmation"));
        }

        // Of a telephone that was asked nothing, nobody is answered.
        Assert.That(await SayAsync("13899990000", "1", "SMb2"), Does.Not.Contain("Message"));
    }

    [Test]
    public async Task Nothing_of_it_stands_in_the_log()
    {
        const string phone = "13800000017";
        var sent = await SentAsync(phone);
        await CallBackAsync(sent, "delivered");
        await SayAsync(phone, "秘密的回答", "SMlog1");
        await SayAsync(phone, "退订", "SMlog2");
        Assert.That(_app.Logged, Is.Not.Empty);
        using (Assert.EnterMultipleScope())
        {
            foreach (var secret in new[] { phone, "秘密", "退订", Token, Before, "/l/", "已受理", sent.ProviderId! })
            {
                Assert.That(_app.Logged.Where(l => l.Contains(secret, StringComparison.Ordinal)), Is.Empty, secret);
            }
        }
    }

    private async Task PhoneAsync(string phone) =>
        await _app.ExecuteAsync($"UPDATE accounts SET phone_number = '{TestCluster.Keys.Seal(phone)}' WHERE user_name = 'enterprise1'");

    private async Task<Delivery> SentAsync(string phone, bool asks = false)
    {
        await PhoneAsync(phone);
        var way = new Journey(_app);
        await way.FileAsync();
        await way.AcceptAsync();
        if (asks)
        {
            await way.ContactAsync();
            await (await way.As("commissioner1")).DoAsync($"{way.Path}/questions", new { text = "请补充示例材料" });
        }

        await TellAsync();
        var id = Commissioner.Domain.Id<Case>.Parse(way.Case, null);
        await using var db = _app.Db();
        return await db
            .Deliveries.Where(d => d.CaseId == id && d.To == phone && d.Fate == Fate.Sent && (!asks || d.Text == "YourCaseAsked"))
            .OrderBy(d => d.PlannedAt)
            .FirstAsync();
    }

    private async Task<int> OpenAsync(Journey way, string phone)
    {
        var id = Commissioner.Domain.Id<Case>.Parse(way.Case, null);
        await using var db = _app.Db();
        return await db.Deliveries.CountAsync(d => d.CaseId == id && d.To == phone);
    }

    private async Task<Delivery> FindAsync(Commissioner.Domain.Id<Delivery> id)
    {
        await using var db = _app.Db();
        return await db.Deliveries.SingleAsync(d => d.Id == id);
    }

    private async Task TellAsync()
    {
        await _app.RunAsync("react");
        await _app.RunAsync("deliver");
    }

    private Task<string> CallBackAsync(Delivery sent, string status, string? code = null) =>
        PostAsync(
            $"/hooks/twilio/status?d={sent.Id}",
            new Dictionary<string, string>
            {
                ["MessageSid"] = sent.ProviderId!,
                ["MessageStatus"] = status,
                ["ErrorCode"] = code ?? "",
                ["To"] = "+86" + sent.To,
            }
        );

    private Task<string> SayAsync(string phone, string text, string sid) =>
        PostAsync(
            "/hooks/twilio/messages",
            new Dictionary<string, string>
            {
                ["MessageSid"] = sid,
                ["From"] = "+86" + phone,
                ["To"] = "+15005550006",
                ["Body"] = text,
            }
        );

    private async Task<string> PostAsync(string path, Dictionary<string, string> form)
    {
        using var http = _app.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("X-Twilio-Signature", Sign(Token, Public + path, form));
        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.LessThan(300), body);
        return body;
    }

    // As Twilio describes it: the address, then each field's name and value in the order of names.
    private static string Sign(string token, string address, Dictionary<string, string> form) =>
        Convert.ToBase64String(
            HMACSHA1.HashData(
                Encoding.UTF8.GetBytes(token),
                Encoding.UTF8.GetBytes(
                    address + string.Concat(form.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Key + f.Value))
                )
            )
        );
}
