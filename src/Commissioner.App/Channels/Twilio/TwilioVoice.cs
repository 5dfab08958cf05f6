using Commissioner.App.Hosting;
using Commissioner.Domain.Told;
using global::Twilio.Rest.Api.V2010.Account;
using global::Twilio.TwiML;
using global::Twilio.TwiML.Voice;

namespace Commissioner.App.Channels.Twilio;

/// <summary>Calls by Twilio that read a message out, twice.</summary>
public sealed class TwilioVoice(TwilioLine line, ChannelSettings channels, Settings settings) : IChannel
{
    // It rings for so many seconds.
    private const int Rings = 30;

    private const int Times = 2;

    /// <inheritdoc/>
    public Channel Kind => Channel.Voice;

    /// <inheritdoc/>
    public string Name => "twilio";

    /// <inheritdoc/>
    public async Task<Handed> SendAsync(Outgoing message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var extension = Dialled.Extension(message.To);
        var options = new CreateCallOptions(
            new global::Twilio.Types.PhoneNumber(Dialled.Abroad(message.To)),
            new global::Twilio.Types.PhoneNumber(channels.Twilio.Calling)
        )
        {
            Twiml = new(Spoken(message)),
            Timeout = Rings,
            StatusCallback = TwilioCallback.Address(settings, "status", message),
            StatusCallbackEvent = ["completed"],
            // Who answers a firm's line first is asked for the extension.
            SendDigits = extension.Length > 0 ? "ww" + extension : null,
        };
        var (call, fault) = await line.AskAsync(c => CallResource.CreateAsync(options, c), cancellationToken);
        return fault ?? (call!.Sid is { Length: > 0 } sid ? new(GatewayAnswer.Taken, sid) : new(GatewayAnswer.Unknown, Code: "unreadable"));
    }

    private static string Spoken(Outgoing message)
    {
        var language = message.Culture == "en" ? Say.LanguageEnum.EnUs : Say.LanguageEnum.ZhCn;
        return new VoiceResponse()
            .Pause(1)
            .Say($"{message.Subject}. {message.Text}", loop: Times, language: language)
            .ToString(System.Xml.Linq.SaveOptions.DisableFormatting);
    }
}
