using System.Globalization;
using System.Xml.Linq;
using Commissioner.App.Features.Hotline.Duty;
using Commissioner.App.Hosting;
using Twilio.TwiML;
using Twilio.TwiML.Voice;
using Number = Twilio.TwiML.Voice.Number;

namespace Commissioner.App.Features.Hotline.Calls;

/// <summary>
/// What a caller hears, in both languages, and what its telephone does next. Each answer follows from the address that was asked and the
/// roster alone, so that one given twice is the same.
/// </summary>
internal sealed class TwilioAnswers(Texts texts, Settings settings)
{
    /// <summary>Before this many rounds are over nobody is told that no seat is free.</summary>
    public const int Rounds = 3;

    // Each round the seats ring for so many seconds, and the next begins after so many.
    private const int Rings = 20;
    private const int Between = 5;

    // The longest that is spoken with a seat, and the longest message, in seconds.
    private const int LongestTalk = 2 * 3600;
    private const int LongestMessage = 180;

    // So many seconds there are to press a key; so many of silence end a message.
    private const int ToPress = 8;
    private const int Silence = 5;

    /// <summary>The first words: who answers, and that the call is recorded.</summary>
    public VoiceResponse Greet() => Say(new(), "voice.greeting");

    /// <summary>The seats ring, once more after some words where they rang before.</summary>
    public VoiceResponse Ring(VoiceResponse after, IReadOnlyList<SeatToRing> seats, int round)
    {
        if (round > 1)
        {
            Say(after, "voice.wait").Pause(Between);
        }

        var dial = new Dial(
            action: Address($"voice/rung?round={round}"),
            timeout: Rings,
            timeLimit: LongestTalk,
            record: Dial.RecordEnum.RecordFromAnswerDual,
            recordingStatusCallback: Address("recordings")
        );
        foreach (var seat in seats)
        {
            dial.Append(
                new Number(
                    new global::Twilio.Types.PhoneNumber(seat.Number),
                    sendDigits: seat.Extension.Length > 0 ? "ww" + seat.Extension : null,
                    statusCallback: Address($"voice/status?seat={Uri.EscapeDataString(seat.Name)}"),
                    statusCallbackEvent: [Number.EventEnum.Answered]
                )
            );
        }

        return after.Append(dial);
    }

    /// <summary>No seat is free: a message may be left, or somebody calls back.</summary>
    public VoiceResponse Offer(VoiceResponse after)
    {
        var gather = new Gather(action: Address("voice/pressed"), numDigits: 1, timeout: ToPress);
        Speak("voice.offer", (words, language) => gather.Say(words, language: language));
        return Leave(after.Append(gather));
    }

    /// <summary>The caller speaks after the tone.</summary>
    public VoiceResponse Record() =>
        Say(new(), "voice.speak")
            .Record(
                action: Address("voice/left"),
                timeout: Silence,
                finishOnKey: "#",
                maxLength: LongestMessage,
                playBeep: true,
                recordingStatusCallback: Address("recordings")
            );

    /// <summary>The last words.</summary>
    public VoiceResponse Leave(VoiceResponse after) => Say(after, "voice.leave").Hangup();

    /// <summary>As it is answered.</summary>
    public static IResult Answer(VoiceResponse response) =>
        Results.Text(response.ToString(SaveOptions.DisableFormatting), "application/xml");

    private VoiceResponse Say(VoiceResponse response, string key)
    {
        Speak(key, (words, language) => response.Say(words, language: language));
        return response;
    }

    private void Speak(string key, Action<string, Say.LanguageEnum> say)
    {
        say(In("zh-CN"), Twilio.TwiML.Voice.Say.LanguageEnum.ZhCn);
        say(In("en"), Twilio.TwiML.Voice.Say.LanguageEnum.EnUs);

        string In(string culture) => string.Format(CultureInfo.InvariantCulture, texts.In(culture, key), settings.Signature);
    }

    private Uri Address(string path) => new($"{settings.PublicAddress.TrimEnd('/')}/hooks/twilio/{path}");
}
