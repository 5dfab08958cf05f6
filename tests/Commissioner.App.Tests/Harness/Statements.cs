using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Commissioner.App.Tests.Harness;

/// <summary>Counts the statements that the application sends its database, and the rows that come back.</summary>
public sealed class Statements : DbCommandInterceptor
{
    private int _sent;
    private int _rows;
    private int _writes;

    /// <summary>Statements that read and the rows that they read, since this was last asked.</summary>
    public (int Sent, int Rows) Take() => (Interlocked.Exchange(ref _sent, 0), Interlocked.Exchange(ref _rows, 0));

    /// <summary>Statements that only write, since this was last asked.</summary>
    public int TakeWrites() => Interlocked.Exchange(ref _writes, 0);

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        TransactSql.DemandRows(command.CommandText);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc/>
    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        Interlocked.Increment(ref _writes);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc/>
    public override InterceptionResult DataReaderDisposing(
        DbCommand command,
        DataReaderDisposingEventData eventData,
        InterceptionResult result
    )
    {
        // Who is signed in, and how much it has not read, is asked every few seconds, and a limit leased once a minute,
        // whichever request happens to be the one.
        if (
            !command.CommandText.StartsWith("-- SessionBook", StringComparison.Ordinal)
            && !command.CommandText.StartsWith("-- Unread", StringComparison.Ordinal)
            && !command.CommandText.StartsWith("-- Limits", StringComparison.Ordinal)
        )
        {
            Interlocked.Increment(ref _sent);
            Interlocked.Add(ref _rows, eventData.ReadCount);
        }

        return result;
    }
}
