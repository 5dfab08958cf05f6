using Commissioner.Domain;

namespace Commissioner.App.Hosting.Files;

/// <summary>Thrown where the storage of files can't be reached, or refuses: nothing is known to have been stored.</summary>
/// <param name="why">A code: never what people wrote, and no key.</param>
public sealed class FilesAway(string why) : Exception($"The storage of files does not do what it is asked: {why}")
{
    /// <summary>The storage's code, or how the line failed.</summary>
    public string Why { get; } = why;
}

/// <summary>What is refused while files are not where they are kept.</summary>
public static class FileRules
{
    public static readonly Rule FilesAway = new("FilesAway", "The storage of files does not answer now.", RuleKind.Later);

    public static readonly Rule FileGone = new("FileGone", "The file is not where it is kept.", RuleKind.Later);
}
