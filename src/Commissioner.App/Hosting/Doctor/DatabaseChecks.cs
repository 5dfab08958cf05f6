using System.Data.Common;
using System.Globalization;
using Commissioner.App.Features.Clocks;
using Commissioner.App.Jobs;
using Commissioner.Data;
using Commissioner.Data.Providers;
using Commissioner.Domain.Clocks;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Commissioner.App.Hosting.Doctor;

/// <summary>The database, the clock beside it, the calendar in it, and the heartbeats of the jobs.</summary>
internal sealed class DatabaseChecks(
    CommissionerDb db,
    Settings settings,
    IServiceProvider services,
    DatabaseClock clock,
    EngineWatch watch
)
{
    private static readonly TimeSpan FarOff = TimeSpan.FromMinutes(1);

    // Beside its pool a node has the engine's own lines: its workers, and what looks for work in each of its three servers.
    private const int EngineLines = 20;

    public async Task<IReadOnlyList<Check>> AllAsync(CancellationToken cancellationToken)
    {
        List<Check> found = [];
        try
        {
            found.Add(await ClockAsync(cancellationToken));
            found.AddRange(await ServerAsync(cancellationToken));
            var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
            found.Add(
                pending.Count > 0
                    ? new("migrations", Found.Fail, $"{pending.Count} are pending", "commissioner migrate")
                    : new("migrations", Found.Ok, "none is pending")
            );
            if (pending.Count > 0)
            {
                return found;
            }

            found.Add(await KeysAsync());
            found.AddRange(await CalendarAsync(cancellationToken));
            found.Add(await JobsAsync(cancellationToken));
        }
        catch (Exception exception) when (CannotStart.Why(exception) is not null || exception is DbException)
        {
            found.Add(new("database", Found.Fail, (CannotStart.Why(exception) ?? exception.Message).ReplaceLineEndings(" ").TrimEnd('.')));
        }

        return found;
    }

    private async Task<Check> ClockAsync(CancellationToken cancellationToken)
    {
        const string What = "clock";
        await clock.AskAsync(cancellationToken);
        var ahead = clock.Ahead;
        var seen = string.Create(CultureInfo.InvariantCulture, $"this machine's is {ahead.TotalSeconds:0} s ahead of the database's");
        return ahead == TimeSpan.Zero ? new(What, Found.Ok, "this machine's is the database's, within a second")
            : ahead.Duration() < FarOff ? new(What, Found.Warn, seen, "the database's counts; have both set by NTP")
            : new(What, Found.Fail, seen, "have both set by NTP");
    }

    private async Task<IReadOnlyList<Check>> ServerAsync(CancellationToken cancellationToken)
    {
        var connection = db.Database.GetConnectionString();
        var isPostgres = settings.Database == Engine.Postgres;
        var pool = isPostgres
            ? new NpgsqlConnectionStringBuilder(connection).MaxPoolSize
            : new SqlConnectionStringBuilder(connection).MaxPoolSize;
        var most = isPostgres
            ? await NumberAsync(
                """
                SELECT (current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int) AS "Value"
                """,
                cancellationToken
            )
            : await NumberAsync("""SELECT @@MAX_CONNECTIONS AS "Value" """, cancellationToken);
        var nodes = Math.Max(1, await Task.Run(() => EngineStorage.Nodes(services), cancellationToken));
        var needed = nodes * (pool + EngineLines);
        var seen = $"{nodes} nodes × ({pool} + {EngineLines}) = {needed} of the {most} connections that the server has";
        Check room =
            needed <= most
                ? new("connections", Found.Ok, seen)
                : new("connections", Found.Fail, seen, "a smaller Maximum Pool Size in ConnectionStrings:Commissioner, or a larger server");
        if (isPostgres)
        {
            return [room];
        }

        return
        [
            room,
            await NumberAsync(
                """SELECT CAST(is_read_committed_snapshot_on AS int) AS "Value" FROM sys.databases WHERE database_id = DB_ID()""",
                cancellationToken
            ) == 1
                ? new("snapshot", Found.Ok, "READ_COMMITTED_SNAPSHOT is on")
                : new(
                    "snapshot",
                    Found.Fail,
                    "READ_COMMITTED_SNAPSHOT is off, and readers wait for writers",
                    "ALTER DATABASE … SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE"
                ),
        ];
    }

    private async Task<Check> KeysAsync()
    {
        try
        {
            await services.DemandKeysAsync();
            return new("encryption", Found.Ok, "the keys are the database's");
        }
        catch (CannotStart other)
        {
            return new("encryption", Found.Fail, other.Message.TrimEnd('.'));
        }
    }

    private async Task<IReadOnlyList<Check>> CalendarAsync(CancellationToken cancellationToken)
    {
        const string What = "calendar";
        var rulebook = services.GetRequiredService<Rulebook>();
        await rulebook.RefreshAsync(cancellationToken);
        var calendar = rulebook.Current.Calendar;
        var today = calendar.DateOf(services.GetRequiredService<TimeProvider>().GetUtcNow());
        const string Load = "load the State Council's notice at /calendars";
        return
        [
            !calendar.IsAssured(today.Year) ? new(What, Found.Fail, $"{today.Year} has no notice of holidays", Load)
            : Watchdog.NoticeMissing(today, calendar.LastAssured?.Year) is { } next
                ? new(What, Found.Warn, $"{next} has no notice of holidays yet", Load)
            : new(What, Found.Ok, $"known until the end of {calendar.LastAssured!.Year}"),
        ];
    }

    private async Task<Check> JobsAsync(CancellationToken cancellationToken)
    {
        const string What = "jobs";
        var ran = await db.Heartbeats.Select(h => h.Job).ToListAsync(cancellationToken);
        if (ran.Count == 0)
        {
            return new(What, Found.Warn, "none has ever run", "start a node that runs jobs");
        }

        // This process began a moment ago; what ran is judged by what it wrote.
        var condition = await watch.AskAsync(DateTimeOffset.MinValue, cancellationToken);
        var stopped = condition.Stopped.ToLookup(j => ran.Contains(j.Name), j => j.Name);
        const string Look = "start a node that runs jobs, and look at /engine and its log";
        return stopped[true].Any() ? new(What, Found.Fail, $"{string.Join(", ", stopped[true])} have not ended well for too long", Look)
            : condition.CanaryIsLate ? new(What, Found.Fail, "the canary was not raised", Look)
            : condition.ByWatchdog ? new(What, Found.Warn, "the watchdog does the engine's work", "look at /jobs")
            // A park of today, or a version that brought a job, has not seen its night yet.
            : stopped[false].Any()
                ? new(
                    What,
                    Found.Warn,
                    $"{string.Join(", ", stopped[false])} have never run yet",
                    "look again tomorrow: each runs once a day"
                )
            : new(What, Found.Ok, string.Create(CultureInfo.InvariantCulture, $"all run; the last sweep ended at {condition.SweptAt:u}"));
    }

    private async Task<int> NumberAsync(string sql, CancellationToken cancellationToken) =>
        (await db.Database.SqlQueryRaw<int>(sql).ToListAsync(cancellationToken))[0];
}
