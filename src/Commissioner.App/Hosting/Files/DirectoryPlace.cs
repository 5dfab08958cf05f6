using System.Runtime.CompilerServices;

namespace Commissioner.App.Hosting.Files;

/// <summary>The data directory, outside the web root; of several nodes a shared one.</summary>
public sealed class DirectoryPlace(string home) : IFilePlace
{
    public async Task PutAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        content.Position = 0;
        // Written under another name and then renamed, so that no half-written file is ever found under its own.
        var aside = $"{path}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            // Its owner's alone, as a restore writes what lies beside it.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var file = new FileStream(aside, options))
        {
            await content.CopyToAsync(file, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: true);
    }

    public Task<bool> RenewAsync(string name, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        if (!File.Exists(path))
        {
            return Task.FromResult(false);
        }

        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime);
        return Task.FromResult(true);
    }

    public Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<Stream?>(
                new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 81920, useAsync: true)
            );
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task<DateTimeOffset?> KeptAtAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult<DateTimeOffset?>(File.Exists(PathOf(name)) ? new DateTimeOffset(File.GetLastWriteTimeUtc(PathOf(name))) : null);

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        if (File.Exists(PathOf(name)))
        {
            File.Delete(PathOf(name));
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<string> ListAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (
            var path in Directory.Exists(PathOf(folder)) ? Directory.EnumerateFiles(PathOf(folder), "*", SearchOption.AllDirectories) : []
        )
        {
            var name = Path.GetRelativePath(home, path).Replace('\\', '/');
            // What a folder with a point has is being written, or was left so.
            if (!name.Contains("/.", StringComparison.Ordinal))
            {
                yield return name;
            }
        }
    }

    private string PathOf(string name) => Path.Combine(home, name);
}
