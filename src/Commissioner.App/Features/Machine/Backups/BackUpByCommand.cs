using System.Data;
using System.Globalization;
using Commissioner.App.Hosting;
using Commissioner.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Commissioner.App.Features.Backups;

/// <summary><c>commissioner backup DIR</c>: the database and what is kept beside it, while everything goes on working.</summary>
internal static class BackUpByCommand
{
    /// <summary>Writes a backup into a folder that is empty or not there.</summary>
    /// <exception cref="CannotStart">It can't be.</exception>
    public static async Task<int> BackUpAsync(this IServiceProvider services, string directory, TextWriter output)
    {
        var settings = services.GetRequiredService<Settings>();
        var target = Path.GetFullPath(directory);
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
        {
            throw new CannotStart($"{target} is not empty: a backup has a folder of its own.");
        }

        var home = Path.TrimEndingDirectorySeparator(settings.Home) + Path.DirectorySeparatorChar;
        if ((target + Path.DirectorySeparatorChar).StartsWith(home, StringComparison.Ordinal))
        {
            throw new CannotStart($"{target} is in the data directory, which it would be a copy of: name a folder elsewhere.");
        }

        try
        {
            PrivateFiles.MakeFolder(target);
            var manifest = await WriteAsync(services, settings, target);
            await manifest.WriteAsync(target, CancellationToken.None);
            await output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Backed up to {target}: {manifest.Tables.Count} tables with {manifest.Tables.Sum(t => t.Rows)} rows, {manifest.Files.Count} files of {manifest.Files.Sum(f => f.Size)} bytes. It holds the keys: keep it as secret as the database."
                )
            );
            return 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotStart($"The backup was not ended: {failure.Message}");
        }
    }

    /// <summary>What another engine has its own way for.</summary>
    /// <exception cref="CannotStart">It is another engine.</exception>
    public static void DemandPostgres(Settings settings)
    {
        if (settings.Database != Data.Providers.Engine.Postgres)
        {
            throw new CannotStart(
                $"SQL Server backs its databases up itself: BACKUP DATABASE and RESTORE DATABASE as docs/restore.md says, then a copy of {settings.Home}, of {settings.FieldKeysFile} and, where Commissioner:Files:S3 is set, of the bucket."
            );
        }
    }

    private static async Task<Manifest> WriteAsync(IServiceProvider services, Settings settings, string target)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();

        // The anchors of the audit log come first: a later one would speak of rows that the database's copy lacks.
        const string Anchors = "audit/anchors";
        List<FileSum> files = [];
        if (File.Exists(Path.Combine(settings.Home, Anchors)))
        {
            files.Add(await KeptFiles.CopyAsync(Path.Combine(settings.Home, Anchors), target, Manifest.Kept + Anchors));
        }

        IReadOnlyList<TableSum> tables;
        DateTime made;
        string server;
        // What pg_dump writes and what is summed is of one instant.
        await using (var transaction = await db.BeginAsync(CancellationToken.None, IsolationLevel.RepeatableRead))
        {
            var connection = (NpgsqlConnection)db.Database.GetDbConnection();
            server = connection.PostgreSqlVersion.ToString();
            var tools = await PostgresTools.FindAsync(settings, db.Database.GetConnectionString()!, connection.PostgreSqlVersion.Major);
            var snapshot = await DatabaseSums.AskAsync<string>(connection, "SELECT pg_export_snapshot()", CancellationToken.None);
            made = await DatabaseSums.AskAsync<DateTime>(connection, "SELECT now()", CancellationToken.None);
            var dump = Path.Combine(target, Manifest.Database);
            // It is there before it is written, so that nobody else reads it meanwhile.
            await PrivateFiles.WriteAsync(dump, Stream.Null, CancellationToken.None);
            await tools.DumpAsync(snapshot, dump);
            files.Add(new(Manifest.Database, new FileInfo(dump).Length, await PrivateFiles.SumAsync(dump, CancellationToken.None)));
            tables = await DatabaseSums.ReadAsync(connection, CancellationToken.None);
        }

        // Files after the database: what a row names was there before the row, so the copy has it, and perhaps more.
        files.Add(await KeptFiles.CopyAsync(settings.FieldKeysFile, target, Manifest.Keys));
        files.AddRange(
            await services.GetRequiredService<KeptFiles>().CopyAsync(target, Path.Combine(settings.Home, Anchors), CancellationToken.None)
        );
        return new(Manifest.Current, new(made, TimeSpan.Zero), server, tables, files);
    }
}
