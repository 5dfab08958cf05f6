using System.Globalization;
using Commissioner.App.Features.Audit;
using Commissioner.App.Features.Clocks;
using Commissioner.App.Features.Engine;
using Commissioner.App.Hosting;
using Commissioner.App.Hosting.Files;
using Commissioner.App.Jobs;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Commissioner.App.Features.Backups;

/// <summary>A backup that was read whole, to be restored.</summary>
internal sealed record WholeBackup(string Directory, Manifest Manifest);

/// <summary><c>commissioner restore DIR</c>: into an empty database and an empty data directory.</summary>
internal static class RestoreByCommand
{
    /// <summary>
    /// Reads the backup to its end and looks whether there is room for it, then puts its keys in their place: without them the database
    /// is not opened.
    /// </summary>
    /// <exception cref="CannotStart">It is not as it was written, or something is there already.</exception>
    public static async Task<WholeBackup> OpenAsync(string directory, Settings settings, string? connectionString)
    {
        var source = Path.GetFullPath(directory);
        var manifest = await Manifest.ReadAsync(source, CancellationToken.None);
        if (Directory.Exists(settings.Home) && Directory.EnumerateFileSystemEntries(settings.Home).Any())
        {
            throw new CannotStart(
                $"{settings.Home} is not empty: nothing is restored over what is there. Move it away, or name another one."
            );
        }

        var place = FilePlaces.Of(settings, NullLoggerFactory.Instance);
        if (await new KeptFiles(settings, place).AnythingAsync(CancellationToken.None) is { } lies)
        {
            throw new CannotStart(
                $"There is {lies} in the bucket of Commissioner:Files:S3: nothing is restored over what is there. Name another bucket or Prefix."
            );
        }

        if (!string.IsNullOrEmpty(connectionString))
        {
            await DemandEmptyAsync(connectionString);
        }

        var keys = Path.Combine(source, Manifest.Keys);
        if (!File.Exists(settings.FieldKeysFile))
        {
            // Not for its owner alone: a private server may run as somebody else, below it.
            Directory.CreateDirectory(settings.Home);
            await CopyAsync(keys, settings.FieldKeysFile);
        }
        else if (await PrivateFiles.SumAsync(settings.FieldKeysFile, default) != await PrivateFiles.SumAsync(keys, default))
        {
            throw new CannotStart($"{settings.FieldKeysFile} holds other keys than the backup: move it away.");
        }

        return new(source, manifest);
    }

    /// <summary>Restores, and compares what is there then with what was there.</summary>
    /// <returns>0 where nothing differs, else 1.</returns>
    public static async Task<int> RestoreAsync(this IServiceProvider services, WholeBackup backup, TextWriter output)
    {
        var settings = services.GetRequiredService<Settings>();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();
        var given = db.Database.GetConnectionString()!;
        List<string> differences = [];
        await using (var connection = new NpgsqlConnection(given))
        {
            await connection.OpenAsync();
            var tools = await PostgresTools.FindAsync(settings, given, connection.PostgreSqlVersion.Major);
            await tools.RestoreAsync(Path.Combine(backup.Directory, Manifest.Database));
            var sums = (await DatabaseSums.ReadAsync(connection, CancellationToken.None)).ToDictionary(t => t.Name);
            differences.AddRange(
                backup
                    .Manifest.Tables.Where(t => sums.GetValueOrDefault(t.Name) != t)
                    .Select(t => Differs(t, sums.GetValueOrDefault(t.Name)))
            );
        }

        differences.AddRange(
            await services.GetRequiredService<KeptFiles>().PutBackAsync(backup.Directory, backup.Manifest, CancellationToken.None)
        );
        foreach (var difference in differences)
        {
            await output.WriteLineAsync(difference);
        }

        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Restored what was backed up at {backup.Manifest.MadeAt:yyyy-MM-dd HH:mm:ss}Z: {backup.Manifest.Tables.Count} tables with {backup.Manifest.Tables.Sum(t => t.Rows)} rows, {backup.Manifest.Files.Count} files, {differences.Count} differences."
            )
        );

        // The engine's own tables, and what this version has that the backup's had not.
        await services.MigrateAsync();
        var broken = await services.VerifyAsync(output);
        return broken + await CompareClocksAsync(services, output) + differences.Count == 0 ? 0 : 1;
    }

    private static string Differs(TableSum was, TableSum? now) =>
        now is null
            ? $"The table {was.Name} is missing."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"The table {was.Name} has {now.Rows} rows of the sum {now.Sum}; it had {was.Rows} of {was.Sum}."
            );

    // The nightly comparison of every open clock with its own events, now instead of at night.
    private static async Task<int> CompareClocksAsync(IServiceProvider services, TextWriter output)
    {
        await services.GetRequiredService<DatabaseClock>().AskAsync(CancellationToken.None);
        await services.GetRequiredService<Rulebook>().RefreshAsync(CancellationToken.None);
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        var clocks = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new CheckDrift());
        var drifts = await scope.ServiceProvider.GetRequiredService<CommissionerDb>().Drifts.ToListAsync();
        foreach (var drift in drifts)
        {
            await output.WriteLineAsync($"Clock {drift.ClockId}: {drift.Field} is {drift.Stored}, by its events {drift.Rebuilt}.");
        }

        await output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"{clocks} open clocks compared with their events: {drifts.Count} differences.")
        );
        return drifts.Count;
    }

    private static async Task DemandEmptyAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        const string Any = "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')";
        if (await DatabaseSums.AskAsync<long>(connection, Any, CancellationToken.None) > 0)
        {
            throw new CannotStart(
                $"The database {connection.Database} is not empty: nothing is restored over what is there. Make a new one and name it in ConnectionStrings:Commissioner."
            );
        }
    }

    private static async Task<(long Size, string Sha256)> CopyAsync(string from, string to)
    {
        await using var content = File.OpenRead(from);
        return await PrivateFiles.WriteAsync(to, content, CancellationToken.None);
    }
}
