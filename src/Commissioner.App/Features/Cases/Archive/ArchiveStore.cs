namespace Commissioner.App.Features.Archive;

/// <summary>The sealed packages, a folder a year. What is being written lies aside, and takes its place in one step when it is whole.</summary>
public sealed class ArchiveStore(string directory)
{
    private const string Unfinished = ".unfinished";

    /// <summary>Where a package is written before it takes its place; on the same disk.</summary>
    public string Aside()
    {
        var aside = Path.Combine(directory, Unfinished);
        Directory.CreateDirectory(aside);
        return Path.Combine(aside, Path.GetRandomFileName());
    }

    /// <summary>Puts a whole package in its place; what lies there was no package that anybody knows of, or is replaced.</summary>
    public void Place(string aside, string path)
    {
        var place = PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.Move(aside, place, overwrite: true);
    }

    /// <summary>Opens a package.</summary>
    /// <exception cref="FileNotFoundException">It is gone.</exception>
    public Stream Open(string path) => new FileStream(PathOf(path), FileMode.Open, FileAccess.Read, FileShare.Read, 81920, useAsync: true);

    /// <summary>Deletes a package; one that is gone already is deleted.</summary>
    public void Delete(string path)
    {
        if (File.Exists(PathOf(path)))
        {
            File.Delete(PathOf(path));
        }
    }

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

    private string PathOf(string path) => Path.Combine(directory, path);
}
