using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Commissioner.App.Channels.Webhooks;

/// <summary>Signatures of what other systems are told, by Standard Webhooks.</summary>
public static class WebhookSignature
{
    private const string Prefix = "whsec_";

    /// <summary>A new secret.</summary>
    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>The signature of a body, told at an instant under a key.</summary>
    public static string Of(string secret, string id, long at, string body)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var key = Convert.FromBase64String(secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret);
        var mark = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at}.{body}")));
        return "v1," + Convert.ToBase64String(mark);
    }
}
