using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Commissioner.Domain.Told;

namespace Commissioner.App.Channels.WeChat;

/// <summary>
/// WeChat's and 企业微信's HTTP interfaces. They answer 200 whatever happened: what did, a code within says. A token that they refuse is
/// fetched anew, once.
/// </summary>
public sealed class WeChatLine(Wire wire, AccessTokens tokens, ChannelSettings channels)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly HashSet<string> TokenRefused = ["40001", "40014", "41001", "42001"];

    // Wrong are our account, its rights or its share, or too much at once.
    private static readonly HashSet<string> Later =
    [
        "-1",
        "40013",
        "40056",
        "40125",
        "40164",
        "40243",
        "41002",
        "41004",
        "45009",
        "45011",
        "45033",
        "45047",
        "48001",
        "48002",
        "50001",
        "50002",
        "60011",
        "60020",
        "301002",
        .. TokenRefused,
    ];

    // The day's share is used up; a minute's.
    private static readonly TimeSpan Day = TimeSpan.FromHours(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Posts to an address, with the token.</summary>
    public Task<(JsonElement? Json, Handed? Fault)> PostAsync(string path, object body, CancellationToken cancellationToken) =>
        WithTokenAsync(
            channels.WeChat,
            token => new(HttpMethod.Post, At(channels.WeChat, path, ("access_token", token))) { Content = Json(body) },
            cancellationToken
        );

    /// <summary>Who gave this code to an account: its key of a person; null where it is good for nothing, or nobody answers.</summary>
    public async Task<(string? Who, Handed? Fault)> WhoAsync(WeChatSettings account, string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (!account.IsWork)
        {
            using var asks = new HttpRequestMessage(
                HttpMethod.Get,
                At(
                    account,
                    "/sns/oauth2/access_token",
                    ("appid", account.AppId),
                    ("secret", account.Secret),
                    ("code", code),
                    ("grant_type", "authorization_code")
                )
            );
            var (open, wrong) = Judge(await wire.SendAsync(asks, cancellationToken));
            return (Key(open.At("openid")), wrong);
        }

        var (json, fault) = await WithTokenAsync(
            account,
            token => new(HttpMethod.Get, At(account, "/cgi-bin/auth/getuserinfo", ("access_token", token), ("code", code))),
            cancellationToken
        );
        return (Key(json.At("userid") ?? json.At("UserId")), fault);

        static string? Key(string? said) => said is { Length: > 0 and <= 64 } ? said : null;
    }

    private async Task<(JsonElement? Json, Handed? Fault)> WithTokenAsync(
        WeChatSettings account,
        Func<string, HttpRequestMessage> ask,
        CancellationToken cancellationToken
    )
    {
        string? refused = null;
        while (true)
        {
            var given = await tokens.OfAsync(Name(account), refused, c => FetchAsync(account, c), cancellationToken);
            if (given.Token is not { } token)
            {
                return (null, given.Fault);
            }

            using var request = ask(token);
            var (json, fault) = Judge(await wire.SendAsync(request, cancellationToken));
            if (fault?.Code is not { } code || !TokenRefused.Contains(code) || refused is not null)
            {
                return (json, fault);
            }

            refused = token;
        }
    }

    // Of a firm each application has a secret, and so a token, of its own.
    private static string Name(WeChatSettings account) =>
        account.IsWork ? $"wecom:{account.AppId}:{account.AgentId}" : $"wechat:{account.AppId}";

    private async Task<TokenGiven> FetchAsync(WeChatSettings account, CancellationToken cancellationToken)
    {
        using var request = account.IsWork
            ? new HttpRequestMessage(
                HttpMethod.Get,
                At(account, "/cgi-bin/gettoken", ("corpid", account.AppId), ("corpsecret", account.Secret))
            )
            : new HttpRequestMessage(HttpMethod.Post, At(account, "/cgi-bin/stable_token"))
            {
                Content = Json(
                    new
                    {
                        grant_type = "client_credential",
                        appid = account.AppId,
                        secret = account.Secret,
                    }
                ),
            };
        var (json, fault) = Judge(await wire.SendAsync(request, cancellationToken));
        return json.At("access_token") is { Length: > 0 } token
            ? new(
                token,
                TimeSpan.FromSeconds(int.TryParse(json.At("expires_in"), CultureInfo.InvariantCulture, out var life) ? life : 7200),
                null
            )
            // Without a token no message has left.
            : new(null, default, (fault ?? new(GatewayAnswer.Later, Code: "token")) with { Outcome = GatewayAnswer.Later });
    }

    private static (JsonElement? Json, Handed? Fault) Judge(Answer answer)
    {
        if (answer.Lost is { } lost)
        {
            return (null, lost);
        }

        var json = Said.Json(answer.Body);
        if (json is not { ValueKind: JsonValueKind.Object } || !json.Value.EnumerateObject().Any())
        {
            return (null, new(GatewayAnswer.Unknown, Code: "unreadable"));
        }

        var code = json.At("errcode") ?? "0";
        return code == "0"
            ? (json, null)
            : (
                json,
                new(
                    Later.Contains(code) ? GatewayAnswer.Later : GatewayAnswer.Refused,
                    Code: Said.Code(code, "refused"),
                    RetryAfter: code switch
                    {
                        "45009" => Day,
                        "45011" or "45033" or "45047" => Minute,
                        _ => null,
                    }
                )
            );
    }

    private static Uri At(WeChatSettings account, string path, params (string Name, string Value)[] query) =>
        new(
            account.Base,
            query.Length == 0 ? path : path + "?" + string.Join('&', query.Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value)}"))
        );

    private static ByteArrayContent Json(object body) =>
        new(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(body, Plain))) { Headers = { ContentType = new("application/json") } };
}
