using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Commissioner.App.Channels.Mail;
using Commissioner.App.Channels.Robots;
using Commissioner.App.Channels.Sms;
using Commissioner.App.Channels.Twilio;
using Commissioner.App.Channels.WeChat;
using Commissioner.App.Hosting;
using Commissioner.App.Hosting.Configuring;

namespace Commissioner.App.Channels;

/// <summary>
/// Which gateways an installation has, under <c>Commissioner</c>; what is not named is not there. Secrets stand here and nowhere
/// else.
/// </summary>
public sealed class ChannelSettings
{
    [Description("How long a gateway's answer is waited for.")]
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan GatewayTimeLimit { get; set; } = TimeSpan.FromSeconds(10);

    public SmsSettings Sms { get; set; } = new();

    public VoiceSettings Voice { get; set; } = new();

    public TwilioSettings Twilio { get; set; } = new();

    public WeChatSettings WeChat { get; set; } = new();

    public MailSettings Mail { get; set; } = new();

    [Description("Robots of groups, by a name of one's own.")]
    public Dictionary<string, RobotSettings> Robots { get; set; } = [];

    public WebhookSettings Webhooks { get; set; } = new();

    /// <summary>Whether anything here goes through Twilio.</summary>
    public bool UsesTwilio => SendsByTwilio || Voice.Answers == VoiceGateway.Twilio;

    internal bool SendsByTwilio => Sms.Gateway == SmsGateway.Twilio || Voice.Gateway == VoiceGateway.Twilio;

    /// <summary>What is wrong with them, a line each.</summary>
    public IEnumerable<string> Wrong(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Sms.Wrong()
            .Concat(Voice.Wrong())
            .Concat(UsesTwilio ? Twilio.Wrong(this, settings.PublicAddress) : [])
            .Concat(WeChat.Wrong(settings.PublicAddress))
            .Concat(Mail.Wrong())
            .Concat(Robots.SelectMany(r => r.Value.Wrong(r.Key)));
    }

    /// <summary>A line for each of these that is not given, or has blanks around it, as it comes from a file.</summary>
    internal static IEnumerable<string> Missing(string section, params (string Name, string Value)[] given) =>
        given
            .Where(g => g.Value.Length == 0 || g.Value.Trim() != g.Value)
            .Select(g => $"Commissioner:{section}:{g.Name} is {(g.Value.Length == 0 ? "missing" : "given with blanks around it")}.");

    /// <summary>A line where this is no address that a gateway can have.</summary>
    internal static IEnumerable<string> NoAddress(string name, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == "http" && uri.IsLoopback))
            ? []
            : [$"Commissioner:{name} is no address that begins with https://."];
}

/// <summary>Through which calls go.</summary>
public enum VoiceGateway
{
    None,
    Twilio,
}

/// <summary>Calls: those that read messages out, and those of the hotline that come in.</summary>
public sealed class VoiceSettings
{
    [Description("Through which messages are read out.")]
    public VoiceGateway Gateway { get; set; }

    [Description("Through which calls to the hotline come in; none where an exchange of the house answers them.")]
    public VoiceGateway Answers { get; set; }

    [Description("For how many days recordings of calls that come in are kept; needed where Answers names a gateway.")]
    [Range(0, 3650)]
    public int KeepRecordingsDays { get; set; }

    internal IEnumerable<string> Wrong() =>
        Answers != VoiceGateway.None && KeepRecordingsDays == 0
            ? ["Commissioner:Voice:KeepRecordingsDays says for how many days recordings are kept, 1 to 3650."]
            : [];
}

/// <summary>Webhooks of other systems: which they are, the office says; here only what network policy says.</summary>
public sealed class WebhookSettings
{
    [Description("Networks inside the house, 10.20.0.0/16, that may be called although they are private.")]
    [Is(Shape.Network)]
    public IReadOnlyList<string> Inside { get; set; } = [];
}
