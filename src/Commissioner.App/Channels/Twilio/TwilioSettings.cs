using System.Text.RegularExpressions;

namespace Commissioner.App.Channels.Twilio;

/// <summary>The account at Twilio.</summary>
public sealed partial class TwilioSettings
{
    /// <summary><c>AC…</c>.</summary>
    public string AccountSid { get; set; } = "";

    /// <summary><c>SK…</c>; empty where the account's own token signs in.</summary>
    public string ApiKey { get; set; } = "";

    public string ApiSecret { get; set; } = "";

    /// <summary>By which callbacks are signed.</summary>
    public string AuthToken { get; set; } = "";

    /// <summary>By which callbacks were signed until lately: while the token is changed, both are taken.</summary>
    public string AuthTokenBefore { get; set; } = "";

    /// <summary>Whose messages they are: a number, <c>+1…</c>, or a messaging service, <c>MG…</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>Which number calls; empty for <see cref="From"/>.</summary>
    public string CallsFrom { get; set; } = "";

    /// <summary>Another address than Twilio's own.</summary>
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

        if (AccountSid.Length > 0 && !Account().IsMatch(AccountSid))
        {
            yield return "Commissioner:Twilio:AccountSid is AC and 32 hexadecimal digits.";
        }

        if ((ApiKey.Length > 0) != (ApiSecret.Length > 0))
        {
            yield return "Commissioner:Twilio:ApiKey and ApiSecret are given together or not at all.";
        }

        if (From.Length > 0 && !Sender().IsMatch(From))
        {
            yield return "Commissioner:Twilio:From is a number such as +15005550006, or a messaging service MG…";
        }

        if (channels.Voice.Gateway == VoiceGateway.Twilio && Calling.Length > 0 && Calling[0] != '+')
        {
            yield return "Commissioner:Twilio:CallsFrom is a number such as +15005550006: a messaging service can't call.";
        }

        if (BaseAddress.Length > 0)
        {
            foreach (var line in ChannelSettings.NoAddress("Twilio:BaseAddress", BaseAddress))
            {
                yield return line;
            }
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
    private static partial Regex Account();

    [GeneratedRegex(@"^(\+[1-9][0-9]{5,14}|MG[0-9a-fA-F]{32})$")]
    private static partial Regex Sender();
}
