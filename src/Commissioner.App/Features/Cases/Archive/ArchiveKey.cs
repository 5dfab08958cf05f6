using System.Numerics;
using System.Security.Cryptography;
using Commissioner.App.Security;

namespace Commissioner.App.Features.Archive;

/// <summary>
/// By which packages are signed: ECDSA on P-256, since every machine's own tools verify it. The private part is a secret like all others, made at
/// its first use and encrypted in the database by the field keys; the public part goes into each package.
/// </summary>
public sealed class ArchiveKey(Seals seals)
{
    // The order of the curve's group: a private key is a number from 1 to one less.
    private static readonly BigInteger Order = BigInteger.Parse(
        "0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
        System.Globalization.NumberStyles.HexNumber,
        System.Globalization.CultureInfo.InvariantCulture
    );

    /// <summary>The key; dispose of it.</summary>
    public async Task<ECDsa> OpenAsync(CancellationToken cancellationToken)
    {
        var random = new BigInteger(await seals.KeyAsync(Seals.Archive, cancellationToken), isUnsigned: true, isBigEndian: true);
        var number = (random % (Order - 1)) + 1;
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = [.. new byte[32 - bytes.Length], .. bytes] });
    }

    /// <summary>By what people compare two keys.</summary>
    public static string Fingerprint(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..32];
    }
}
