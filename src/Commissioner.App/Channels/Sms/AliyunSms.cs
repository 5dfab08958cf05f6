using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Commissioner.App.Features.Shared;
using Commissioner.Domain.Told;

namespace Commissioner.App.Channels.Sms;

/// <summary>Text messages by Aliyun: each is one of the account's approved templates.</summary>
public sealed class AliyunSms(Wire wire, ChannelSettings channels, TimeProvider clock) : IChannel
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // What is wrong with our account, or too much at once; everything else is wrong with the message or its number.
    private static readonly string[] Later =
    [
        "isv.BUSINESS_LIMIT_CONTROL",
        "isv.DAY_LIMIT_CONTROL",
        "isv.MONTH_LIMIT_CONTROL",
        "isv.OUT_OF_SERVICE",
        "isv.AMOUNT_NOT_ENOUGH",
        "isv.ACCOUNT_",
        "isv.PRODUCT_UN_SUBSCRI",
        "isv.SMS_SIGNATURE_ILLEGAL",
        "isv.SMS_SIGN_ILLEGAL",
        "isv.SMS_TEMPLATE_ILLEGAL",
        "isp.",
        "Throttling",
        "Signature",
        "InvalidAccessKey",
        "InvalidTimeStamp",
        "Forbidden",
        "ServiceUnavailable",
        "InternalError",
    ];

    /// <inheritdoc/>
    public Channel Kind => Channel.Sms;

    /// <inheritdoc/>
    public string Name => "aliyun";

    /// <inheritdoc/>
    public async Task<Handed> SendAsync(Outgoing message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var settings = channels.Sms.Aliyun;
        if (Template.Of(settings.Templates, message) is not { } template)
        {
            return new(GatewayAnswer.Refused, Code: "NoTemplate");
        }

        var answer = await AskAsync(
            "SendSms",
            new()
            {
                ["PhoneNumbers"] = Dialled.AtHome(message.To),
                ["SignName"] = settings.SignName,
                ["TemplateCode"] = template.Code,
                ["TemplateParam"] = JsonSerializer.Serialize(template.Values.ToDictionary(v => v.Name, v => v.Value), Plain),
                ["OutId"] = message.Id.Value.ToString("N"),
            },
            cancellationToken
        );
        if (answer.Lost is { } lost)
        {
            return lost;
        }

        var json = Said.Json(answer.Body);
        return json.At("Code") switch
        {
            null => new(GatewayAnswer.Unknown, Code: "unreadable"),
            "OK" => new(GatewayAnswer.Taken, json.At("BizId")),
            var code when Array.Exists(Later, l => code.StartsWith(l, StringComparison.Ordinal)) => new(
                GatewayAnswer.Later,
                Code: Said.Code(code, "refused"),
                RetryAfter: code == "isv.BUSINESS_LIMIT_CONTROL" ? TimeSpan.FromMinutes(1) : null
            ),
            var code => new(GatewayAnswer.Refused, Code: Said.Code(code, "refused")),
        };
    }

    /// <inheritdoc/>
    public async Task<Handed?> FindAsync(Outgoing message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var answer = await AskAsync(
            "QuerySendDetails",
            new()
            {
                ["PhoneNumber"] = Dialled.AtHome(message.To),
                ["SendDate"] = Moments.Local(message.FirstTriedAt ?? clock.GetUtcNow()).ToString("yyyyMMdd", CultureInfo.InvariantCulture),
                ["PageSize"] = "50",
                ["CurrentPage"] = "1",
            },
            cancellationToken
        );
        var json = Said.Json(answer.Body);
        if (answer.Lost is not null || json.At("Code") != "OK")
        {
            return new(GatewayAnswer.Unknown, Code: answer.Lost?.Code ?? Said.Code(json.At("Code"), "unreadable"));
        }

        var id = message.Id.Value.ToString("N");
        for (var i = 0; json.At($"SmsSendDetailDTOs.SmsSendDetailDTO.{i}") is not null; i++)
        {
            if (json.At($"SmsSendDetailDTOs.SmsSendDetailDTO.{i}.OutId") == id)
            {
                return new(GatewayAnswer.Taken);
            }
        }

        return new(GatewayAnswer.Later);
    }

    private async Task<Answer> AskAsync(string action, Dictionary<string, string> values, CancellationToken cancellationToken)
    {
        var settings = channels.Sms.Aliyun;
        var address = new Uri(settings.BaseAddress);
        var query = AliyunSignature.Query(values);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/?" + query));
        foreach (
            var (name, value) in new AliyunSignature(
                settings.AccessKeyId,
                settings.AccessKeySecret,
                address.Authority,
                action,
                "2017-05-25"
            ).Headers(query, clock.GetUtcNow(), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)))
        )
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await wire.SendAsync(request, cancellationToken);
    }
}
