using System.Security.Cryptography;

namespace Commissioner.App.Features.Attachments;

/// <summary>Bytes of attachments, outside the web root, under their hash.</summary>
public sealed class FileStore(string directory)
{
    /// <summary>Keeps a file.</summary>
    /// <returns>SHA-256, hexadecimal.</returns>
    public async Task<string> KeepAsync(Stream content, CancellationToken cancellationToken)
    {
        content.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        var path = PathOf(hash);
        if (File.Exists(path))
        {
            return hash;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Written under another name and then renamed, so that no half-written file is ever found under its hash.
        var aside = $"{path}.{Path.GetRandomFileName()}";
        content.Position = 0;
        await using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write))
        {
            await content.CopyToAsync(file, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: true);
        return hash;
    }

    /// <summary>Opens a kept file.</summary>
    /// <exception cref="FileNotFoundException">It is gone.</exception>
    public Stream Open(string hash) => new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read, 81920, useAsync: true);

    private string PathOf(string hash) => Path.Combine(directory, hash[..2], hash[2..4], hash);
}
