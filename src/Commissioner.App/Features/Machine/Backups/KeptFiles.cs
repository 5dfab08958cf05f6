using System.Security.Cryptography;
using Commissioner.App.Hosting;
using Commissioner.App.Hosting.Files;

namespace Commissioner.App.Features.Backups;

/// <summary>
/// What is kept beside the database, as a backup holds it: the data directory, and below it the files that nodes share, wherever those are kept.
/// So a backup of a directory is restored into a storage as well, and back.
/// </summary>
public sealed class KeptFiles(Settings settings, IFilePlace place)
{
    /// <summary>Copies all into a backup, but for one that was copied before.</summary>
    public async Task<IReadOnlyList<FileSum>> CopyAsync(string target, string but, CancellationToken cancellationToken)
    {
        List<FileSum> files = [];
        foreach (var path in Own().Where(p => p != but))
        {
            try
            {
                files.Add(await CopyAsync(path, target, Manifest.Kept + NameOf(path)));
            }
            catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
            {
                // Erased meanwhile, or renamed to what is listed too.
            }
        }

        foreach (var folder in FilePlaces.Folders)
        {
            await foreach (var name in place.ListAsync(folder, cancellationToken))
            {
                // Erased meanwhile where it can't be opened.
                await using var content = await place.OpenAsync(name, cancellationToken);
                if (content is not null)
                {
                    files.Add(await WriteAsync(content, target, Manifest.Kept + name));
                }
            }
        }

        return files;
    }

    /// <summary>Copies one file of the directory into a backup.</summary>
    public static async Task<FileSum> CopyAsync(string from, string target, string to)
    {
        await using var content = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return await WriteAsync(content, target, to);
    }

    /// <summary>Puts all back, and reads what is there then.</summary>
    /// <returns>A line for each that differs.</returns>
    public async Task<IReadOnlyList<string>> PutBackAsync(string directory, Manifest manifest, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        List<string> differences = [];
        foreach (var file in manifest.Files.Where(f => f.Path.StartsWith(Manifest.Kept, StringComparison.Ordinal)))
        {
            var name = file.Path[Manifest.Kept.Length..];
            var inHome = Manifest.Inside(settings.Home, name);
            await using var content = File.OpenRead(Manifest.Inside(directory, file.Path));
            var there = IsShared(name)
                ? await PutAsync(name, content, cancellationToken)
                : await PrivateFiles.WriteAsync(inHome, content, cancellationToken);
            if (there != (file.Size, file.Sha256))
            {
                differences.Add($"{name} is not what {file.Path} was.");
            }
        }

        return differences;
    }

    /// <summary>Something that lies where files are to be restored to; null where nothing does.</summary>
    public async Task<string?> AnythingAsync(CancellationToken cancellationToken)
    {
        foreach (var folder in FilePlaces.Folders)
        {
            await foreach (var name in place.ListAsync(folder, cancellationToken))
            {
                return name;
            }
        }

        return null;
    }

    private async Task<(long Size, string Sha256)> PutAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        await place.PutAsync(name, content, cancellationToken);
        await using var back = await place.OpenAsync(name, cancellationToken);
        return back is null ? (0, "") : (back.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(back, cancellationToken)));
    }

    private static async Task<FileSum> WriteAsync(Stream content, string target, string to)
    {
        var (size, hash) = await PrivateFiles.WriteAsync(Manifest.Inside(target, to), content, CancellationToken.None);
        return new(to, size, hash);
    }

    // What the directory holds that neither the database nor the place does: all but a private server's own files and the keys.
    private IEnumerable<string> Own()
    {
        var server = Path.Combine(settings.Home, "postgres");
        foreach (var entry in Directory.EnumerateFileSystemEntries(settings.Home).Where(e => e != server && !IsShared(NameOf(e))))
        {
            foreach (var path in Directory.Exists(entry) ? Directory.EnumerateFiles(entry, "*", SearchOption.AllDirectories) : [entry])
            {
                if (path != settings.FieldKeysFile)
                {
                    yield return path;
                }
            }
        }
    }

    private static bool IsShared(string name) => FilePlaces.Folders.Contains(name.Split('/')[0]);

    private string NameOf(string path) => Path.GetRelativePath(settings.Home, path).Replace('\\', '/');
}
