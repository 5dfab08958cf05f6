using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Jobs;

/// <summary>Sets clocks aside that can't be raised, so that they hold up no other, and tries them again with growing patience.</summary>
public sealed class SetAside(CommissionerDb db, Alarms alarms, TimeProvider clock, ILogger<SetAside> log)
{
    private const int AttemptsToTell = 3;
    private static readonly TimeSpan[] Patience =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1),
    ];

    /// <summary>Puts a clock off that could not be raised; one that was stopped meanwhile is not due any more.</summary>
    public async Task PutOffAsync(Id<PromiseClock> broken, Exception why, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var (now, error) = (clock.GetUtcNow(), Fault.Code(why));
        int attempts;
        DateTimeOffset until;
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            // This update locks the clock's row, so that of two nodes one waits for the other.
            if (
                await db
                    .Clocks.Where(k => k.Id == broken && k.NextFireAt != null)
                    .ExecuteUpdateAsync(k => k.SetProperty(c => c.NextFireAt, now), cancellationToken) == 0
            )
            {
                return;
            }

            attempts =
                1 + await db.SetAside.Where(s => s.ClockId == broken).Select(s => s.Attempts).SingleOrDefaultAsync(cancellationToken);
            until = now + Patience[Math.Min(attempts, Patience.Length) - 1];
            await db.Clocks.Where(k => k.Id == broken).ExecuteUpdateAsync(k => k.SetProperty(c => c.NextFireAt, until), cancellationToken);
            if (attempts == 1)
            {
                db.SetAside.Add(
                    new()
                    {
                        ClockId = broken,
                        Attempts = 1,
                        Since = now,
                        LastTryAt = now,
                        NextTryAt = until,
                        Error = error,
                    }
                );
                await db.SaveChangesAsync(cancellationToken);
                db.ChangeTracker.Clear();
            }
            else
            {
                await db
                    .SetAside.Where(s => s.ClockId == broken)
                    .ExecuteUpdateAsync(
                        s =>
                            s.SetProperty(a => a.Attempts, attempts)
                                .SetProperty(a => a.LastTryAt, now)
                                .SetProperty(a => a.NextTryAt, until)
                                .SetProperty(a => a.Error, error),
                        cancellationToken
                    );
            }

            await transaction.CommitAsync(cancellationToken);
        }

        log.LogError(
            "The clock {Clock} could not be raised ({Error}, attempt {Attempt}); it is tried again at {Until:O}",
            broken,
            error,
            attempts,
            until
        );
        if (attempts >= AttemptsToTell)
        {
            await alarms.RaiseAsync(EngineTrouble.ClockSetAside, "", cancellationToken);
        }
    }

    /// <summary>Forgets those that have moved on: raised, stopped or given another time.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        if (
            await db
                .SetAside.Where(s => !db.Clocks.Any(k => k.Id == s.ClockId && k.NextFireAt == s.NextTryAt))
                .ExecuteDeleteAsync(cancellationToken) > 0
            && !await db.SetAside.AnyAsync(cancellationToken)
        )
        {
            await alarms.OverAsync(EngineTrouble.ClockSetAside, "", cancellationToken);
        }
    }
}
