using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Commissioner.App.Security;

/// <summary>Codes that an authenticator shows for half a minute each: RFC 6238, as every one of them speaks it.</summary>
public static class Totp
{
    private const int Seconds = 30;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The half minute that this instant is in.</summary>
    public static long StepAt(DateTimeOffset at) => at.ToUnixTimeSeconds() / Seconds;

    /// <summary>The code of a half minute, six digits.</summary>
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "What authenticators compute.")]
    public static string Code(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(key, counter, hash);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xF)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>Whether it is this half minute's code; how long that takes tells nothing.</summary>
    public static bool Is(ReadOnlySpan<byte> key, long step, string typed) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Code(key, step)), Encoding.UTF8.GetBytes(typed));

    /// <summary>A key as authenticators take it, typed or read: base 32 without filling.</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        var said = new StringBuilder();
        var (bits, held) = (0, 0);
        foreach (var one in bytes)
        {
            (bits, held) = (((bits << 8) | one) & 0xFFF, held + 8);
            while (held >= 5)
            {
                held -= 5;
                said.Append(Letters[(bits >> held) & 31]);
            }
        }

        return held > 0 ? said.Append(Letters[(bits << (5 - held)) & 31]).ToString() : said.ToString();
    }
}
