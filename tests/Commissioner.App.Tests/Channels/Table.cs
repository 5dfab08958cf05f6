using Commissioner.App.Channels.Webhooks;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Told;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Channels;

/// <summary>The gateways that pass the common cases, each as an installation configures it.</summary>
internal static class Table
{
    public const string Account = "AC0123456789abcdef0123456789abcdef";

    public static IEnumerable<GatewaysTests.Subject> All(string number, string key)
    {
        yield return new(
            "Twilio",
            Channel.Sms,
            number,
            a => Twilio(a, key),
            _ => new(201, """{"sid":"SM0123456789abcdef0123456789abcdef","status":"queued"}"""),
            _ => new(400, """{"code":21211,"status":400,"message":"The 'To' number is not valid","more_info":"https://example.com"}""")
        );
        yield return new(
            "a carrier's HTTP",
            Channel.Sms,
            number,
            a => Http(a, key),
            _ => new(200, """{"result":{"code":"0","msgid":"m1"}}"""),
            _ => new(200, """{"result":{"code":"112","text":"bad number"}}""")
        );
        yield return new(
            "Aliyun",
            Channel.Sms,
            number,
            a =>
                new()
                {
                    ["Commissioner:Sms:Gateway"] = "Aliyun",
                    ["Commissioner:Sms:Aliyun:AccessKeyId"] = "id",
                    ["Commissioner:Sms:Aliyun:AccessKeySecret"] = key,
                    ["Commissioner:Sms:Aliyun:SignName"] = "示例高新区",
                    ["Commissioner:Sms:Aliyun:Templates:*"] = "SMS_1:number,title,path",
                    ["Commissioner:Sms:Aliyun:BaseAddress"] = a,
                },
            _ => new(200, """{"Code":"OK","Message":"OK","BizId":"9006^0"}"""),
            _ => new(200, """{"Code":"isv.MOBILE_NUMBER_ILLEGAL","Message":"手机号格式错误"}""")
        );
        yield return new(
            "Tencent Cloud",
            Channel.Sms,
            number,
            a =>
                new()
                {
                    ["Commissioner:Sms:Gateway"] = "Tencent",
                    ["Commissioner:Sms:Tencent:SecretId"] = "id",
                    ["Commissioner:Sms:Tencent:SecretKey"] = key,
                    ["Commissioner:Sms:Tencent:SdkAppId"] = "1400000000",
                    ["Commissioner:Sms:Tencent:SignName"] = "示例高新区",
                    ["Commissioner:Sms:Tencent:Templates:*"] = "1234567:number,title",
                    ["Commissioner:Sms:Tencent:BaseAddress"] = a,
                },
            _ => new(200, """{"Response":{"SendStatusSet":[{"SerialNo":"5000:1","Code":"Ok"}],"RequestId":"r"}}"""),
            _ =>
                new(
                    200,
                    """{"Response":{"SendStatusSet":[{"SerialNo":"","Code":"InvalidParameterValue.IncorrectPhoneNumber"}],"RequestId":"r"}}"""
                )
        );
        yield return new(
            "Twilio's voice",
            Channel.Voice,
            "0512-66668888-801",
            a =>
            {
                var its = Twilio(a, key);
                its.Remove("Commissioner:Sms:Gateway");
                its["Commissioner:Voice:Gateway"] = "Twilio";
                return its;
            },
            _ => new(201, """{"sid":"CA0123456789abcdef0123456789abcdef","status":"queued"}"""),
            _ => new(400, """{"code":21214,"status":400,"message":"not a valid number","more_info":""}""")
        );
        foreach (
            var (name, gateway) in new[]
            {
                ("WeChat's templates", "Templates"),
                ("WeChat's subscriptions", "Subscriptions"),
                ("企业微信", "Work"),
            }
        )
        {
            yield return new(
                name,
                Channel.WeChat,
                "openid-1",
                a => WeChat(a, key, gateway),
                asked => new(200, IsToken(asked) ? Token("t1") : """{"errcode":0,"errmsg":"ok","msgid":"88"}"""),
                asked => new(200, IsToken(asked) ? Token("t1") : """{"errcode":40003,"errmsg":"invalid openid"}""")
            );
        }

        foreach (var (name, kind) in new[] { ("企业微信's robot", "WeCom"), ("钉钉's robot", "DingTalk"), ("飞书's robot", "Lark") })
        {
            yield return new(
                name,
                Channel.Robot,
                "a",
                a =>
                    new()
                    {
                        ["Commissioner:Robots:a:Kind"] = kind,
                        ["Commissioner:Robots:a:Address"] = $"{a}/robot?key={key}",
                        ["Commissioner:Robots:a:Secret"] = kind == "WeCom" ? "" : key,
                    },
                _ => new(200, kind == "Lark" ? """{"code":0,"msg":"success"}""" : """{"errcode":0,"errmsg":"ok"}"""),
                _ => new(200, kind == "Lark" ? """{"code":9998,"msg":"no"}""" : """{"errcode":44004,"errmsg":"empty content"}""")
            );
        }

        yield return new(
            "a webhook",
            Channel.Webhook,
            "",
            _ => new() { ["Commissioner:Webhooks:Inside:0"] = "127.0.0.0/8" },
            _ => new(204),
            _ => new(410),
            ReadsBody: false,
            Prepare: async (a, its) => (await WebhookAsync(its, a + "/hooks?key=" + key)).ToString()
        );
    }

    public static bool IsToken(Asked asked) => asked.Path is "/cgi-bin/stable_token" or "/cgi-bin/gettoken";

    public static string Token(string token) => $$"""{"errcode":0,"access_token":"{{token}}","expires_in":7200}""";

    public static Dictionary<string, string?> WeChat(string address, string key, string gateway) =>
        new()
        {
            ["Commissioner:WeChat:Gateway"] = gateway,
            ["Commissioner:WeChat:AppId"] = "wx-" + gateway,
            ["Commissioner:WeChat:Secret"] = key,
            ["Commissioner:WeChat:AgentId"] = "1000002",
            ["Commissioner:WeChat:Templates:*"] = "TPL1:character_string1=number,thing2=title",
            ["Commissioner:WeChat:BaseAddress"] = address,
        };

    /// <summary>Subscribes an address, whatever it is.</summary>
    public static async Task<Id<Webhook>> WebhookAsync(Configured its, string url)
    {
        await using var scope = its.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();
        var webhook = new Webhook
        {
            Id = Id<Webhook>.New(),
            Url = url,
            Secret = its
                .Services.GetRequiredService<IDataProtectionProvider>()
                .CreateProtector(WebhookCalls.Client)
                .Protect("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            MadeById = await db.People.Select(p => p.Id).FirstAsync(),
            MadeAt = TimeProvider.System.GetUtcNow(),
        };
        db.Webhooks.Add(webhook);
        await db.SaveChangesAsync();
        return webhook.Id;
    }

    public static Dictionary<string, string?> Twilio(string address, string key) =>
        new()
        {
            ["Commissioner:Sms:Gateway"] = "Twilio",
            ["Commissioner:Twilio:AccountSid"] = Account,
            ["Commissioner:Twilio:AuthToken"] = key,
            ["Commissioner:Twilio:From"] = "+15005550006",
            ["Commissioner:Twilio:BaseAddress"] = address,
        };

    public static Dictionary<string, string?> Http(string address, string key) =>
        new()
        {
            ["Commissioner:Sms:Gateway"] = "Http",
            ["Commissioner:Sms:Http:Address"] = address + "/send?account=me&id={id}",
            ["Commissioner:Sms:Http:Headers:X-Key"] = key,
            ["Commissioner:Sms:Http:Body"] = """{"to":"{to}","text":"【{signature}】{text}"}""",
            ["Commissioner:Sms:Http:ResultAt"] = "result.code",
            ["Commissioner:Sms:Http:Success"] = "^0$",
            ["Commissioner:Sms:Http:Later"] = "^9[0-9]{2}$",
            ["Commissioner:Sms:Http:IdAt"] = "result.msgid",
            ["Commissioner:Sms:Http:Secret"] = key,
        };

    public static Configured With(GatewaysTests.Subject subject, string address, TimeSpan limit, string? connection = null)
    {
        var settings = subject.Settings(address);
        settings["Commissioner:GatewayTimeLimit"] = limit.ToString();
        return new(settings, connection);
    }
}
