using Npgsql;

namespace Commissioner.App.Features.Backups;

/// <summary>Reads every table of a PostgreSQL database to a count and a sum, which two databases share that hold the same.</summary>
internal static class DatabaseSums
{
    /// <summary>The tables, as this connection's transaction sees them.</summary>
    public static async Task<IReadOnlyList<TableSum>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // Every value is summed as text, so it has to be written the same way everywhere.
        await DoAsync(
            connection,
            "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'iso_8601'; SET bytea_output = 'hex'; SET extra_float_digits = 1",
            cancellationToken
        );
        List<string> names = [];
        await using (
            var list = new NpgsqlCommand("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1", connection)
        )
        {
            await using var reader = await list.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                names.Add(reader.GetString(0));
            }
        }

        List<TableSum> sums = [];
        foreach (var name in names)
        {
            // No order: the sum of the rows' hashes is the same in any. MD5 is at hand in every version, and it is no seal here: SHA-256 of the
            // files is.
            await using var sum = new NpgsqlCommand(
                $"SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 16))::bit(64)::bigint), 0)::text FROM public.{name} t",
                connection
            )
            {
                CommandTimeout = 0,
            };
            await using var reader = await sum.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            sums.Add(new(name, reader.GetInt64(0), reader.GetString(1)));
        }

        return sums;
    }

    /// <summary>Runs a statement.</summary>
    public static async Task DoAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Asks for one text.</summary>
    public static async Task<T> AskAsync<T>(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
