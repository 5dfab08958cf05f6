using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Commissioner.App.Hosting;
using Npgsql;

namespace Commissioner.App.Features.Backups;

/// <summary>PostgreSQL's own programs <c>pg_dump</c> and <c>pg_restore</c>, of the server's version or a later one.</summary>
internal sealed partial class PostgresTools
{
    private readonly string _directory;
    private readonly NpgsqlConnectionStringBuilder _server;

    private PostgresTools(string directory, NpgsqlConnectionStringBuilder server) => (_directory, _server) = (directory, server);

    /// <summary>Looks for them where the private server's programs are, where Debian installs them and on the path.</summary>
    /// <exception cref="CannotStart">There are none that fit.</exception>
    public static async Task<PostgresTools> FindAsync(Settings settings, string connectionString, int version)
    {
        string[] places =
        [
            .. new[] { settings.PostgresBinaries }.Where(p => p.Length > 0),
            Path.Combine(AppContext.BaseDirectory, "postgres", "bin"),
            $"/usr/lib/postgresql/{version}/bin",
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        ];
        List<string> old = [];
        foreach (var place in places.Where(p => File.Exists(Path.Combine(p, "pg_dump")) && File.Exists(Path.Combine(p, "pg_restore"))))
        {
            var found = await VersionAsync(Path.Combine(place, "pg_dump"));
            if (found >= version)
            {
                return new(place, new(connectionString));
            }

            old.Add($"{place} has {found}");
        }

        var seen = old.Count > 0 ? $" ({string.Join(", ", old)})" : "";
        throw new CannotStart(
            $"The database is PostgreSQL {version}, and no pg_dump and pg_restore of that or a later version are on the path{seen}: install the package postgresql-client-{version} (Debian's, or that of apt.postgresql.org)."
        );
    }

    /// <summary>Writes what the snapshot sees. Hangfire's tables are made anew and hold nothing that is worth keeping.</summary>
    public Task DumpAsync(string snapshot, string file) =>
        RunAsync(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            "--exclude-schema=hangfire",
            $"--snapshot={snapshot}",
            "-f",
            file
        );

    /// <summary>Reads it into an empty database: all of it or nothing.</summary>
    public Task RestoreAsync(string file) =>
        RunAsync(
            "pg_restore",
            "--single-transaction",
            "--exit-on-error",
            "--no-owner",
            "--no-privileges",
            "--no-comments",
            "-d",
            _server.Database!,
            file
        );

    private static async Task<int> VersionAsync(string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, ["--version"]) { RedirectStandardOutput = true })!;
            var said = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return int.TryParse(Version().Match(said).Groups[1].Value, CultureInfo.InvariantCulture, out var version) ? version : 0;
        }
        catch (Win32Exception)
        {
            return 0;
        }
    }

    // What opens the server goes by the environment: arguments are seen by everybody on the machine.
    private async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(_directory, program), arguments) { RedirectStandardError = true };
        foreach (
            var (name, value) in new[]
            {
                ("PGHOST", _server.Host),
                ("PGPORT", _server.Port.ToString(CultureInfo.InvariantCulture)),
                ("PGUSER", _server.Username),
                ("PGPASSWORD", _server.Password),
                ("PGPASSFILE", _server.Passfile),
                ("PGDATABASE", _server.Database),
                ("PGSSLMODE", SslMode().Replace(_server.SslMode.ToString(), "-$0").TrimStart('-').ToLowerInvariant()),
                ("PGSSLROOTCERT", _server.RootCertificate),
            }
        )
        {
            start.Environment.Remove(name);
            if (!string.IsNullOrEmpty(value))
            {
                start.Environment[name] = value;
            }
        }

        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new CannotStart($"{program} ended with {process.ExitCode}: {said.Trim().ReplaceLineEndings(" ")}");
        }
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex Version();

    // VerifyCA becomes verify-ca.
    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex SslMode();
}
