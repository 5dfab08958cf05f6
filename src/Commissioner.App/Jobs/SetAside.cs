using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Jobs;

/// <summary>Sets rows aside that can't be worked on, so that they hold up no other, and has them tried again with growing patience.</summary>
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
    public Task PutOffAsync(Id<PromiseClock> broken, Exception why, CancellationToken cancellationToken) =>
        PutOffAsync(
            RowKind.Clock,
            broken.Value,
            why,
            until =>
                db.Clocks.Where(k => k.Id == broken && k.NextFireAt != null)
                    .ExecuteUpdateAsync(k => k.SetProperty(c => c.NextFireAt, until), cancellationToken),
            cancellationToken
        );

    /// <summary>Puts off what is to be done about a subject.</summary>
    public Task PutOffAsync(RowKind kind, Guid subject, Exception why, CancellationToken cancellationToken) =>
        PutOffAsync(kind, subject, why, _ => Task.FromResult(1), cancellationToken);

    /// <summary>Forgets those that have moved on: clocks that were raised, stopped or given another time, and subjects that are worked off.</summary>
    public async Task ForgetAsync(RowKind kind, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var over = db.SetAside.Where(s => s.Kind == kind);
        over = kind switch
        {
            RowKind.Clock => over.Where(s => !db.Clocks.Any(k => (Guid)(object)k.Id == s.Key && k.NextFireAt == s.NextTryAt)),
            RowKind.Notice => over.Where(s => !db.Notices.Any(n => (Guid)(object)n.Id == s.Key && n.PlannedAt == null)),
            RowKind.Reaction => over.Where(s => !db.Timeline.Any(e => e.SubjectId == s.Key && e.ReactedAt == null)),
            _ => over.Where(s => s.NextTryAt <= now),
        };
        if (await over.ExecuteDeleteAsync(cancellationToken) > 0 && !await db.SetAside.AnyAsync(cancellationToken))
        {
            await alarms.OverAsync(EngineTrouble.RowSetAside, "", cancellationToken);
        }
    }

    private async Task PutOffAsync(
        RowKind kind,
        Guid key,
        Exception why,
        Func<DateTimeOffset, Task<int>> hold,
        CancellationToken cancellationToken
    )
    {
        db.ChangeTracker.Clear();
        var (now, error) = (clock.GetUtcNow(), Fault.Code(why));
        int attempts;
        DateTimeOffset until;
        await using (var transaction = await db.BeginAsync(cancellationToken))
        {
            // Holding a clock locks its row, so that of two nodes one waits for the other.
            if (await hold(now) == 0)
            {
                return;
            }

            attempts =
                1
                + await db
                    .SetAside.Where(s => s.Kind == kind && s.Key == key)
                    .Select(s => s.Attempts)
                    .SingleOrDefaultAsync(cancellationToken);
            until = now + Patience[Math.Min(attempts, Patience.Length) - 1];
            await hold(until);
            if (attempts == 1)
            {
                db.SetAside.Add(
                    new()
                    {
                        Kind = kind,
                        Key = key,
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
                    .SetAside.Where(s => s.Kind == kind && s.Key == key)
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
            "{Kind} {Key} could not be worked on ({Error}, attempt {Attempt}); it is tried again at {Until:O}",
            kind,
            key,
            error,
            attempts,
            until
        );
        if (attempts >= AttemptsToTell)
        {
            await alarms.RaiseAsync(EngineTrouble.RowSetAside, "", cancellationToken);
        }
    }
}
