using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Commissioner.App.Features.Archive;

/// <summary>What a package is found to be.</summary>
/// <param name="Wrong">The first file that is wrong, and how; null where all is as it was sealed.</param>
/// <param name="Manifest">What it says; null where it can't be read.</param>
/// <param name="Fingerprint">Of the key that it is signed by.</param>
internal sealed record ArchiveVerdict(string? Wrong, ArchiveManifest? Manifest = null, string? Fingerprint = null);

/// <summary>Verifies a package by nothing but itself and a public key: no database is asked, and no file is read into memory.</summary>
internal static class ArchiveCheck
{
    // No manifest of a case is larger; a file that claims to be one must not fill the memory.
    private const int LargestManifest = 16 * 1024 * 1024;

    /// <summary>Verifies a package.</summary>
    /// <param name="package">The file.</param>
    /// <param name="key">The public key, PEM; null for the one that the package brings.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<ArchiveVerdict> ReadAsync(Stream package, string? key, CancellationToken cancellationToken)
    {
        try
        {
            await using var zip = await ZipArchive.CreateAsync(package, ZipArchiveMode.Read, leaveOpen: true, null, cancellationToken);
            return await ReadAsync(zip, key, cancellationToken);
        }
        catch (Exception exception) when (IsOfTheFile(exception))
        {
            return new("The file is no package, or was cut off or changed.");
        }
    }

    private static async Task<ArchiveVerdict> ReadAsync(ZipArchive zip, string? key, CancellationToken cancellationToken)
    {
        if (zip.Entries.GroupBy(e => e.FullName, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return new($"{twice.Key}: there twice");
        }

        var entries = zip.Entries.ToDictionary(e => e.FullName, StringComparer.Ordinal);
        foreach (var needed in new[] { ArchiveZip.Manifest, ArchiveZip.Signature })
        {
            if (!entries.ContainsKey(needed))
            {
                return new($"{needed}: missing");
            }
        }

        var said = await BytesAsync(entries[ArchiveZip.Manifest], cancellationToken);
        var signature = await BytesAsync(entries[ArchiveZip.Signature], cancellationToken);
        if (said is null || signature is null || Read(said) is not { } manifest)
        {
            return new($"{ArchiveZip.Manifest}: can't be read");
        }

        using var its = KeyOf(manifest.PublicKey);
        using var given = key is null ? null : KeyOf(key);
        if (key is not null && given is null)
        {
            return new("The key can't be read.");
        }

        if (its is null || !IsSigned(its, said, signature))
        {
            return new($"{ArchiveZip.Manifest}: changed, or its signature was", manifest);
        }

        var fingerprint = ArchiveKey.Fingerprint(its);
        if (given is not null && !IsSigned(given, said, signature))
        {
            return new($"{ArchiveZip.Signature}: by another key, {fingerprint}", manifest, fingerprint);
        }

        foreach (var part in manifest.Files)
        {
            if (!entries.Remove(part.Path, out var entry))
            {
                return new($"{part.Path}: missing", manifest, fingerprint);
            }

            if (!await IsAsync(entry, part, cancellationToken))
            {
                return new($"{part.Path}: changed", manifest, fingerprint);
            }
        }

        var added = entries
            .Keys.Where(k => k is not (ArchiveZip.Manifest or ArchiveZip.Signature))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();
        return new(added is null ? null : $"{added}: added", manifest, fingerprint);
    }

    // What a ZIP that somebody changed at any place is answered with by what unpacks it.
    private static bool IsOfTheFile(Exception exception) =>
        exception is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException or OverflowException;

    private static bool IsSigned(ECDsa key, byte[] said, byte[] signature) =>
        key.VerifyData(said, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    private static ECDsa? KeyOf(string? pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            key.Dispose();
            return null;
        }
    }

    private static ArchiveManifest? Read(byte[] said)
    {
        try
        {
            return JsonSerializer.Deserialize<ArchiveManifest>(said, ArchiveZip.Json) is { Files: not null, PublicKey: not null } manifest
                ? manifest
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<byte[]?> BytesAsync(ZipArchiveEntry entry, CancellationToken cancellationToken)
    {
        await using var content = await entry.OpenAsync(cancellationToken);
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0; )
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > LargestManifest)
            {
                return null;
            }
        }

        return bytes.ToArray();
    }

    // No further than it should be long: what unpacks without end is wrong already.
    private static async Task<bool> IsAsync(ZipArchiveEntry entry, ArchivePart part, CancellationToken cancellationToken)
    {
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var content = await entry.OpenAsync(cancellationToken);
            var (buffer, length) = (new byte[81920], 0L);
            for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0; )
            {
                hash.AppendData(buffer, 0, read);
                length += read;
                if (length > part.Length)
                {
                    return false;
                }
            }

            return length == part.Length && Convert.ToHexStringLower(hash.GetHashAndReset()) == part.Sha256;
        }
        catch (Exception exception) when (IsOfTheFile(exception))
        {
            return false;
        }
    }
}
