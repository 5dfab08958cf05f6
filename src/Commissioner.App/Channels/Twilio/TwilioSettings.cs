using System.ComponentModel;
using System.Text.RegularExpressions;
using Commissioner.App.Hosting.Configuring;

namespace Commissioner.App.Channels.Twilio;

/// <summary>The account at Twilio.</summary>
public sealed partial class TwilioSettings
{
    [Description("AC….")]
    [Is(Shape.TwilioAccount)]
    public string AccountSid { get; set; } = "";

    [Description("SK…; empty where the account's own token signs in.")]
    public string ApiKey { get; set; } = "";

    [Description("What belongs to ApiKey.")]
    [Is(Shape.Secret)]
    public string ApiSecret { get; set; } = "";

    [Description("By which callbacks are signed.")]
    [Is(Shape.Secret)]
    public string AuthToken { get; set; } = "";

    [Description("By which callbacks were signed until lately: while the token is changed, both are taken.")]
    [Is(Shape.Secret)]
    public string AuthTokenBefore { get; set; } = "";

    [Description("Whose messages they are: a number, +1…, or a messaging service, MG….")]
    [Is(Shape.TwilioSender)]
    public string From { get; set; } = "";

    [Description("Which number calls; empty for From.")]
    [Is(Shape.Phone)]
    public string CallsFrom { get; set; } = "";

    [Description("Another address than Twilio's own.")]
    [Is(Shape.GatewayAddress)]
    public string BaseAddress { get; set; } = "";

    /// <summary>By what this account's own requests sign in.</summary>
    internal (string User, string Password) Key => ApiKey.Length > 0 ? (ApiKey, ApiSecret) : (AccountSid, AuthToken);

    /// <summary>The number that calls.</summary>
    internal string Calling => CallsFrom.Length > 0 ? CallsFrom : From;

    internal IEnumerable<string> Wrong(ChannelSettings channels, string publicAddress)
    {
        (string, string)[] needed = [("AccountSid", AccountSid), ("AuthToken", AuthToken)];
        // Who only answers needs no number of its own to send from.
        foreach (var line in ChannelSettings.Missing("Twilio", channels.SendsByTwilio ? [.. needed, ("From", From)] : needed))
        {
            yield return line;
        }

        if ((ApiKey.Length > 0) != (ApiSecret.Length > 0))
        {
            yield return "Commissioner:Twilio:ApiKey and ApiSecret are given together or not at all.";
        }

        if (channels.Voice.Gateway == VoiceGateway.Twilio && Calling.Length > 0 && Calling[0] != '+')
        {
            yield return "Commissioner:Twilio:CallsFrom is a number such as +15005550006: a messaging service can't call.";
        }

        if (
            !Uri.TryCreate(publicAddress, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
        )
        {
            yield return "Commissioner:PublicAddress is the https:// address under which Twilio calls back.";
        }
    }

    [GeneratedRegex("^AC[0-9a-fA-F]{32}$")]
    internal static partial Regex Account();

    [GeneratedRegex(@"^(\+[1-9][0-9]{5,14}|MG[0-9a-fA-F]{32})$")]
    internal static partial Regex Sender();
}
