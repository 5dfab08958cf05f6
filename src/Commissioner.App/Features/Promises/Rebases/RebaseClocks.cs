using System.Diagnostics;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
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
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(40);

    private Id<Rebase> _rebase;

    public async Task<int> Handle(RebaseClocks job, CancellationToken cancellationToken)
    {
        var (started, pieces) = (Stopwatch.GetTimestamp(), 0);
        return await Piecemeal.RunAsync<Taken>(
            db,
            job.Batch,
            async (most, taken) =>
            {
                var began = Stopwatch.GetTimestamp();
                var moved = await PieceAsync(most, taken, cancellationToken);
                // Rests for an eighth of the time that the piece took, so that people's requests come first.
                await Task.Delay(moved is null ? TimeSpan.Zero : Stopwatch.GetElapsedTime(began) / 8, cancellationToken);
                return moved;
            },
            (broken, why) => PassOverAsync(broken, why, cancellationToken),
            () => pieces++ < job.Pieces && Stopwatch.GetElapsedTime(started) < Budget
        );
    }

    private async Task<int?> PieceAsync(int most, List<Taken> taken, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        if (await db.RunningRebase().ToListAsync(cancellationToken) is not [var rebase])
        {
            return null;
        }

        _rebase = rebase.Id;
        taken.AddRange(
            await rebase
                .Among(db.Clocks)
                .Where(c => c.Id > rebase.LastKey)
                .OrderBy(c => c.Id)
                .Take(most)
                .Select(c => new Taken(
                    c.Id,
                    c is ClockOf<Case> ? (Id<Case>?)((ClockOf<Case>)c).OwnerId : null,
                    c is ClockOf<Undertaking> ? (Id<Undertaking>?)((ClockOf<Undertaking>)c).OwnerId : null,
                    c.SubjectId
                ))
                .ToListAsync(cancellationToken)
        );
        var moved = 0;
        if (taken.Count == 0)
        {
            (rebase.State, rebase.EndedAt) = (RebaseState.Done, clock.GetUtcNow());
            if (rebase.ReversesId is { } reversed)
            {
                (await db.Rebases.SingleAsync(r => r.Id == reversed, cancellationToken)).State = RebaseState.Reverted;
            }
        }
        else
        {
            moved = await MoveAsync(rebase, taken, cancellationToken);
            (rebase.LastKey, rebase.Done) = (taken[^1].Id, rebase.Done + moved);
        }

        await db.StoreAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return moved;
    }

    // All open clocks of a case move in one piece, because a lead's due time follows the case's.
    private async Task<int> MoveAsync(Rebase rebase, List<Taken> taken, CancellationToken cancellationToken)
    {
        var cases = taken.Where(t => t.CaseId is not null).Select(t => t.CaseId!.Value).Distinct().ToArray();
        // Cases are read before their clocks. If somebody adds a clock in between, the case's version is outdated and the piece is given
        // up.
        var byId = cases.Length == 0 ? [] : await db.Cases.Where(c => cases.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        // A node owes for its undertaking; what is of neither owes itself.
        var open = await db.OpenClocks([.. taken.Select(t => t.CaseId?.Value ?? t.UndertakingId?.Value ?? t.SubjectId).Distinct()])
            .ToListAsync(cancellationToken);
        var before = rebase.ReversesId is { } reversed ? await BeforeAsync(open, Rebase.MarkOf(reversed), cancellationToken) : null;
        var by = (await db.People.AsNoTracking().SingleAsync(p => p.Id == rebase.StartedById, cancellationToken)).Acting();
        var carrying = new Carrying(rebase, promises, by, clock.GetUtcNow());
        var page = taken.Select(t => t.Id).ToHashSet();
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

    private sealed record Taken(Id<PromiseClock> Id, Id<Case>? CaseId, Id<Undertaking>? UndertakingId, Guid SubjectId);
}
