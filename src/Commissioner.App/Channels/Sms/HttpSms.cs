using System.Globalization;
using System.Net.Http.Headers;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Commissioner.Domain.Told;

namespace Commissioner.App.Channels.Sms;

/// <summary>Text messages by a carrier's HTTP interface, whichever it is: the installation describes it.</summary>
public sealed class HttpSms(Wire wire, ChannelSettings channels, TimeProvider clock) : IChannel
{
    /// <inheritdoc/>
    public Channel Kind => Channel.Sms;

    /// <inheritdoc/>
    public string Name => "http";

    /// <inheritdoc/>
    public async Task<Handed> SendAsync(Outgoing message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var settings = channels.Sms.Http;
        using var request = Request(settings, message);
        var answer = await wire.SendAsync(request, cancellationToken);
        return answer.Lost ?? Judge(settings, answer);
    }

    /// <summary>A body's signature: the time of signing, and the time and body under the secret.</summary>
    public static string Sign(string secret, long at, string body)
    {
        var mark = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret),
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{at}.{body}"))
        );
        return string.Create(CultureInfo.InvariantCulture, $"t={at},v1={Convert.ToHexStringLower(mark)}");
    }

    private HttpRequestMessage Request(HttpSmsSettings settings, Outgoing message)
    {
        var type =
            settings.Headers.FirstOrDefault(h => h.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value
            ?? Guess(settings.Body);
        var body = Fill(settings.Body, message, Escaping(type));
        var request = new HttpRequestMessage(new(settings.Method), Fill(settings.Address, message, Uri.EscapeDataString));
        if (settings.Method != "GET")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body))
            {
                Headers = { ContentType = MediaTypeHeaderValue.Parse(type) },
            };
        }

        foreach (var (name, value) in settings.Headers.Where(h => !h.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)))
        {
            // Line breaks in a text would begin a header of their own.
            request.Headers.TryAddWithoutValidation(name, Fill(value, message, Uri.EscapeDataString));
        }

        if (settings.Secret.Length > 0)
        {
            request.Headers.TryAddWithoutValidation(
                settings.SignatureHeader,
                Sign(settings.Secret, clock.GetUtcNow().ToUnixTimeSeconds(), settings.Method == "GET" ? request.RequestUri!.Query : body)
            );
        }

        return request;
    }

    private static string Guess(string body) =>
        body.TrimStart() is ['{' or '[', ..] ? "application/json; charset=utf-8"
        : body.TrimStart() is ['<', ..] ? "application/xml; charset=utf-8"
        : "application/x-www-form-urlencoded; charset=utf-8";

    private static Func<string, string> Escaping(string type) =>
        type.Contains("json", StringComparison.OrdinalIgnoreCase)
            ? t => JsonEncodedText.Encode(t, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString()
        : type.Contains("urlencoded", StringComparison.OrdinalIgnoreCase) ? Uri.EscapeDataString
        : type.Contains("xml", StringComparison.OrdinalIgnoreCase) ? t => SecurityElement.Escape(t)
        : t => t;

    // In one pass, so that a place within a text stays a text.
    private static string Fill(string template, Outgoing message, Func<string, string> escape) =>
        Regex.Replace(
            template,
            @"\{(to|text|id|signature)\}",
            m =>
                escape(
                    m.Groups[1].Value switch
                    {
                        "to" => Dialled.AtHome(message.To),
                        "text" => message.Text,
                        "id" => message.Id.Value.ToString("N"),
                        _ => message.Subject,
                    }
                ),
            RegexOptions.CultureInvariant
        );

    private static Handed Judge(HttpSmsSettings settings, Answer answer)
    {
        var json = settings.ResultAt.Length + settings.IdAt.Length > 0 ? Said.Json(answer.Body) : null;
        var result = settings.ResultAt.Length > 0 ? json.At(settings.ResultAt) : answer.Body;
        var code = Said.Code(settings.ResultAt.Length > 0 ? result : null, answer.Status.ToString(CultureInfo.InvariantCulture));
        return answer.Status is >= 200 and < 300 && result is null ? new(GatewayAnswer.Unknown, Code: "unreadable")
            : answer.Status is >= 200 and < 300 && Meets(result, settings.Success, true)
                ? new(
                    GatewayAnswer.Taken,
                    Said.Json(answer.Body).At(settings.IdAt.Length > 0 ? settings.IdAt : "-") is { Length: <= 128 } id ? id : null
                )
            : Meets(result, settings.Later, false) ? new(GatewayAnswer.Later, Code: code)
            : new(GatewayAnswer.Refused, Code: code);
    }

    private static bool Meets(string? result, string expression, bool otherwise) =>
        expression.Length == 0
            ? otherwise
            : result is not null && Regex.IsMatch(result, expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
