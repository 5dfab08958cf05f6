using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Commissioner.Domain.Told;

namespace Commissioner.App.Channels.Sms;

/// <summary>Text messages by Tencent Cloud: each is one of the account's approved templates.</summary>
public sealed class TencentSms(Wire wire, ChannelSettings channels, TimeProvider clock) : IChannel
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // What is wrong with our account, or too much at once; everything else is wrong with the message or its number.
    private static readonly string[] Later =
    [
        "LimitExceeded",
        "RequestLimitExceeded",
        "AuthFailure",
        "UnauthorizedOperation",
        "InternalError",
        "ResourceInsufficient",
        "FailedOperation.InsufficientBalance",
        "FailedOperation.SignatureIncorrect",
        "FailedOperation.TemplateIncorrect",
        "FailedOperation.FailResolvePacket",
        "FailedOperation.OtherError",
    ];

    /// <inheritdoc/>
    public Channel Kind => Channel.Sms;

    /// <inheritdoc/>
    public string Name => "tencent";

    /// <inheritdoc/>
    public async Task<Handed> SendAsync(Outgoing message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var settings = channels.Sms.Tencent;
        if (Template.Of(settings.Templates, message) is not { } template)
        {
            return new(GatewayAnswer.Refused, Code: "NoTemplate");
        }

        var body = JsonSerializer.Serialize(
            new
            {
                PhoneNumberSet = new[] { Dialled.Abroad(message.To) },
                SmsSdkAppId = settings.SdkAppId,
                settings.SignName,
                TemplateId = template.Code,
                TemplateParamSet = template.Values.Select(v => v.Value),
                SessionContext = message.Id.Value.ToString("N"),
            },
            Plain
        );
        using var request = Request(settings, "SendSms", body);
        var answer = await wire.SendAsync(request, cancellationToken);
        if (answer.Lost is { } lost)
        {
            return lost;
        }

        var json = Said.Json(answer.Body);
        var code = json.At("Response.Error.Code") ?? json.At("Response.SendStatusSet.0.Code");
        return code switch
        {
            null => new(GatewayAnswer.Unknown, Code: "unreadable"),
            "Ok" => new(GatewayAnswer.Taken, json.At("Response.SendStatusSet.0.SerialNo")),
            _ => new(
                Array.Exists(Later, l => code.StartsWith(l, StringComparison.Ordinal)) ? GatewayAnswer.Later : GatewayAnswer.Refused,
                Code: Said.Code(code, "refused")
            ),
        };
    }

    private HttpRequestMessage Request(TencentSettings settings, string action, string body)
    {
        var (address, now) = (new Uri(settings.BaseAddress), clock.GetUtcNow());
        var signature = new TencentSignature(settings.SecretId, settings.SecretKey, "sms", address.Authority, action);
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body))
            {
                Headers = { ContentType = MediaTypeHeaderValue.Parse(TencentSignature.Type) },
            },
        };
        foreach (
            var (name, value) in new[]
            {
                // Its form is no credential of HTTP's own.
                ("Authorization", signature.Authorization(body, now)),
                ("X-TC-Action", action),
                ("X-TC-Version", "2021-01-11"),
                ("X-TC-Region", settings.Region),
                ("X-TC-Timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            }
        )
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
