using System.Diagnostics;
using System.Globalization;
using System.Text;
using Commissioner.App.Jobs;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Told;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Channels.Webhooks;

/// <summary>
/// Tells other systems: signed, within seven seconds, with what was sent and answered kept. One that fails is left alone longer and longer,
/// and after a day of it switched off, which the administrators are told.
/// </summary>
public sealed class WebhookCalls(
    IHttpClientFactory clients,
    ChannelSettings channels,
    IServiceScopeFactory scopes,
    IDataProtectionProvider protection,
    TimeProvider clock
) : IChannel
{
    /// <summary>The client's name, and what secrets are encrypted for.</summary>
    public const string Client = "webhooks";

    // So much of an answer is read, and so much of it kept.
    private const int Longest = 100 * 1024;
    private const int Kept = 4000;

    // Its first failures may be anybody's.
    private const int Patient = 5;
    private const int Run = 20;

    private static readonly TimeSpan Most = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public Channel Kind => Channel.Webhook;

    /// <inheritdoc/>
    public string Name => "webhooks";

    /// <inheritdoc/>
    public async Task<Handed> SendAsync(Outgoing message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();
        var id = Id<Webhook>.Parse(message.To, null);
        if (await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, cancellationToken) is not { OffAt: null } webhook)
        {
            return new(GatewayAnswer.Refused, Code: "off");
        }

        if (webhook.RestsUntil is { } until && until > clock.GetUtcNow())
        {
            return new(GatewayAnswer.Later, Code: "rests", RetryAfter: until - clock.GetUtcNow());
        }

        var began = Stopwatch.GetTimestamp();
        var (status, answer, handed) = await CallAsync(webhook, message, cancellationToken);
        db.WebhookAttempts.Add(
            new WebhookAttempt
            {
                Id = Id<WebhookAttempt>.New(clock.GetUtcNow()),
                WebhookId = id,
                DeliveryId = message.Id,
                Event = message.Key,
                At = clock.GetUtcNow(),
                Milliseconds = (int)Stopwatch.GetElapsedTime(began).TotalMilliseconds,
                Status = status,
                Error = handed.Code,
                Request = message.Text,
                Answer = answer,
            }
        );
        await db.SaveChangesAsync(CancellationToken.None);
        await NoteAsync(scope.ServiceProvider, db, webhook, handed);
        return handed;
    }

    private async Task<(int Status, string Answer, Handed Handed)> CallAsync(
        Webhook webhook,
        Outgoing message,
        CancellationToken cancellationToken
    )
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ends.CancelAfter(channels.GatewayTimeLimit < Most ? channels.GatewayTimeLimit : Most);
        // The same event has the same key however often it is told.
        var key = Said.Json(message.Text).At("id") ?? message.Id.ToString();
        var at = clock.GetUtcNow().ToUnixTimeSeconds();
        var secret = protection.CreateProtector(Client).Unprotect(webhook.Secret);
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(message.Text)) { Headers = { ContentType = new("application/json") } },
            Headers =
            {
                { "webhook-id", key },
                { "webhook-timestamp", at.ToString(CultureInfo.InvariantCulture) },
                { "webhook-signature", WebhookSignature.Of(secret, key, at, message.Text) },
            },
        };
        request.Headers.UserAgent.ParseAdd("commissioner");
        try
        {
            using var client = clients.CreateClient(Client);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ends.Token);
            var answer = await BeginningAsync(response.Content, ends.Token);
            return ((int)response.StatusCode, answer, Judge(response));
        }
        catch (HttpRequestException refused) when (refused.InnerException is AddressRefused)
        {
            return (0, "", new(GatewayAnswer.Refused, Code: "address"));
        }
        catch (Exception exception) when (Wire.Judge(exception, cancellationToken) is { } lost)
        {
            return (0, "", lost);
        }
    }

    private static async Task<string> BeginningAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[Longest];
        var read = await stream.ReadAtLeastAsync(bytes, Longest, throwOnEndOfStream: false, cancellationToken);
        var text = Encoding.UTF8.GetString(bytes, 0, read).Replace("\0", "", StringComparison.Ordinal);
        return text.Length > Kept ? text[..Kept] : text;
    }

    // Where it is sent elsewhere it is not followed: that is for whoever subscribed to say.
    private static Handed Judge(HttpResponseMessage response)
    {
        var (status, code) = ((int)response.StatusCode, ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
        return status switch
        {
            >= 200 and < 300 => new(GatewayAnswer.Taken),
            410 => new(GatewayAnswer.Refused, Code: code),
            504 => new(GatewayAnswer.Unknown, Code: code),
            _ => new(GatewayAnswer.Later, Code: code, RetryAfter: Wire.RetryAfter(response)),
        };
    }

    private async Task NoteAsync(IServiceProvider services, CommissionerDb db, Webhook webhook, Handed handed)
    {
        var now = clock.GetUtcNow();
        var its = db.Webhooks.Where(w => w.Id == webhook.Id);
        if (handed.Outcome == GatewayAnswer.Taken)
        {
            await its.ExecuteUpdateAsync(w =>
                w.SetProperty(x => x.WorkedAt, now)
                    .SetProperty(x => x.FailedAt, (DateTimeOffset?)null)
                    .SetProperty(x => x.RestsUntil, (DateTimeOffset?)null)
                    .SetProperty(x => x.Failures, 0)
            );
            await db.WebhookAttempts.Where(a => a.WebhookId == webhook.Id && a.At < now - Month).ExecuteDeleteAsync();
            return;
        }

        var (failures, since) = (webhook.Failures + 1, webhook.FailedAt ?? now);
        var rests = failures < Patient ? TimeSpan.Zero : TimeSpan.FromSeconds(10 * Math.Pow(2, Math.Min(failures - Patient, 10)));
        // Who says that it is gone for good is believed at once.
        var isOff = handed.Code == "410" || (failures >= Run && now - since >= Day);
        await its.ExecuteUpdateAsync(w =>
            w.SetProperty(x => x.FailedAt, since)
                .SetProperty(x => x.Failures, failures)
                .SetProperty(x => x.RestsUntil, rests == TimeSpan.Zero ? null : now + (rests < LongestRest ? rests : LongestRest))
                .SetProperty(x => x.OffAt, x => isOff ? now : x.OffAt)
        );
        if (isOff)
        {
            await services
                .GetRequiredService<Alarms>()
                .RaiseAsync(EngineTrouble.WebhookOff, new Uri(webhook.Url).Host, CancellationToken.None);
        }
    }
}
