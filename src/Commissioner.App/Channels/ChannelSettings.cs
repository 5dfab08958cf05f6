using Commissioner.App.Channels.Mail;
using Commissioner.App.Channels.Robots;
using Commissioner.App.Channels.Sms;
using Commissioner.App.Channels.Twilio;
using Commissioner.App.Channels.WeChat;
using Commissioner.App.Hosting;

namespace Commissioner.App.Channels;

/// <summary>
/// Which gateways an installation has, under <c>Commissioner</c>; what is not named is not there. Secrets stand here and nowhere
/// else.
/// </summary>
public sealed class ChannelSettings
{
    /// <summary>How long a gateway's answer is waited for.</summary>
    public TimeSpan GatewayTimeLimit { get; set; } = TimeSpan.FromSeconds(10);

    public SmsSettings Sms { get; set; } = new();

    public VoiceSettings Voice { get; set; } = new();

    public TwilioSettings Twilio { get; set; } = new();

    public WeChatSettings WeChat { get; set; } = new();

    public MailSettings Mail { get; set; } = new();

    /// <summary>Robots of groups, by a name of one's own.</summary>
    public Dictionary<string, RobotSettings> Robots { get; set; } = [];

    public WebhookSettings Webhooks { get; set; } = new();

    /// <summary>Whether anything here goes through Twilio.</summary>
    public bool UsesTwilio => SendsByTwilio || Voice.Answers == VoiceGateway.Twilio;

    internal bool SendsByTwilio => Sms.Gateway == SmsGateway.Twilio || Voice.Gateway == VoiceGateway.Twilio;

    /// <summary>What is wrong with them, a line each.</summary>
    public IEnumerable<string> Wrong(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (GatewayTimeLimit <= TimeSpan.Zero || GatewayTimeLimit > TimeSpan.FromMinutes(1))
        {
            yield return "Commissioner:GatewayTimeLimit is between nothing and a minute, 00:00:10.";
        }

        foreach (
            var line in Sms.Wrong()
                .Concat(Voice.Wrong())
                .Concat(UsesTwilio ? Twilio.Wrong(this, settings.PublicAddress) : [])
                .Concat(WeChat.Wrong(settings.PublicAddress))
                .Concat(Mail.Wrong())
                .Concat(Robots.SelectMany(r => r.Value.Wrong(r.Key)))
                .Concat(Webhooks.Wrong())
        )
        {
            yield return line;
        }
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
    private const int LongestDays = 3650;

    /// <summary>Through which messages are read out.</summary>
    public VoiceGateway Gateway { get; set; }

    /// <summary>Through which calls to the hotline come in; none where an exchange of the house answers them.</summary>
    public VoiceGateway Answers { get; set; }

    /// <summary>For how many days recordings of calls that come in are kept.</summary>
    public int KeepRecordingsDays { get; set; }

    internal IEnumerable<string> Wrong() =>
        Answers != VoiceGateway.None && KeepRecordingsDays is < 1 or > LongestDays
            ? ["Commissioner:Voice:KeepRecordingsDays says for how many days recordings are kept, 1 to 3650."]
            : [];
}

/// <summary>Webhooks of other systems: which they are, the office says; here only what network policy says.</summary>
public sealed class WebhookSettings
{
    /// <summary>Networks inside the house, <c>10.20.0.0/16</c>, that may be called although they are private.</summary>
    public IReadOnlyList<string> Inside { get; set; } = [];

    internal IEnumerable<string> Wrong() =>
        Inside
            .Where(n => !System.Net.IPNetwork.TryParse(n, out _))
            .Select(n => $"Commissioner:Webhooks:Inside holds {n}, which is no network such as 10.20.0.0/16.");
}
