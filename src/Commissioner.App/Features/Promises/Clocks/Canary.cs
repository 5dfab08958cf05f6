using Commissioner.Data;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Clocks;

/// <summary>A promise that nobody keeps: the sweep itself must raise it every five minutes, or it has stopped.</summary>
internal sealed class Canary(CommissionerDb db, Promises promises, TimeProvider clock)
{
    /// <summary>What the canary's clocks are of.</summary>
    public static readonly Guid Subject = new("00000000-0000-4000-8000-00000000ca2a");

    // For so long its past rounds are kept, to show that it lived.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Starts one where there is none.</summary>
    public async Task KeepAliveAsync(CancellationToken cancellationToken)
    {
        if (await db.Clocks.AnyAsync(c => c.SubjectId == Subject && c.State == ClockState.Running, cancellationToken))
        {
            return;
        }

        var last = await db.Clocks.Where(c => c.SubjectId == Subject).MaxAsync(c => (int?)c.Cycle, cancellationToken) ?? 0;
        db.Clocks.Add(Begin(last + 1, clock.GetUtcNow()));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (Exception exception) when (db.IsConflict(exception))
        {
            // Another node started the same round: one is enough.
        }

        db.ChangeTracker.Clear();
        var old = clock.GetUtcNow() - Kept;
        var over = db.Clocks.Where(c => c.SubjectId == Subject && c.StoppedAt < old).Select(c => c.Id);
        await db.Firings.Where(f => over.Contains(f.ClockId)).ExecuteDeleteAsync(cancellationToken);
        await db.ClockEvents.Where(e => over.Contains(e.ClockId)).ExecuteDeleteAsync(cancellationToken);
        await db.Clocks.Where(c => c.SubjectId == Subject && c.StoppedAt < old).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Raises it; the next sweep starts the next round.</summary>
    public IReadOnlyList<Step> Fire(PromiseClock promise, DateTimeOffset now)
    {
        var steps = promise.Fire(promises, now);
        if (steps.Any(s => s.Level == PromiseLevel.Overdue))
        {
            promise.Lapse(now);
        }

        return steps;
    }

    private static PromiseClock Begin(int cycle, DateTimeOffset now)
    {
        var rule = PromisePolicy.First["canary"];
        var laid = Promises.Lay(rule, ChinaWorkingDays.Default, now);
        return PromiseClock.Prove(
            new(rule, now, laid, PromisePolicy.First.Version, ChinaWorkingDays.Default.Code, ChinaWorkingDays.Default.Version)
            {
                FirstFireAt = laid.AmberAt,
            },
            Subject,
            cycle
        );
    }
}
