using System.Data.Common;
using System.Runtime.CompilerServices;
using Commissioner.Data;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Commissioner.App.Hosting.Watching;

/// <summary>Measures what was written once it is: levels of promises that were raised, and replacements. What is rolled back counts nothing.</summary>
internal sealed class CountWhatIsWritten(Measures measures) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private readonly ConditionalWeakTable<DbContext, List<Action>> _written = [];

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Look(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Look(eventData.Context!);
        return new(result);
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Count(eventData.Context!, committed: false);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        Count(eventData.Context!, committed: false);
        return new(result);
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => Forget(eventData.Context);

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Forget(eventData.Context);
        return Task.CompletedTask;
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
        Count(eventData.Context!, committed: true);

    public Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Count(eventData.Context!, committed: true);
        return Task.CompletedTask;
    }

    public void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Forget(eventData.Context);

    public Task TransactionRolledBackAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Forget(eventData.Context);
        return Task.CompletedTask;
    }

    private void Look(DbContext db)
    {
        var firings = db.ChangeTracker.Entries<Firing>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).ToList();
        var replaced = db
            .ChangeTracker.Entries<TimelineEntry>()
            .Count(e => e.State == EntityState.Added && e.Entity.Name == nameof(CommissionerReplaced));
        if (firings.Count == 0 && replaced == 0)
        {
            return;
        }

        var written = _written.GetOrCreateValue(db);
        written.AddRange(firings.Select(f => (Action)(() => measures.Raised(f.Level, f.FiredAt - f.WantedAt))));
        written.AddRange(Enumerable.Repeat<Action>(measures.Replaced, replaced));
    }

    // A save inside a transaction of its caller is written when that is.
    private void Count(DbContext db, bool committed)
    {
        if ((committed || db.Database.CurrentTransaction is null) && _written.TryGetValue(db, out var written))
        {
            written.ForEach(w => w());
            written.Clear();
        }
    }

    private void Forget(DbContext? db)
    {
        if (db is not null)
        {
            _written.Remove(db);
        }
    }
}
