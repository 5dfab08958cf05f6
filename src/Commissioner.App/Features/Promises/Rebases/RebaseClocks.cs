using System.Diagnostics;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Rebases;

/// <summary>
/// Carries the running re-base on, in small transactions with rests between them. Killed at any moment it goes on where it was: what a
/// transaction did is done, and a clock that is pinned to the new version is not looked at again. Of two nodes one waits for the other's
/// piece to be done.
/// </summary>
[Allow(Permission.RunJobs)]
public sealed record RebaseClocks(int Batch = 500, int Pieces = int.MaxValue) : IJob;

internal sealed class RebaseClocksHandler(CommissionerDb db, Promises promises, TimeProvider clock, ILogger<RebaseClocksHandler> log)
    : IRequestHandler<RebaseClocks, int>
{
    private const int Tries = 5;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(40);

    // The clocks of the last piece. If a piece of one clock fails, this names the broken one.
    private List<Taken> _taken = [];
    private Id<Rebase> _rebase;

    public async Task<int> Handle(RebaseClocks job, CancellationToken cancellationToken)
    {
        var (started, batch, done, tries) = (Stopwatch.GetTimestamp(), job.Batch, 0, 0);
        for (var piece = 0; piece < job.Pieces && Stopwatch.GetElapsedTime(started) < Budget; piece++)
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                if (await PieceAsync(batch, cancellationToken) is not { } moved)
                {
                    return done;
                }

                (done, batch, tries) = (done + moved, job.Batch, 0);
            }
            catch (Exception exception) when (exception is not OperationCanceledException && _taken.Count > 0)
            {
                // A clock of the piece was changed meanwhile, or is broken. Smaller pieces, down to one clock, let the others through and
                // find it.
                db.ChangeTracker.Clear();
                if (_taken.Count == 1 && !(db.IsConflict(exception) && ++tries < Tries))
                {
                    await PassOverAsync(_taken[0], exception, cancellationToken);
                }

                batch = Math.Max(1, batch / 8);
            }

            // Rests for an eighth of the time that the piece took, so that people's requests come first.
            await Task.Delay(Stopwatch.GetElapsedTime(began) / 8, cancellationToken);
        }

        return done;
    }

    private async Task<int?> PieceAsync(int most, CancellationToken cancellationToken)
    {
        _taken = [];
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.RunningRebase().ToListAsync(cancellationToken) is not [var rebase])
        {
            return null;
        }

        _rebase = rebase.Id;
        _taken = await rebase
            .Among(db.Clocks)
            .Where(c => c.Id > rebase.LastKey)
            .OrderBy(c => c.Id)
            .Take(most)
            .Select(c => new Taken(c.Id, c is ClockOf<Case> ? (Id<Case>?)((ClockOf<Case>)c).OwnerId : null, c.SubjectId))
            .ToListAsync(cancellationToken);
        var moved = 0;
        if (_taken.Count == 0)
        {
            (rebase.State, rebase.EndedAt) = (RebaseState.Done, clock.GetUtcNow());
            if (rebase.ReversesId is { } reversed)
            {
                (await db.Rebases.SingleAsync(r => r.Id == reversed, cancellationToken)).State = RebaseState.Reverted;
            }
        }
        else
        {
            moved = await MoveAsync(rebase, cancellationToken);
            (rebase.LastKey, rebase.Done) = (_taken[^1].Id, rebase.Done + moved);
        }

        await db.StoreAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return moved;
    }

    // All open clocks of a case move in one piece, because a lead's due time follows the case's.
    private async Task<int> MoveAsync(Rebase rebase, CancellationToken cancellationToken)
    {
        var cases = _taken.Where(t => t.CaseId is not null).Select(t => t.CaseId!.Value).Distinct().ToArray();
        // Cases are read before their clocks. If somebody adds a clock in between, the case's version is outdated and the piece is given
        // up.
        var byId = cases.Length == 0 ? [] : await db.Cases.Where(c => cases.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        // What is not of a case owes itself.
        var open = await db.OpenClocks([.. _taken.Select(t => t.CaseId?.Value ?? t.SubjectId).Distinct()]).ToListAsync(cancellationToken);
        var before = rebase.ReversesId is { } reversed ? await BeforeAsync(open, Rebase.MarkOf(reversed), cancellationToken) : null;
        var by = (await db.People.AsNoTracking().SingleAsync(p => p.Id == rebase.StartedById, cancellationToken)).Acting();
        var carrying = new Carrying(rebase, promises, by, clock.GetUtcNow());
        var page = _taken.Select(t => t.Id).ToHashSet();
        var moved = 0;
        foreach (var its in open.Where(rebase.IsAbout).OrderBy(c => c.Kind != PromiseKind.Settle).ThenBy(c => c.Id))
        {
            if (carrying.Over(its, its.OfCase is { } id ? byId[id] : null, before))
            {
                moved++;
            }
            else if (page.Contains(its.Id))
            {
                rebase.Left++;
            }
        }

        // Every clock with new events: also leads that moved only because their case did.
        var laid = open.FindAll(c => c.Events.Count > 0);
        await db.LayAnewAsync(
            [.. laid.Where(c => c.OfCase is not null).Select(c => byId[c.OfCase!.Value]).Distinct()],
            laid,
            cancellationToken
        );
        db.ChangeTracker.Clear();
        db.Rebases.Update(rebase);
        return moved;
    }

    // For clocks whose last event is that re-base: the event before it, which says what they were pinned to. Others have changed since and
    // stay.
    private async Task<Dictionary<Id<PromiseClock>, ClockEvent>> BeforeAsync(
        List<PromiseClock> open,
        string mark,
        CancellationToken cancellationToken
    )
    {
        var ids = open.ConvertAll(c => c.Id);
        var last = await db
            .ClockEvents.AsNoTracking()
            .Join(db.Clocks, e => e.ClockId, c => c.Id, (e, c) => new { Event = e, c.LastSeq })
            .Where(e => ids.Contains(e.Event.ClockId) && e.Event.Seq >= e.LastSeq - 1)
            .Select(e => e.Event)
            .ToListAsync(cancellationToken);
        return last.GroupBy(e => e.ClockId)
            .Select(g => g.OrderBy(e => e.Seq).ToList())
            .Where(g => g.Count == 2 && g[1].Reason == mark)
            .ToDictionary(g => g[0].ClockId, g => g[0]);
    }

    // Passes over a broken clock, with a line in the log, so that it does not stop the rest for ever.
    private async Task PassOverAsync(Taken broken, Exception why, CancellationToken cancellationToken)
    {
        await db
            .Rebases.Where(r => r.Id == _rebase && r.State == RebaseState.Running && r.LastKey < broken.Id)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.LastKey, broken.Id).SetProperty(x => x.Left, x => x.Left + 1), cancellationToken);
        log.LogError(why, "The clock {Clock} could not be carried over and is left as it was", broken.Id);
    }

    private sealed record Taken(Id<PromiseClock> Id, Id<Case>? CaseId, Guid SubjectId);
}
