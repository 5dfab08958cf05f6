using System.Runtime.CompilerServices;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Calendars;

/// <summary>What was moved.</summary>
/// <param name="Moved">How many promises are by the new version now.</param>
/// <param name="Left">More could be moved: there were too many for one transaction.</param>
public sealed record PromisesMoved(int Moved, bool Left);

/// <summary>
/// The open promises that a new version of their calendar touches, and how they move. Found by the key of the clock, a chunk at a time;
/// what a confirmation moves at once is bounded, the rest is for <see cref="MovePromises"/> or a job over many clocks.
/// </summary>
internal sealed class PromiseMoves(CommissionerDb db, Actor actor, TimeProvider clock)
{
    /// <summary>How many are read, and written, at a time.</summary>
    public const int Chunk = 200;

    /// <summary>
    /// The most that move in the enterprise's favour in one transaction; whatever was approved one by one moves beside them.
    /// </summary>
    public const int AtOnce = 3 * Chunk;

    /// <summary>
    /// Promises pinned to an older version that the new one may touch: those due, or to be raised, in the time that differs, and those that
    /// stand still, whose time is laid anew when they run again. In the order of their keys, by the version that they are pinned to.
    /// </summary>
    public async IAsyncEnumerable<PromiseMove> FindAsync(
        WorkingCalendar calendar,
        Promises promises,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var open = db
            .Clocks.AsNoTracking()
            .Where(k =>
                k.CalendarCode == calendar.Code
                && k.State != ClockState.Stopped
                && k.CalendarVersion < calendar.Version
                && k.Kind != PromiseKind.Canary
            );
        foreach (var version in await open.Select(k => k.CalendarVersion).Distinct().OrderBy(v => v).ToListAsync(cancellationToken))
        {
            if (CalendarDifference.Between(promises.CalendarOf(calendar.Code, version), calendar).Since is not { } since)
            {
                continue;
            }

            var touched = open.Where(k =>
                k.CalendarVersion == version && (k.DueAt >= since || k.NextFireAt >= since || k.State == ClockState.Paused)
            );
            List<PromiseClock> chunk;
            var after = default(Id<PromiseClock>);
            do
            {
                var last = after;
                chunk = await touched.Where(k => k.Id > last).OrderBy(k => k.Id).Take(Chunk).ToListAsync(cancellationToken);
                foreach (var found in chunk)
                {
                    after = found.Id;
                    yield return PromiseMove.Of(found, promises, calendar);
                }
            } while (chunk.Count == Chunk);
        }
    }

    /// <summary>Moves what is in the enterprise's favour, and of the rest what was approved.</summary>
    public async Task<PromisesMoved> MoveAsync(
        WorkingCalendar calendar,
        Promises promises,
        IReadOnlyCollection<Id<PromiseClock>> approved,
        CancellationToken cancellationToken
    )
    {
        var chosen = new List<PromiseMove>();
        var favoured = 0;
        var now = clock.GetUtcNow();
        var left = false;
        await foreach (var move in FindAsync(calendar, promises, cancellationToken))
        {
            if (!move.MovesByItself(now))
            {
                if (approved.Contains(move.ClockId))
                {
                    chosen.Add(move);
                }
            }
            else if (favoured < AtOnce)
            {
                favoured++;
                chosen.Add(move);
            }
            else
            {
                left = true;
            }
        }

        var moved = 0;
        foreach (var chunk in chosen.Chunk(Chunk))
        {
            moved += await MoveAsync(chunk, calendar, promises, cancellationToken);
        }

        return new(moved, left);
    }

    private async Task<int> MoveAsync(
        IReadOnlyList<PromiseMove> moves,
        WorkingCalendar calendar,
        Promises promises,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var caseIds = moves.Where(m => m.CaseId is not null).Select(m => m.CaseId!.Value).Distinct().ToList();
        var cases = await db.Cases.Whole().Where(c => caseIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        var alone = moves.Where(m => m.CaseId is null).Select(m => m.ClockId).ToList();
        var others =
            alone.Count == 0 ? [] : await db.Clocks.Where(k => alone.Contains(k.Id)).ToDictionaryAsync(k => k.Id, cancellationToken);
        var moved = 0;
        // Leads first: a case's promise that moves takes its leads along, and then they must be on the new version already.
        foreach (var move in moves.OrderByDescending(m => m.Kind == PromiseKind.LegResult))
        {
            var @case = move.CaseId is { } id ? cases[id] : null;
            var promise = @case is null ? others[move.ClockId] : @case.Clocks.First(k => k.Id == move.ClockId);
            if (!promise.IsRunning)
            {
                continue;
            }

            var rule = promises.PolicyOf(promise.PolicyVersion)[promise.RuleCode];
            if (@case is null)
            {
                promise.Rebase(rule, promise.PolicyVersion, calendar.Version, promises, actor, now, "Calendar");
            }
            else
            {
                @case.Rebase(promise, rule, promise.PolicyVersion, calendar.Version, promises, actor, now, "Calendar");
            }

            moved++;
        }

        return moved;
    }
}
