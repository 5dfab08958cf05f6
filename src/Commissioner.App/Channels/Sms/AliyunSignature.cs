using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Commissioner.App.Channels.Sms;

/// <summary>Aliyun's signature of requests, version 3 (ACS3-HMAC-SHA256).</summary>
/// <param name="KeyId">Whose signature it is.</param>
/// <param name="Secret">By which is signed.</param>
/// <param name="Host">The host that is asked.</param>
/// <param name="Action">What is asked.</param>
/// <param name="Version">In which version.</param>
public sealed record AliyunSignature(string KeyId, string Secret, string Host, string Action, string Version)
{
    private const string Algorithm = "ACS3-HMAC-SHA256";

    /// <summary>The query, in the order and the escapes in which it is signed.</summary>
    public static string Query(IEnumerable<KeyValuePair<string, string>> values) =>
        string.Join(
            '&',
            values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{Uri.EscapeDataString(v.Key)}={Uri.EscapeDataString(v.Value)}")
        );

    /// <summary>The headers of a request without a body.</summary>
    public IReadOnlyDictionary<string, string> Headers(string query, DateTimeOffset at, string nonce)
    {
        var hash = Hex(SHA256.HashData([]));
        SortedDictionary<string, string> signed = new(StringComparer.Ordinal)
        {
            ["host"] = Host,
            ["x-acs-action"] = Action,
            ["x-acs-content-sha256"] = hash,
            ["x-acs-date"] = at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ["x-acs-signature-nonce"] = nonce,
            ["x-acs-version"] = Version,
        };
        var names = string.Join(';', signed.Keys);
        var canonical = $"POST\n/\n{query}\n{string.Concat(signed.Select(h => $"{h.Key}:{h.Value}\n"))}\n{names}\n{hash}";
        var mark = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(Secret),
            Encoding.UTF8.GetBytes($"{Algorithm}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}")
        );
        signed["Authorization"] = $"{Algorithm} Credential={KeyId},SignedHeaders={names},Signature={Hex(mark)}";
        return signed;
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
