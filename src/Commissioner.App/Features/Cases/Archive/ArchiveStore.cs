using Commissioner.App.Hosting.Files;
using Commissioner.Domain;

namespace Commissioner.App.Features.Archive;

/// <summary>The sealed packages, a folder a year. What is being written lies aside, and takes its place in one step when it is whole.</summary>
/// <param name="place">Where they are kept.</param>
/// <param name="directory">Where this node writes them.</param>
/// <param name="log">Says which is gone.</param>
public sealed class ArchiveStore(IFilePlace place, string directory, ILogger<ArchiveStore> log)
{
    private const string Unfinished = ".unfinished";

    /// <summary>Where a package is written before it takes its place.</summary>
    public string Aside()
    {
        var aside = Path.Combine(directory, Unfinished);
        Directory.CreateDirectory(aside);
        return Path.Combine(aside, Path.GetRandomFileName());
    }

    /// <summary>Puts a whole package in its place; what lies there was no package that anybody knows of, or is replaced.</summary>
    public async Task PlaceAsync(string aside, string path, CancellationToken cancellationToken)
    {
        await using var whole = File.OpenRead(aside);
        await place.PutAsync(NameOf(path), whole, cancellationToken);
    }

    /// <summary>Opens a package, seekable.</summary>
    /// <exception cref="RuleBroken">It is gone.</exception>
    public async Task<Stream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (await place.OpenAsync(NameOf(path), cancellationToken) is { } package)
        {
            return package;
        }

        log.LogError("The package {Name} is not where it is kept: put it back from the backup", NameOf(path));
        throw new RuleBroken(FileRules.FileGone);
    }

    /// <summary>Deletes a package; one that is gone already is deleted.</summary>
    public Task DeleteAsync(string path, CancellationToken cancellationToken) => place.DeleteAsync(NameOf(path), cancellationToken);

    /// <summary>Deletes what runs left that were cut off.</summary>
    public void Tidy(DateTimeOffset before)
    {
        var aside = new DirectoryInfo(Path.Combine(directory, Unfinished));
        foreach (var left in aside.Exists ? aside.GetFiles() : [])
        {
            if (left.LastWriteTimeUtc < before.UtcDateTime)
            {
                left.Delete();
            }
        }
    }

    private static string NameOf(string path) => $"{FilePlaces.Archive}/{path}";
}
