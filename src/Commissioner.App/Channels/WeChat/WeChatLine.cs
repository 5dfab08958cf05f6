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
    public async Task<(JsonElement? Json, Handed? Fault)> PostAsync(string path, object body, CancellationToken cancellationToken)
    {
        string? refused = null;
        while (true)
        {
            var given = await tokens.OfAsync(Name, refused, FetchAsync, cancellationToken);
            if (given.Token is not { } token)
            {
                return (null, given.Fault);
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, At(path, ("access_token", token))) { Content = Json(body) };
            var (json, fault) = Judge(await wire.SendAsync(request, cancellationToken));
            if (fault?.Code is not { } code || !TokenRefused.Contains(code) || refused is not null)
            {
                return (json, fault);
            }

            refused = token;
        }
    }

    /// <summary>Who gave this code: the account's key of a person; null where it is good for nothing.</summary>
    public async Task<string?> WhoAsync(string code, CancellationToken cancellationToken)
    {
        var settings = channels.WeChat;
        if (!settings.IsWork)
        {
            using var asks = new HttpRequestMessage(
                HttpMethod.Get,
                At(
                    "/sns/oauth2/access_token",
                    ("appid", settings.AppId),
                    ("secret", settings.Secret),
                    ("code", code),
                    ("grant_type", "authorization_code")
                )
            );
            return Judge(await wire.SendAsync(asks, cancellationToken)).Json.At("openid") is { Length: > 0 and <= 64 } open ? open : null;
        }

        var given = await tokens.OfAsync(Name, null, FetchAsync, cancellationToken);
        if (given.Token is not { } token)
        {
            return null;
        }

        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            At("/cgi-bin/auth/getuserinfo", ("access_token", token), ("code", code))
        );
        var (json, _) = Judge(await wire.SendAsync(request, cancellationToken));
        return (json.At("userid") ?? json.At("UserId")) is { Length: > 0 and <= 64 } user ? user : null;
    }

    private string Name => $"{(channels.WeChat.IsWork ? "wecom" : "wechat")}:{channels.WeChat.AppId}";

    private async Task<TokenGiven> FetchAsync(CancellationToken cancellationToken)
    {
        var settings = channels.WeChat;
        using var request = settings.IsWork
            ? new HttpRequestMessage(HttpMethod.Get, At("/cgi-bin/gettoken", ("corpid", settings.AppId), ("corpsecret", settings.Secret)))
            : new HttpRequestMessage(HttpMethod.Post, At("/cgi-bin/stable_token"))
            {
                Content = Json(
                    new
                    {
                        grant_type = "client_credential",
                        appid = settings.AppId,
                        secret = settings.Secret,
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

    private Uri At(string path, params (string Name, string Value)[] query) =>
        new(
            channels.WeChat.Base,
            query.Length == 0 ? path : path + "?" + string.Join('&', query.Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value)}"))
        );

    private static ByteArrayContent Json(object body) =>
        new(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(body, Plain))) { Headers = { ContentType = new("application/json") } };
}
