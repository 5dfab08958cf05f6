using System.Data.Common;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace Commissioner.App.Hosting;

/// <summary>Tells a database that is away for a while from a fault: the same request may succeed in a few seconds.</summary>
internal static class Absence
{
    /// <summary>How many seconds a caller is asked to wait.</summary>
    public const int RetryAfter = 5;

    // Broken, refused and timed out lines, and a server that is starting, paused or moving: SqlClient marks none of them as transient.
    private static readonly int[] SqlServerIsAway =
    [
        -2,
        -1,
        2,
        53,
        64,
        121,
        233,
        258,
        10053,
        10054,
        10060,
        10061,
        17142,
        40197,
        40501,
        40613,
    ];

    /// <summary>Whether this was thrown, or caused, by the database's absence.</summary>
    public static bool Caused(Exception? exception)
    {
        // What EF and we wrap around it says nothing about the line.
        for (; exception is not null; exception = exception.InnerException)
        {
            if (
                exception
                    is DbException { IsTransient: true }
                        // Shut down by its administrator, crashed, or not yet up.
                        or PostgresException { SqlState: "57P01" or "57P02" or "57P03" }
                || (exception is SqlException sqlServer && (sqlServer.Class >= 20 || SqlServerIsAway.Contains(sqlServer.Number)))
                // Its pool is exhausted, or the connection broke between two statements.
                || exception is InvalidOperationException { Source: "Microsoft.Data.SqlClient" }
            )
            {
                return true;
            }
        }

        return false;
    }
}
