using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.RateLimiting;
using Commissioner.Domain.Told;

namespace Commissioner.App.Channels.Robots;

/// <summary>Robots of groups in 企业微信, 钉钉 and 飞书: a message for all who are in the group, no more than twenty a minute.</summary>
public sealed class GroupRobots(Wire wire, ChannelSettings channels, TimeProvider clock) : IChannel, IDisposable
{
    private const int Most = 20;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // Too fast, or the group's settings are not ours: a key, a signature, an address, a word that must be said.
    private static readonly HashSet<string> Later =
    [
        "-1",
        "45009",
        "45033",
        "93000",
        "93004",
        "93008",
        "130101",
        "300001",
        "310000",
        "400101",
        "400102",
        "410100",
        "660026",
        "9499",
        "11232",
        "19001",
        "19021",
        "19022",
        "19024",
    ];

    private readonly ConcurrentDictionary<string, RateLimiter> _limits = new();

    /// <inheritdoc/>
    public Channel Kind => Channel.Robot;

    /// <inheritdoc/>
    public string Name => "robots";

    /// <inheritdoc/>
    public async Task<Handed> SendAsync(Outgoing message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!channels.Robots.TryGetValue(message.To, out var robot))
        {
            // It was taken away since this was planned.
            return new(GatewayAnswer.Refused, Code: "gone");
        }

        using var permit = Limit(message.To).AttemptAcquire();
        if (!permit.IsAcquired)
        {
            return new(GatewayAnswer.Later, Code: "rate", RetryAfter: TimeSpan.FromSeconds(Window.TotalSeconds / 4));
        }

        using var request = Request(robot, message.Text, clock.GetUtcNow());
        var answer = await wire.SendAsync(request, cancellationToken);
        if (answer.Lost is { } lost)
        {
            return lost;
        }

        var json = Said.Json(answer.Body);
        var code = json.At("errcode") ?? json.At("code") ?? json.At("StatusCode");
        return code switch
        {
            null => new(GatewayAnswer.Unknown, Code: "unreadable"),
            "0" => new(GatewayAnswer.Taken),
            _ => new(
                Later.Contains(code) ? GatewayAnswer.Later : GatewayAnswer.Refused,
                Code: Said.Code(code, "refused"),
                RetryAfter: Later.Contains(code) ? Window : null
            ),
        };
    }

    /// <summary>钉钉's signature, for the address: time and secret under the secret.</summary>
    public static string SignDingTalk(string secret, long milliseconds) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Both(milliseconds, secret))));

    /// <summary>飞书's signature, for the body: nothing under time and secret.</summary>
    public static string SignLark(string secret, long seconds) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Both(seconds, secret)), Array.Empty<byte>()));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var limit in _limits.Values)
        {
            limit.Dispose();
        }
    }

    private static string Both(long time, string secret) => string.Create(CultureInfo.InvariantCulture, $"{time}\n{secret}");

    private RateLimiter Limit(string name) =>
        _limits.GetOrAdd(
            name,
            _ => new SlidingWindowRateLimiter(
                new()
                {
                    PermitLimit = Most,
                    Window = Window,
                    SegmentsPerWindow = 6,
                    QueueLimit = 0,
                }
            )
        );

    private static HttpRequestMessage Request(RobotSettings robot, string text, DateTimeOffset now)
    {
        var isSigned = robot.Secret.Length > 0;
        var address = robot.Address;
        if (robot.Kind == RobotKind.DingTalk && isSigned)
        {
            var at = now.ToUnixTimeMilliseconds();
            address += string.Create(
                CultureInfo.InvariantCulture,
                $"{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}timestamp={at}&sign={Uri.EscapeDataString(SignDingTalk(robot.Secret, at))}"
            );
        }

        object body = robot.Kind switch
        {
            RobotKind.Lark when isSigned => new
            {
                timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                sign = SignLark(robot.Secret, now.ToUnixTimeSeconds()),
                msg_type = "text",
                content = new { text },
            },
            RobotKind.Lark => new { msg_type = "text", content = new { text } },
            _ => new { msgtype = "text", text = new { content = text } },
        };
        return new(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(body, Plain)))
            {
                Headers = { ContentType = new("application/json") { CharSet = "utf-8" } },
            },
        };
    }
}
