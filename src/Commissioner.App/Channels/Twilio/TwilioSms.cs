using Commissioner.App.Hosting;
using Commissioner.Domain.Told;
using global::Twilio.Base;
using global::Twilio.Rest.Api.V2010.Account;

namespace Commissioner.App.Channels.Twilio;

/// <summary>Text messages by Twilio.</summary>
public sealed class TwilioSms(TwilioLine line, ChannelSettings channels, Settings settings, TimeProvider clock) : IChannel
{
    // Of so many of the newest to a number the one that was lost is among.
    private const int Newest = 50;

    // Longer than this Twilio keeps nothing.
    private const int LongestHours = 10;

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public Channel Kind => Channel.Sms;

    /// <inheritdoc/>
    public string Name => "twilio";

    /// <inheritdoc/>
    public bool HearsAnswers => true;

    /// <inheritdoc/>
    public async Task<Handed> SendAsync(Outgoing message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var from = channels.Twilio.From;
        var options = new CreateMessageOptions(new(Dialled.Abroad(message.To)))
        {
            Body = message.Text,
            StatusCallback = TwilioCallback.Address(settings, "status", message),
            // What arrives after its time is worth nothing.
            ValidityPeriod = Math.Clamp((int)(message.WorthUntil - clock.GetUtcNow()).TotalSeconds, 60, LongestHours * 3600),
        };
        if (from[0] == '+')
        {
            options.From = new(from);
        }
        else
        {
            options.MessagingServiceSid = from;
        }

        var (sent, fault) = await line.AskAsync(c => MessageResource.CreateAsync(options, c), cancellationToken);
        return fault ?? Taken(sent!);
    }

    /// <inheritdoc/>
    public async Task<Handed?> FindAsync(Outgoing message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        // Without a limit the list is followed page by page for ever. It is not narrowed by the day of sending, which one has that waits.
        var (sent, fault) = await line.AskAsync(
            c =>
                ListAsync(
                    new ReadMessageOptions
                    {
                        To = new(Dialled.Abroad(message.To)),
                        PageSize = Newest,
                        Limit = Newest,
                    },
                    c
                ),
            cancellationToken
        );
        if (fault is not null)
        {
            return fault with { Outcome = GatewayAnswer.Unknown };
        }

        var since = (message.FirstTriedAt ?? clock.GetUtcNow()) - Skew;
        // An account on trial says something before the text.
        return sent!.Find(m => m.Body?.EndsWith(message.Text, StringComparison.Ordinal) == true && !(m.DateCreated < since)) is { } found
            ? Taken(found)
            : new(GatewayAnswer.Later);
    }

    private static async Task<List<MessageResource>> ListAsync(ReadMessageOptions options, global::Twilio.Clients.ITwilioRestClient client)
    {
        ResourceSet<MessageResource> found = await MessageResource.ReadAsync(options, client);
        return [.. found.Take(Newest)];
    }

    private static Handed Taken(MessageResource sent) =>
        sent.Sid is not { Length: > 0 } ? new(GatewayAnswer.Unknown, Code: "unreadable")
        : sent.Status == MessageResource.StatusEnum.Failed || sent.Status == MessageResource.StatusEnum.Undelivered
            ? new(GatewayAnswer.Refused, sent.Sid, sent.ErrorCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "failed")
        : new(GatewayAnswer.Taken, sent.Sid);
}
