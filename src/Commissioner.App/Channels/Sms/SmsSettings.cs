using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Commissioner.App.Hosting.Configuring;

namespace Commissioner.App.Channels.Sms;

/// <summary>Through which text messages go.</summary>
public enum SmsGateway
{
    None,
    Http,
    Twilio,
    Aliyun,
    Tencent,
}

/// <summary>Text messages.</summary>
public sealed class SmsSettings
{
    [Description("Through which text messages go; none are sent where it is None.")]
    public SmsGateway Gateway { get; set; }

    public HttpSmsSettings Http { get; set; } = new();

    public AliyunSettings Aliyun { get; set; } = new();

    public TencentSettings Tencent { get; set; } = new();

    internal IEnumerable<string> Wrong() =>
        Gateway switch
        {
            SmsGateway.Http => Http.Wrong(),
            SmsGateway.Aliyun => Aliyun.Wrong(),
            SmsGateway.Tencent => Tencent.Wrong(),
            _ => [],
        };
}

/// <summary>
/// A carrier's HTTP interface, as it describes it. In address, headers and body stand <c>{to}</c>, <c>{text}</c>, <c>{id}</c> and
/// <c>{signature}</c>, the heading that carriers want before a text.
/// </summary>
public sealed class HttpSmsSettings
{
    [Description(
        "Where the carrier takes messages; {to}, {text}, {id} and {signature} stand for what is sent, here, in headers "
            + "and in the body."
    )]
    [Is(Shape.GatewayAddress)]
    public string Address { get; set; } = "";

    [Description("How it is asked.")]
    [AllowedValues("POST", "PUT", "GET")]
    public string Method { get; set; } = "POST";

    [Description("What stands in the head of the request, by name.")]
    [Is(Shape.Secret)]
    public Dictionary<string, string> Headers { get; set; } = [];

    [Description("What is sent to it.")]
    public string Body { get; set; } = "";

    [Description("Where in a JSON answer its own result stands, result.0.code; empty for the whole answer.")]
    public string ResultAt { get; set; } = "";

    [Description("A regular expression that the result meets where the message was taken; empty where the status says all.")]
    [Is(Shape.Expression)]
    public string Success { get; set; } = "";

    [Description("One that it meets where the message may be tried again later.")]
    [Is(Shape.Expression)]
    public string Later { get; set; } = "";

    [Description("Where in a JSON answer the carrier's key of the message stands.")]
    public string IdAt { get; set; } = "";

    [Description("By which the body is signed; empty for no signature.")]
    [Is(Shape.Secret)]
    public string Secret { get; set; } = "";

    [Description("The header in which the signature stands.")]
    public string SignatureHeader { get; set; } = "X-Signature";

    internal IEnumerable<string> Wrong()
    {
        foreach (var line in ChannelSettings.Missing("Sms:Http", ("Address", Address)))
        {
            yield return line;
        }

        var sent = Address + Body + string.Concat(Headers.Values);
        foreach (var place in new[] { "{to}", "{text}" }.Where(p => !sent.Contains(p, StringComparison.Ordinal)))
        {
            yield return $"Commissioner:Sms:Http has no place {place} in its body or address.";
        }
    }

    internal static bool IsExpression(string text)
    {
        try
        {
            _ = new Regex(text, RegexOptions.NonBacktracking);
            return true;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}

/// <summary>Aliyun's text messages.</summary>
public sealed class AliyunSettings
{
    [Description("The key of the account at Aliyun.")]
    public string AccessKeyId { get; set; } = "";

    [Description("What belongs to the key.")]
    [Is(Shape.Secret)]
    public string AccessKeySecret { get; set; } = "";

    [Description("The approved heading of messages.")]
    public string SignName { get; set; } = "";

    [Description("By the key of a message, the approved template and its values: SMS_1234:number,title.")]
    [Is(Shape.Template)]
    public Dictionary<string, string> Templates { get; set; } = [];

    [Description("Where Aliyun takes messages.")]
    [Is(Shape.GatewayAddress)]
    public string BaseAddress { get; set; } = "https://dysmsapi.aliyuncs.com";

    internal IEnumerable<string> Wrong() =>
        ChannelSettings
            .Missing("Sms:Aliyun", ("AccessKeyId", AccessKeyId), ("AccessKeySecret", AccessKeySecret), ("SignName", SignName))
            .Concat(ChannelSettings.NoAddress("Sms:Aliyun:BaseAddress", BaseAddress))
            .Concat(Template.Wrong("Sms:Aliyun", Templates));
}

/// <summary>Tencent Cloud's text messages.</summary>
public sealed class TencentSettings
{
    [Description("The key of the account at Tencent Cloud.")]
    public string SecretId { get; set; } = "";

    [Description("What belongs to the key.")]
    [Is(Shape.Secret)]
    public string SecretKey { get; set; } = "";

    [Description("The application's number.")]
    public string SdkAppId { get; set; } = "";

    [Description("The approved heading of messages.")]
    public string SignName { get; set; } = "";

    [Description("The region whose interface is asked.")]
    public string Region { get; set; } = "ap-guangzhou";

    [Description("By the key of a message, the approved template and its values in their order: 1234567:number,title.")]
    [Is(Shape.Template)]
    public Dictionary<string, string> Templates { get; set; } = [];

    [Description("Where Tencent Cloud takes messages.")]
    [Is(Shape.GatewayAddress)]
    public string BaseAddress { get; set; } = "https://sms.tencentcloudapi.com";

    internal IEnumerable<string> Wrong() =>
        ChannelSettings
            .Missing(
                "Sms:Tencent",
                ("SecretId", SecretId),
                ("SecretKey", SecretKey),
                ("SdkAppId", SdkAppId),
                ("SignName", SignName),
                ("Region", Region)
            )
            .Concat(ChannelSettings.NoAddress("Sms:Tencent:BaseAddress", BaseAddress))
            .Concat(Template.Wrong("Sms:Tencent", Templates));
}
