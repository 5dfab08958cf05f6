namespace Commissioner.App.Hosting.Files;

/// <summary>
/// Where the files lie that all nodes have in common, each under a name with slashes: the data directory, or a storage that speaks S3.
/// </summary>
public interface IFilePlace
{
    /// <summary>Keeps a file, whole or not at all, in place of what has its name.</summary>
    /// <param name="name">Its name, such as <c>archive/2026/1.zip</c>.</param>
    /// <param name="content">Seekable; read from its beginning.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task PutAsync(string name, Stream content, CancellationToken cancellationToken);

    /// <summary>Makes a file that is there as young as one that is put now.</summary>
    /// <returns>False where it has to be put instead.</returns>
    Task<bool> RenewAsync(string name, CancellationToken cancellationToken);

    /// <summary>Opens a file, seekable; null where there is none.</summary>
    Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken);

    /// <summary>When a file was put or renewed; null where there is none.</summary>
    Task<DateTimeOffset?> KeptAtAsync(string name, CancellationToken cancellationToken);

    /// <summary>Deletes a file; one that is gone already is deleted.</summary>
    Task DeleteAsync(string name, CancellationToken cancellationToken);

    /// <summary>The names of all that lies in a folder and below.</summary>
    IAsyncEnumerable<string> ListAsync(string folder, CancellationToken cancellationToken);
}

/// <summary>The one place that an installation has, and the folders in it.</summary>
public static class FilePlaces
{
    public const string Attachments = "attachments";
    public const string Recordings = "recordings";
    public const string Archive = "archive";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Folders { get; } = [Attachments, Recordings, Archive];

    /// <summary>The one that the settings mean.</summary>
    public static IFilePlace Of(Settings settings, ILoggerFactory logs)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Files.S3.IsGiven ? new S3Place(settings.Files.S3, logs.CreateLogger<S3Place>()) : new DirectoryPlace(settings.Home);
    }
}
