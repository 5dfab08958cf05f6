using System.Security.Cryptography;

namespace Commissioner.App.Features.Attachments;

/// <summary>Bytes of attachments, outside the web root, under their hash; recordings of calls have a folder of their own.</summary>
public sealed class FileStore(string directory)
{
    /// <summary>The key of the one that holds recordings: what is deleted there is nobody's attachment.</summary>
    public const string Recordings = "recordings";

    private const string Preview = ".preview";

    /// <summary>Keeps a file.</summary>
    /// <returns>SHA-256, hexadecimal.</returns>
    public async Task<string> KeepAsync(Stream content, CancellationToken cancellationToken)
    {
        content.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        var path = PathOf(hash);
        if (File.Exists(path))
        {
            // Somebody's from now on: who deletes what is old leaves it.
            File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime);
            return hash;
        }

        content.Position = 0;
        await WriteAsync(path, content, cancellationToken);
        return hash;
    }

    private static async Task WriteAsync(string path, Stream content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Written under another name and then renamed, so that no half-written file is ever found under its hash.
        var aside = $"{path}.{Path.GetRandomFileName()}";
        await using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write))
        {
            await content.CopyToAsync(file, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: true);
    }

    /// <summary>Opens what was kept beside a file for looking at it; null where nothing was.</summary>
    public Stream? OpenPreview(string hash) => File.Exists(PathOf(hash) + Preview) ? Open(hash + Preview) : null;

    /// <summary>Keeps beside a file what is shown of it. It may be deleted at any moment, and is made again.</summary>
    public async Task KeepPreviewAsync(string hash, Stream preview, CancellationToken cancellationToken)
    {
        preview.Position = 0;
        await WriteAsync(PathOf(hash) + Preview, preview, cancellationToken);
    }

    /// <summary>Opens a kept file.</summary>
    /// <exception cref="FileNotFoundException">It is gone.</exception>
    public Stream Open(string hash) => new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read, 81920, useAsync: true);

    /// <summary>Whether a file is kept.</summary>
    public bool Has(string hash) => File.Exists(PathOf(hash));

    /// <summary>Deletes a file; one that is gone already is deleted.</summary>
    public void Delete(string hash)
    {
        if (Has(hash))
        {
            File.Delete(PathOf(hash));
        }
    }

    /// <summary>
    /// Deletes a file that nobody has any more, and what is shown of it, unless it was kept anew lately: then somebody is about to have it.
    /// </summary>
    /// <param name="hash">Which.</param>
    /// <param name="before">Kept before this, UTC.</param>
    /// <returns>It is gone.</returns>
    public bool Forget(string hash, DateTimeOffset before)
    {
        if (Has(hash) && File.GetLastWriteTimeUtc(PathOf(hash)) > before.UtcDateTime)
        {
            return false;
        }

        Delete(hash);
        File.Delete(PathOf(hash) + Preview);
        return true;
    }

    private string PathOf(string hash) => Path.Combine(directory, hash[..2], hash[2..4], hash);
}
