using System.Text;
using Commissioner.Domain.Told;

namespace Commissioner.App.Channels.WeChat;

/// <summary>Messages of a service account, by template or subscription, or of an application of 企业微信, in its own words.</summary>
public sealed class WeChatMessages(WeChatLine line, ChannelSettings channels) : IChannel
{
    // What a text of 企业微信 may hold, in bytes.
    private const int LongestText = 2048;

    // A value of a template.
    private const int LongestValue = 20;

    /// <inheritdoc/>
    public Channel Kind => Channel.WeChat;

    /// <inheritdoc/>
    public string Name => channels.WeChat.IsWork ? "wecom" : "wechat";

    /// <inheritdoc/>
    public async Task<Handed> SendAsync(Outgoing message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var (path, body) = channels.WeChat.IsWork ? ("/cgi-bin/message/send", Text(message)) : Filled(message);
        if (body is null)
        {
            return new(GatewayAnswer.Refused, Code: "NoTemplate");
        }

        var (json, fault) = await line.PostAsync(path, body, cancellationToken);
        return fault
            ?? (
                // Taken, and for nobody.
                json.At("invaliduser")
                    is { Length: > 0 }
                    ? new(GatewayAnswer.Refused, Code: "invaliduser")
                : json.At("errcode") is null ? new(GatewayAnswer.Unknown, Code: "unreadable")
                : new(GatewayAnswer.Taken, json.At("msgid") is { Length: > 0 and <= 128 } id ? id : null)
            );
    }

    private (string, object?) Filled(Outgoing message)
    {
        var settings = channels.WeChat;
        // A template's own names stand before the values: thing1=title.
        var (said, names) = Split(settings.Templates.GetValueOrDefault(message.Key) ?? settings.Templates.GetValueOrDefault("*"));
        var template = said is null ? null : Template.Of(new Dictionary<string, string> { [message.Key] = said }, message);
        if (template is null)
        {
            return ("", null);
        }

        var data = names
            .Zip(template.Values)
            .ToDictionary(
                v => v.First,
                v => new { value = v.Second.Value.Length > LongestValue ? v.Second.Value[..(LongestValue - 1)] + "…" : v.Second.Value }
            );
        return settings.Gateway == WeChatGateway.Templates
            ? (
                "/cgi-bin/message/template/send",
                new
                {
                    touser = message.To,
                    template_id = template.Code,
                    url = message.Link ?? "",
                    // The same key within ten minutes is taken once.
                    client_msg_id = message.Id.Value.ToString("N"),
                    data,
                }
            )
            : (
                "/cgi-bin/message/subscribe/bizsend",
                new
                {
                    touser = message.To,
                    template_id = template.Code,
                    page = message.Link ?? "",
                    data,
                }
            );
    }

    private static (string?, string[]) Split(string? said)
    {
        if (said?.Split(':', 2) is not [var code, var places])
        {
            return (said, []);
        }

        var pairs = places.Split(',').Select(p => p.Split('=', 2)).ToList();
        return ($"{code}:{string.Join(',', pairs.Select(p => p[^1].Trim()))}", [.. pairs.Select(p => p[0].Trim())]);
    }

    private object Text(Outgoing message) =>
        new
        {
            touser = message.To,
            msgtype = "text",
            agentid = channels.WeChat.AgentId,
            text = new { content = Cut(message.Text) },
            // The same once more within half an hour reaches nobody twice.
            enable_duplicate_check = 1,
            duplicate_check_interval = 1800,
        };

    private static string Cut(string text)
    {
        while (Encoding.UTF8.GetByteCount(text) > LongestText)
        {
            text = text[..^16];
        }

        return text;
    }
}
