using Commissioner.App.Jobs;
using Commissioner.Data;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Clocks;

/// <summary>
/// Times in which no sweep ran. What was due in them is raised late because of the system: nobody is blamed, and each person hears of it
/// once.
/// </summary>
internal sealed class Outages(CommissionerDb db, TimeProvider clock)
{
    /// <summary>A sweep that has not ended for so long stands still.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromMinutes(3);

    /// <summary>Notes that nothing was swept for a while.</summary>
    /// <returns>Since when, as long as what was missed is not all raised; null when nothing was missed.</returns>
    public async Task<DateTimeOffset?> NoticeAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var swept = await db
            .Heartbeats.Where(h => h.Job == Schedule.Sweep)
            .Select(h => (DateTimeOffset?)h.At)
            .SingleOrDefaultAsync(cancellationToken);
        var open = await db
            .Outages.Where(o => o.CaughtUpAt == null)
            .OrderByDescending(o => o.Since)
            .Select(o => (DateTimeOffset?)o.Since)
            .FirstOrDefaultAsync(cancellationToken);
        if (open is not null || swept is null || now - swept <= Stale)
        {
            return open;
        }

        db.Outages.Add(new Outage { Since = swept.Value, NoticedAt = now });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (Exception exception) when (db.IsConflict(exception))
        {
            // Another node noted the same outage: one row is enough.
        }

        db.ChangeTracker.Clear();
        return swept;
    }

    /// <summary>All that was missed has been raised.</summary>
    public Task EndAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db
            .Outages.Where(o => o.CaughtUpAt == null)
            .ExecuteUpdateAsync(o => o.SetProperty(x => x.CaughtUpAt, now), cancellationToken);
    }

    /// <summary>Since when the system stood still, UTC, if this clock's time came during the outage; null otherwise.</summary>
    public static DateTimeOffset? Blame(PromiseClock promise, DateTimeOffset? stoodSince, DateTimeOffset now) =>
        stoodSince is not null && now - promise.NextFireAt > Stale ? stoodSince : null;
}
