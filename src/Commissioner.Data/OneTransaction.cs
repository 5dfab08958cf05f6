using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Commissioner.Data;

/// <summary>
/// Several statements that are stored together or not at all. When the line breaks among them, EF Core opens another by itself and forgets
/// the transaction, so that the rest would be stored alone; <see cref="StaysWithin"/> refuses that. Disposed of without a commit, nothing
/// of it is stored.
/// </summary>
public sealed class OneTransaction : IAsyncDisposable
{
    private readonly CommissionerDb _db;
    private readonly IDbContextTransaction _transaction;

    // What is a part of others is stored by their commit and given up with them.
    private readonly bool _ends;

    internal OneTransaction(CommissionerDb db, IDbContextTransaction transaction, bool ends)
    {
        (_db, _transaction, _ends) = (db, transaction, ends);
        db.IsWithin = true;
    }

    /// <summary>Stores all of it.</summary>
    /// <exception cref="LineLost">The line broke before; nothing is stored.</exception>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (_db.Database.CurrentTransaction != _transaction)
        {
            throw new LineLost();
        }

        if (!_ends)
        {
            return;
        }

        await _transaction.CommitAsync(cancellationToken);
        _db.IsWithin = false;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_ends)
        {
            return;
        }

        _db.IsWithin = false;
        await _transaction.DisposeAsync();
    }
}

/// <summary>Thrown when the line to the database broke within a transaction: nothing of it is stored, and it may be done again.</summary>
public sealed class LineLost() : DbException("The line to the database broke within a transaction.")
{
    /// <inheritdoc/>
    public override bool IsTransient => true;

    /// <summary>Whether this was thrown, or caused, by it.</summary>
    public static bool Caused(Exception exception) => exception is LineLost or { InnerException: LineLost };
}

/// <summary>Lets no statement of a transaction run outside it, whether we began it or EF Core did while saving.</summary>
internal sealed class StaysWithin : DbCommandInterceptor, IDbTransactionInterceptor
{
    public static readonly StaysWithin Only = new();

    public DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        Begin(eventData);
        return result;
    }

    public ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection,
        TransactionEndEventData eventData,
        DbTransaction result,
        CancellationToken cancellationToken = default
    )
    {
        Begin(eventData);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        Demand(eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Demand(eventData);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Demand(eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Demand(eventData);
        return ValueTask.FromResult(result);
    }

    // While it saves, EF Core begins a transaction where several batches are needed.
    private static void Begin(DbContextEventData about)
    {
        if (about.Context is CommissionerDb { IsSaving: true } db)
        {
            db.IsWithin = true;
        }
    }

    private static void Demand(DbContextEventData about)
    {
        if (about.Context is CommissionerDb { IsWithin: true, Database.CurrentTransaction: null })
        {
            throw new LineLost();
        }
    }
}
