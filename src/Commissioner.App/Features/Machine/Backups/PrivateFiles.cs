using System.Security.Cryptography;

namespace Commissioner.App.Features.Backups;

/// <summary>Files and folders that only their owner reads: a backup holds the keys.</summary>
internal static class PrivateFiles
{
    /// <summary>Makes a folder, or takes one that is there.</summary>
    public static void MakeFolder(string path)
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>SHA-256 of a file, in hexadecimal.</summary>
    public static async Task<string> SumAsync(string path, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
    }

    /// <summary>Writes a new file to the disk itself.</summary>
    /// <returns>Its size, and SHA-256 in hexadecimal.</returns>
    public static async Task<(long Size, string Sha256)> WriteAsync(string path, Stream content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var hash = SHA256.Create();
        await using var file = new FileStream(path, options);
        await using (var hashing = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true))
        {
            await content.CopyToAsync(hashing, cancellationToken);
        }

        file.Flush(flushToDisk: true);
        return (file.Length, Convert.ToHexStringLower(hash.Hash!));
    }
}
