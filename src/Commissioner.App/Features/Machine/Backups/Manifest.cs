using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Commissioner.App.Hosting;

namespace Commissioner.App.Features.Backups;

/// <summary>What a table held: how many rows, and a sum that follows from every value of them.</summary>
public sealed record TableSum(string Name, long Rows, string Sum);

/// <summary>A file of the backup, its path written with slashes.</summary>
public sealed record FileSum(string Path, long Size, string Sha256);

/// <summary>What is in a backup. It is written last: a folder without one is no backup.</summary>
public sealed record Manifest(
    int Format,
    DateTimeOffset MadeAt,
    string Server,
    IReadOnlyList<TableSum> Tables,
    IReadOnlyList<FileSum> Files
)
{
    public const int Current = 1;
    public const string Database = "database.dump";
    public const string Keys = "field-keys";
    public const string Kept = "kept/";
    private const string FileName = "manifest.json";
    private const string Sum = FileName + ".sha256";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes it, and beside it its own sum as <c>sha256sum -c</c> reads it.</summary>
    public async Task WriteAsync(string directory, CancellationToken cancellationToken)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(this, Json);
        await PrivateFiles.WriteAsync(Path.Combine(directory, FileName), new MemoryStream(text), cancellationToken);
        var line = Encoding.ASCII.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(text))}  {FileName}\n");
        await PrivateFiles.WriteAsync(Path.Combine(directory, Sum), new MemoryStream(line), cancellationToken);
    }

    /// <summary>Reads it, and every file that it names to its end.</summary>
    /// <exception cref="CannotStart">It is no backup, or something in it is not as it was written; which, is named.</exception>
    public static async Task<Manifest> ReadAsync(string directory, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path) || !File.Exists(Path.Combine(directory, Sum)))
        {
            throw new CannotStart($"{directory} is no backup, or one that was not ended: it has no {FileName} with its {Sum}.");
        }

        var text = await File.ReadAllBytesAsync(path, cancellationToken);
        var said = (await File.ReadAllTextAsync(Path.Combine(directory, Sum), cancellationToken)).Split(' ')[0];
        if (said != Convert.ToHexStringLower(SHA256.HashData(text)))
        {
            throw NotAsWritten(path);
        }

        var manifest = JsonSerializer.Deserialize<Manifest>(text, Json)!;
        if (manifest.Format != Current)
        {
            throw new CannotStart($"The backup in {directory} has format {manifest.Format}: restore it by the version that made it.");
        }

        foreach (var file in manifest.Files)
        {
            await DemandAsync(directory, file, cancellationToken);
        }

        return manifest;
    }

    /// <summary>Where a file of a backup, or of what it is restored to, lies; never outside.</summary>
    public static string Inside(string directory, string path)
    {
        var full = Path.GetFullPath(Path.Combine(directory, path));
        return full.StartsWith(Path.GetFullPath(directory) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw new CannotStart($"The backup names {path}, which is outside of it.");
    }

    private static async Task DemandAsync(string directory, FileSum file, CancellationToken cancellationToken)
    {
        var path = Inside(directory, file.Path);
        if (
            !File.Exists(path)
            || new FileInfo(path).Length != file.Size
            || await PrivateFiles.SumAsync(path, cancellationToken) != file.Sha256
        )
        {
            throw NotAsWritten(path);
        }
    }

    private static CannotStart NotAsWritten(string path) =>
        new($"{path} is missing or not as it was backed up: nothing was restored. Take another copy of this backup, or an older one.");
}
