using System.Buffers;
using Commissioner.Data;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Harness;

/// <summary>Looks for texts in all that a database holds.</summary>
internal static class Dump
{
    /// <summary>The rows that hold one of them, and in which table.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(CommissionerDb db, string[] texts)
    {
        var values = SearchValues.Create(texts, StringComparison.Ordinal);
        List<string> found = [];
        foreach (
            var table in await db
                .Database.SqlQuery<string>(
                    $"SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS \"Value\" FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
                )
                .ToListAsync()
        )
        {
#pragma warning disable EF1002 // The name is the database's own.
            foreach (var row in await db.Database.SqlQueryRaw<string>($"SELECT t::text AS \"Value\" FROM {table} t").ToListAsync())
#pragma warning restore EF1002
            {
                if (row.AsSpan().ContainsAny(values))
                {
                    found.Add($"{table}: {row}");
                }
            }
        }

        return found;
    }
}
