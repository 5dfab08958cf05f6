using System.Text.RegularExpressions;

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
    public string Address { get; set; } = "";

    public string Method { get; set; } = "POST";

    public Dictionary<string, string> Headers { get; set; } = [];

    public string Body { get; set; } = "";

    /// <summary>Where in a JSON answer its own result stands, <c>result.0.code</c>; empty for the whole answer.</summary>
    public string ResultAt { get; set; } = "";

    /// <summary>A regular expression that the result meets where the message was taken; empty where the status says all.</summary>
    public string Success { get; set; } = "";

    /// <summary>One that it meets where the message may be tried again later.</summary>
    public string Later { get; set; } = "";

    /// <summary>Where in a JSON answer the carrier's key of the message stands.</summary>
    public string IdAt { get; set; } = "";

    /// <summary>By which the body is signed; empty for no signature.</summary>
    public string Secret { get; set; } = "";

    public string SignatureHeader { get; set; } = "X-Signature";

    internal IEnumerable<string> Wrong()
    {
        foreach (var line in ChannelSettings.NoAddress("Sms:Http:Address", Address.Replace("{", "", StringComparison.Ordinal)))
        {
            yield return line;
        }

        if (Method is not ("POST" or "GET" or "PUT"))
        {
            yield return "Commissioner:Sms:Http:Method is POST, PUT or GET.";
        }

        var sent = Address + Body + string.Concat(Headers.Values);
        foreach (var place in new[] { "{to}", "{text}" }.Where(p => !sent.Contains(p, StringComparison.Ordinal)))
        {
            yield return $"Commissioner:Sms:Http has no place {place} in its body or address.";
        }

        foreach (var (name, expression) in new[] { ("Success", Success), ("Later", Later) }.Where(e => !IsExpression(e.Item2)))
        {
            yield return $"Commissioner:Sms:Http:{name} is no regular expression.";
        }
    }

    private static bool IsExpression(string text)
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
    public string AccessKeyId { get; set; } = "";

    public string AccessKeySecret { get; set; } = "";

    /// <summary>The approved heading of messages.</summary>
    public string SignName { get; set; } = "";

    /// <summary>By the key of a message, the approved template and its values: <c>SMS_1234:number,title</c>.</summary>
    public Dictionary<string, string> Templates { get; set; } = [];

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
    public string SecretId { get; set; } = "";

    public string SecretKey { get; set; } = "";

    /// <summary>The application's number.</summary>
    public string SdkAppId { get; set; } = "";

    /// <summary>The approved heading of messages.</summary>
    public string SignName { get; set; } = "";

    public string Region { get; set; } = "ap-guangzhou";

    /// <summary>By the key of a message, the approved template and its values in their order: <c>1234567:number,title</c>.</summary>
    public Dictionary<string, string> Templates { get; set; } = [];

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
