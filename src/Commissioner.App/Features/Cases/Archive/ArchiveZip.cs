using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Commissioner.App.Features.Attachments;
using Commissioner.Data;

namespace Commissioner.App.Features.Archive;

/// <summary>A file of a package.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Sha256">Of its bytes, hexadecimal.</param>
public sealed record ArchivePart(string Path, long Length, string Sha256);

/// <summary>What a package consists of: of this file's bytes is the signature.</summary>
/// <param name="Schema">How <c>case.json</c> is laid out.</param>
/// <param name="Product">Which version of the product made it.</param>
/// <param name="Number">The case's number.</param>
/// <param name="ClosedAt">The closing that it is of, UTC.</param>
/// <param name="MadeAt">When it was made, UTC.</param>
/// <param name="Anonymised">Texts and files of the case had been erased by then.</param>
/// <param name="PublicKey">What the signature is verified by, PEM.</param>
/// <param name="Files">All other files but the signature.</param>
public sealed record ArchiveManifest(
    int Schema,
    string Product,
    string Number,
    DateTimeOffset ClosedAt,
    DateTimeOffset MadeAt,
    bool Anonymised,
    string PublicKey,
    IReadOnlyList<ArchivePart> Files
)
{
    /// <summary>The layout that is written now.</summary>
    public const int Now = 1;
}

/// <summary>Writes a package: file after file as it is read, so that no file is ever in memory; the manifest and its signature last.</summary>
public sealed class ArchiveZip(ZipArchive zip, DateTimeOffset madeAt)
{
    public const string Manifest = "manifest.json";
    public const string Signature = "manifest.sig";
    public const string PublicKey = "public-key.pem";

    // So that a package explains itself to whoever has nothing but it.
    private const string Readme = """
        本包为一件已办结诉求的封存档案。case.json 为诉求全部内容（不含联系方式），attachments/ 为附件原件，manifest.json 列出各文件的 SHA-256。
        验证签名（公钥请与园区公布的公钥核对）：
        This is the sealed record of a closed case. Verify its signature as follows, by the public key that the park has published:

            openssl dgst -sha256 -verify public-key.pem -signature manifest.sig manifest.json

        其后逐一核对 manifest.json 中各文件的 SHA-256。或者： Then compare each file's SHA-256 with manifest.json. Or:

            commissioner archive verify FILE --key public-key.pem
        """;

    private readonly List<ArchivePart> _parts = [];

    /// <summary>Writes a package into a new file, down to the disk.</summary>
    /// <returns>SHA-256 and length of the whole.</returns>
    internal static async Task<(string Hash, long Length)> WriteAsync(
        string path,
        CaseRecord record,
        FileStore store,
        ECDsa key,
        bool anonymised,
        DateTimeOffset madeAt,
        CancellationToken cancellationToken
    )
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite);
        await using (var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, null, cancellationToken))
        {
            await new ArchiveZip(zip, madeAt).FillAsync(record, store, key, anonymised, cancellationToken);
        }

        file.Flush(flushToDisk: true);
        file.Position = 0;
        return (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)), file.Length);
    }

    /// <summary>Adds a file of any length.</summary>
    public async Task<ArchivePart> AddAsync(string path, Stream content, CompressionLevel level, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = 0L;
        await using (var entry = await Entry(path, level).OpenAsync(cancellationToken))
        {
            var buffer = new byte[81920];
            for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0; length += read)
            {
                hash.AppendData(buffer, 0, read);
                await entry.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }

        var part = new ArchivePart(path, length, Convert.ToHexStringLower(hash.GetHashAndReset()));
        _parts.Add(part);
        return part;
    }

    private async Task FillAsync(CaseRecord record, FileStore store, ECDsa key, bool anonymised, CancellationToken cancellationToken)
    {
        await AddAsync("case.json", new MemoryStream(record.ToBytes()), CompressionLevel.Optimal, cancellationToken);
        for (var i = 0; i < record.Files.Count; i++)
        {
            var attachment = record.Files[i];
            await using var content = await store.OpenAsync(attachment.Hash, cancellationToken);
            // Several may bear one name; most are compressed already.
            var part = await AddAsync(NameOf(attachment, i), content, CompressionLevel.NoCompression, cancellationToken);
            if (part.Sha256 != attachment.Hash)
            {
                throw new InvalidDataException($"The stored file {attachment.Hash} is no longer what was stored.");
            }
        }

        var pem = key.ExportSubjectPublicKeyInfoPem() + "\n";
        await AddAsync(PublicKey, new MemoryStream(Encoding.ASCII.GetBytes(pem)), CompressionLevel.Optimal, cancellationToken);
        await AddAsync("README.txt", new MemoryStream(Encoding.UTF8.GetBytes(Readme)), CompressionLevel.Optimal, cancellationToken);
        var manifest = JsonSerializer.SerializeToUtf8Bytes(
            new ArchiveManifest(
                ArchiveManifest.Now,
                Product,
                record.Number,
                record.ClosedAt.ToUniversalTime(),
                madeAt.ToUniversalTime(),
                anonymised,
                pem,
                [.. _parts]
            ),
            Json
        );
        await AddAsync(Manifest, new MemoryStream(manifest), CompressionLevel.Optimal, cancellationToken);
        // As OpenSSL's own tool takes it.
        var signature = key.SignData(manifest, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        await AddAsync(Signature, new MemoryStream(signature), CompressionLevel.Optimal, cancellationToken);
    }

    /// <summary>How a manifest is written and read.</summary>
    public static JsonSerializerOptions Json { get; } = new(RecordEvents.Json) { WriteIndented = true };

    private static string NameOf(Attachment file, int place) => FormattableString.Invariant($"attachments/{place + 1:00}-{file.FileName}");

    private static string Product =>
        "Commissioner "
        + typeof(ArchiveZip).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private ZipArchiveEntry Entry(string path, CompressionLevel level)
    {
        var entry = zip.CreateEntry(path, level);
        entry.LastWriteTime = madeAt;
        return entry;
    }
}
