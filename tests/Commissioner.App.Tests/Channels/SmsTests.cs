using System.Text.Json;
using System.Web;
using Commissioner.App.Hosting;
using Commissioner.Domain.Told;

namespace Commissioner.App.Tests.Channels;

/// <summary>What each gateway of text messages is sent, and how it is asked for what it may have.</summary>
public sealed class SmsTests
{
    private const string Number = "13800138000";

    private FakeGateway _fake = null!;

    [SetUp]
    public async Task Start() => _fake = await FakeGateway.StartAsync();

    [TearDown]
    public ValueTask Stop() => _fake.DisposeAsync();

    [Test]
    public async Task Twilio_is_sent_number_text_life_and_where_to_call_back()
    {
        await using var its = new Configured(Table.Twilio(_fake.Address, "token"));
        _fake.Answer = _ => new(201, """{"sid":"SM1","status":"queued"}""");
        var message = Configured.Message(Number);
        var handed = await its.Of(Channel.Sms)!.SendAsync(message, CancellationToken.None);
        var asked = _fake.Asked.Single();
        var form = HttpUtility.ParseQueryString(asked.Body);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(handed, Is.EqualTo(new Handed(GatewayAnswer.Taken, "SM1")));
            Assert.That(asked.Path, Is.EqualTo($"/2010-04-01/Accounts/{Table.Account}/Messages.json"));
            Assert.That(form["To"], Is.EqualTo("+8613800138000"));
            Assert.That(form["From"], Is.EqualTo("+15005550006"));
            Assert.That(form["Body"], Is.EqualTo(message.Text));
            Assert.That(form["StatusCallback"], Is.EqualTo($"https://park.example/hooks/twilio/status?d={message.Id}"));
            Assert.That(int.Parse(form["ValidityPeriod"]!), Is.GreaterThan(10_000).And.LessThanOrEqualTo(10_800));
            Assert.That(asked.Headers["Authorization"], Does.StartWith("Basic "));
        }
    }

    [Test]
    public async Task Twilio_is_asked_once_for_what_it_may_have_and_never_page_after_page()
    {
        await using var its = new Configured(Table.Twilio(_fake.Address, "token"));
        var message = Configured.Message(Number) with { FirstTriedAt = TimeProvider.System.GetUtcNow() };
        string Sent(string body, string at) =>
            JsonSerializer.Serialize(
                new
                {
                    messages = new[]
                    {
                        new
                        {
                            sid = "SM7",
                            status = "queued",
                            body,
                            date_created = at,
                        },
                    },
                    next_page_uri = "/2010-04-01/again",
                    page = 0,
                    page_size = 50,
                }
            );
        var now = TimeProvider.System.GetUtcNow().ToString("r");
        _fake.Answer = _ => new(200, Sent("Sent from your Twilio trial account - " + message.Text, now));
        var found = await its.Of(Channel.Sms)!.FindAsync(message, CancellationToken.None);
        _fake.Answer = _ => new(200, Sent("another text", now));
        var none = await its.Of(Channel.Sms)!.FindAsync(message, CancellationToken.None);
        _fake.Answer = _ => new(200, Sent(message.Text, TimeProvider.System.GetUtcNow().AddHours(-3).ToString("r")));
        var older = await its.Of(Channel.Sms)!.FindAsync(message, CancellationToken.None);
        _fake.Answer = _ => new(500);
        var away = await its.Of(Channel.Sms)!.FindAsync(message, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Is.EqualTo(new Handed(GatewayAnswer.Taken, "SM7")));
            Assert.That(none!.Outcome, Is.EqualTo(GatewayAnswer.Later));
            Assert.That(older!.Outcome, Is.EqualTo(GatewayAnswer.Later));
            Assert.That(away!.Outcome, Is.EqualTo(GatewayAnswer.Unknown));
            Assert.That(_fake.Asked, Has.Count.EqualTo(4));
            Assert.That(_fake.Asked.First().Query, Does.Contain("PageSize=50").And.Contain("To=%2B8613800138000"));
        }
    }

    [TestCase(20003, 401, GatewayAnswer.Later)]
    [TestCase(21606, 400, GatewayAnswer.Later)]
    [TestCase(63038, 429, GatewayAnswer.Later)]
    [TestCase(21610, 400, GatewayAnswer.Refused)]
    [TestCase(21614, 400, GatewayAnswer.Refused)]
    public async Task What_Twilio_refuses_is_the_messages_fault_or_ours(int code, int status, GatewayAnswer outcome)
    {
        await using var its = new Configured(Table.Twilio(_fake.Address, "token"));
        _fake.Answer = _ => new(status, $$"""{"code":{{code}},"status":{{status}},"message":"to +8613800138000","more_info":""}""");
        Assert.That(
            await its.Of(Channel.Sms)!.SendAsync(Configured.Message(Number), CancellationToken.None),
            Is.EqualTo(new Handed(outcome, Code: $"{code}"))
        );
    }

    [Test]
    public async Task A_carriers_body_holds_the_text_as_it_is_whatever_stands_in_it()
    {
        await using var its = new Configured(Table.Http(_fake.Address, "key"));
        _fake.Answer = _ => new(200, """{"result":{"code":0,"msgid":77}}""");
        var message = Configured.Message("+85261234567");
        var handed = await its.Of(Channel.Sms)!.SendAsync(message, CancellationToken.None);
        var asked = _fake.Asked.Single();
        using var body = JsonDocument.Parse(asked.Body);
        var at = long.Parse(asked.Headers["X-Signature"].Split(',')[0][2..]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(handed, Is.EqualTo(new Handed(GatewayAnswer.Taken, "77")));
            Assert.That(body.RootElement.GetProperty("text").GetString(), Is.EqualTo("【示例高新区】" + message.Text));
            Assert.That(body.RootElement.GetProperty("to").GetString(), Is.EqualTo("85261234567"));
            Assert.That(asked.Query, Does.Contain(message.Id.Value.ToString("N")));
            Assert.That(asked.Headers["X-Signature"], Is.EqualTo(App.Channels.Sms.HttpSms.Sign("key", at, asked.Body)));
            Assert.That(asked.Headers["X-Key"], Is.EqualTo("key"));
        }

        _fake.Answer = _ => new(200, """{"result":{"code":"901"}}""");
        Assert.That((await its.Of(Channel.Sms)!.SendAsync(message, CancellationToken.None)).Outcome, Is.EqualTo(GatewayAnswer.Later));
    }

    [Test]
    public async Task Aliyun_and_Tencent_are_sent_their_template_with_its_values()
    {
        var subjects = Table.All(Number, "key").ToDictionary(s => s.Name);
        await using var aliyun = Table.With(subjects["Aliyun"], _fake.Address, TimeSpan.FromSeconds(5));
        _fake.Answer = subjects["Aliyun"].Takes;
        await aliyun.Of(Channel.Sms)!.SendAsync(Configured.Message(Number), CancellationToken.None);
        var query = HttpUtility.ParseQueryString(_fake.Asked.Last().Query);
        Assert.That(query["TemplateParam"], Is.EqualTo("""{"number":"FL-1","title":"示例","path":"l/token"}"""));
        Assert.That((query["TemplateCode"], query["PhoneNumbers"]), Is.EqualTo(("SMS_1", Number)));

        await using var tencent = Table.With(subjects["Tencent Cloud"], _fake.Address, TimeSpan.FromSeconds(5));
        _fake.Answer = subjects["Tencent Cloud"].Takes;
        await tencent.Of(Channel.Sms)!.SendAsync(Configured.Message(Number), CancellationToken.None);
        Assert.That(
            _fake.Asked.Last().Body,
            Does.Contain(
                    """
                    "PhoneNumberSet":["+8613800138000"]
                    """.Trim()
                )
                .And.Contain(
                    """
                    "TemplateParamSet":["FL-1","示例"]
                    """.Trim()
                )
        );
    }

    [Test]
    public async Task Aliyun_is_asked_for_what_it_may_have()
    {
        await using var its = Table.With(Table.All(Number, "key").Single(s => s.Name == "Aliyun"), _fake.Address, TimeSpan.FromSeconds(5));
        var message = Configured.Message(Number);
        _fake.Answer = _ =>
            new(
                200,
                $$$"""{"Code":"OK","SmsSendDetailDTOs":{"SmsSendDetailDTO":[{"OutId":"other"},{"OutId":"{{{message.Id.Value:N}}}"}]}}"""
            );
        Assert.That((await its.Of(Channel.Sms)!.FindAsync(message, CancellationToken.None))!.Outcome, Is.EqualTo(GatewayAnswer.Taken));
        _fake.Answer = _ => new(200, """{"Code":"OK","SmsSendDetailDTOs":{"SmsSendDetailDTO":[]}}""");
        Assert.That((await its.Of(Channel.Sms)!.FindAsync(message, CancellationToken.None))!.Outcome, Is.EqualTo(GatewayAnswer.Later));
    }

    [Test]
    public async Task A_message_without_a_template_is_refused_before_anybody_is_asked()
    {
        var settings = Table.All(Number, "key").Single(s => s.Name == "Aliyun").Settings(_fake.Address);
        settings.Remove("Commissioner:Sms:Aliyun:Templates:*");
        settings["Commissioner:Sms:Aliyun:Templates:Other"] = "SMS_2:number";
        await using var its = new Configured(settings);
        Assert.That(
            await its.Of(Channel.Sms)!.SendAsync(Configured.Message(Number), CancellationToken.None),
            Is.EqualTo(new Handed(GatewayAnswer.Refused, Code: "NoTemplate"))
        );
        Assert.That(_fake.Asked, Is.Empty);
    }

    [Test]
    public async Task Without_settings_there_is_no_gateway()
    {
        await using var its = new Configured(new Dictionary<string, string?>());
        Assert.That(Enum.GetValues<Channel>().Where(c => c != Channel.Webhook).Select(its.Of), Is.All.Null);
    }

    [Test]
    public async Task Names_that_other_systems_were_told_are_taken_too()
    {
        await using var its = new Configured(
            new Dictionary<string, string?>
            {
                ["Commissioner:Sms:Gateway"] = "Http",
                ["Commissioner:Sms:Http:Address"] = _fake.Address,
                ["Commissioner:Sms:Http:Body"] = "to={to}&text={text}",
            }
        );
        Assert.That(
            (await its.Of(Channel.Sms)!.SendAsync(Configured.Message(Number, text: "a&b"), CancellationToken.None)).Outcome,
            Is.EqualTo(GatewayAnswer.Taken)
        );
        Assert.That(_fake.Asked.Single().Body, Does.Contain("text=a%26b"));
    }

    [TestCase("Sms:Gateway", "Pigeon", "Sms:Gateway")]
    [TestCase("Sms:Gateway", "Twilio", "Twilio:AccountSid is missing")]
    [TestCase("Sms:Gateway", "Twilio", "Twilio:AuthToken is missing")]
    [TestCase("Voice:Gateway", "Twilio", "Twilio:AuthToken is missing")]
    [TestCase("Voice:Answers", "Twilio", "Twilio:AuthToken is missing")]
    [TestCase("Voice:Answers", "Twilio", "Voice:KeepRecordingsDays says for how many days")]
    [TestCase("Sms:Gateway", "Aliyun", "Sms:Aliyun:Templates")]
    [TestCase("Sms:Gateway", "Http", "Sms:Http:Address")]
    [TestCase("Sms:Gateway", "Http", "no place {text}")]
    [TestCase("GatewayTimeLimit", "00:05:00", "GatewayTimeLimit")]
    [TestCase("WeChat:Gateway", "Work", "WeChat:AgentId is missing")]
    [TestCase("Mail:Host", "mail.example", "Mail:From")]
    [TestCase("Robots:a:Address", "http://example.com/x", "Robots:a:Address")]
    [TestCase("Webhooks:Inside:0", "10.0.0.300/8", "Webhooks:Inside")]
    public void What_is_wrong_is_said_at_the_start(string key, string value, string said) =>
        Assert.That(
            () => new Configured(new Dictionary<string, string?> { ["Commissioner:" + key] = value }),
            Throws.InstanceOf<CannotStart>().With.Message.Contains(said)
        );
}
