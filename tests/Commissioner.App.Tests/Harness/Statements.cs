using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Commissioner.App.Tests.Harness;

/// <summary>Counts the statements that the application sends its database, and the rows that come back.</summary>
public sealed class Statements : DbCommandInterceptor
{
    private int _sent;
    private int _rows;

    /// <summary>Statements that read and the rows that they read, since this was last asked.</summary>
    public (int Sent, int Rows) Take() => (Interlocked.Exchange(ref _sent, 0), Interlocked.Exchange(ref _rows, 0));

    /// <inheritdoc/>
    public override InterceptionResult DataReaderDisposing(
        DbCommand command,
        DataReaderDisposingEventData eventData,
        InterceptionResult result
    )
    {
        Interlocked.Increment(ref _sent);
        Interlocked.Add(ref _rows, eventData.ReadCount);
        return result;
    }
}
