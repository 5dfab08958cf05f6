using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Commissioner.App.Channels.Sms;

/// <summary>Tencent Cloud's signature of requests, version 3 (TC3-HMAC-SHA256).</summary>
/// <param name="SecretId">Whose signature it is.</param>
/// <param name="SecretKey">By which is signed.</param>
/// <param name="Service">Which service is asked.</param>
/// <param name="Host">The host that is asked.</param>
/// <param name="Action">What is asked.</param>
public sealed record TencentSignature(string SecretId, string SecretKey, string Service, string Host, string Action)
{
    /// <summary>The type of a body, as it is signed.</summary>
    public const string Type = "application/json; charset=utf-8";

    private const string Algorithm = "TC3-HMAC-SHA256";
    private const string Signed = "content-type;host;x-tc-action";
    private const string End = "tc3_request";

    /// <summary>The header by which a posting of this body is signed.</summary>
    public string Authorization(string body, DateTimeOffset at)
    {
        var canonical =
            $"POST\n/\n\ncontent-type:{Type}\nhost:{Host}\nx-tc-action:{Action.ToLowerInvariant()}\n\n{Signed}\n{Hex(SHA256.HashData(Bytes(body)))}";
        var day = at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var scope = $"{day}/{Service}/{End}";
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Algorithm}\n{at.ToUnixTimeSeconds()}\n{scope}\n{Hex(SHA256.HashData(Bytes(canonical)))}"
        );
        var key = new[] { day, Service, End }.Aggregate(Bytes("TC3" + SecretKey), (k, step) => HMACSHA256.HashData(k, Bytes(step)));
        return $"{Algorithm} Credential={SecretId}/{scope}, SignedHeaders={Signed}, Signature={Hex(HMACSHA256.HashData(key, Bytes(text)))}";
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
