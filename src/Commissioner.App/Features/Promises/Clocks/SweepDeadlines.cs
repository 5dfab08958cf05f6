using Commissioner.App.Features.Replacements;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Financing;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.Remedies;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Clocks;

/// <summary>
/// Raises everything that is due: never early, each level once, safe with any number of nodes. Small transactions of its own; a row that
/// fails is put off and does not hold up the rest.
/// </summary>
[Allow(Permission.RunJobs)]
public sealed record SweepDeadlines(int Batch = 200) : IJob;

internal sealed class SweepDeadlinesHandler(
    CommissionerDb db,
    CasesDue cases,
    Successors successors,
    Promises promises,
    Canary canary,
    Outages outages,
    SetAside aside,
    TimeProvider clock
) : IRequestHandler<SweepDeadlines, int>
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(40);

    public async Task<int> Handle(SweepDeadlines job, CancellationToken cancellationToken)
    {
        if (await NothingToDoAsync(cancellationToken))
        {
            return 0;
        }

        var raised = await SweepAsync(job, cancellationToken);
        db.ChangeTracker.Clear();
        await aside.ForgetAsync(RowKind.Clock, cancellationToken);
        return raised;
    }

    private async Task<int> SweepAsync(SweepDeadlines job, CancellationToken cancellationToken)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        await canary.KeepAliveAsync(cancellationToken);
        var stoodSince = await outages.NoticeAsync(cancellationToken);
        return await Piecemeal.RunAsync<Id<PromiseClock>>(
            db,
            job.Batch,
            async (most, taken) =>
            {
                var raised = await BatchAsync(most, taken, stoodSince, cancellationToken);
                if (raised is null)
                {
                    await outages.EndAsync(cancellationToken);
                }

                return raised;
            },
            (broken, why) => aside.PutOffAsync(broken, why, cancellationToken),
            () => System.Diagnostics.Stopwatch.GetElapsedTime(started) < Budget
        );
    }

    // Most sweeps have nothing to do. One statement tells: the last sweep is recent, the canary runs, no outage is open, nothing is set
    // aside and nothing is due.
    private async Task<bool> NothingToDoAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var fresh = now - Outages.Stale;
        return await db.Heartbeats.AnyAsync(
            h =>
                h.Job == Schedule.Sweep
                && h.At >= fresh
                && db.Clocks.Any(c => c.SubjectId == Canary.Subject && c.State == ClockState.Running)
                && !db.Outages.Any(o => o.CaughtUpAt == null)
                && !db.SetAside.Any(s => s.Kind == RowKind.Clock)
                && !db.Clocks.Any(c => c.NextFireAt < now),
            cancellationToken
        );
    }

    private async Task<int?> BatchAsync(
        int most,
        List<Id<PromiseClock>> taken,
        DateTimeOffset? stoodSince,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        var due = await db.DueClocks(now, most).AsNoTracking().ToListAsync(cancellationToken);
        taken.AddRange(due.Select(k => k.Id));
        if (due.Count == 0)
        {
            return null;
        }

        var raised = await cases.RaiseAsync(due.Where(k => k.OwnerKind == OwnerKind.Case), now, stoodSince, cancellationToken);
        foreach (var alone in due.Where(k => k.OwnerKind != OwnerKind.Case))
        {
            db.Clocks.Attach(alone);
            var steps = alone switch
            {
                { Kind: PromiseKind.Canary } => canary.Fire(alone, now),
                ClockOf<CallbackTask> its => (await db.Callbacks.SingleAsync(t => t.Id == its.OwnerId, cancellationToken)).Fire(
                    its,
                    promises,
                    now
                ),
                ClockOf<PoorRating> its => (await db.PoorRatings.SingleAsync(p => p.Id == its.OwnerId, cancellationToken)).Fire(
                    its,
                    promises,
                    now
                ),
                ClockOf<Undertaking> its => (
                    await db
                        .Undertakings.Include(u => u.Nodes)
                        .Include(u => u.Clocks)
                        .Include(u => u.Papers)
                        .AsSplitQuery()
                        .SingleAsync(u => u.Id == its.OwnerId, cancellationToken)
                ).Fire(its, promises, now),
                ClockOf<Remedy> its => (await db.Remedies.SingleAsync(r => r.Id == its.OwnerId, cancellationToken)).Fire(
                    its,
                    promises,
                    now
                ),
                ClockOf<Introduction> its => (await db.Introductions.SingleAsync(i => i.Id == its.OwnerId, cancellationToken)).Fire(
                    its,
                    promises,
                    now
                ),
                ClockOf<FinancingPush> its => (await db.FinancingPushes.SingleAsync(p => p.Id == its.OwnerId, cancellationToken)).Fire(
                    its,
                    promises,
                    now
                ),
                ClockOf<Replacement> its => await successors.RaiseAsync(its, promises, now, cancellationToken),
                _ => throw new InvalidOperationException($"Nobody raises what is due of {alone.OwnerKind}."),
            };
            db.Firings.AddRange(steps.Select(s => Firing.Of(alone, s, now)));
            raised += alone.Kind == PromiseKind.Canary ? 0 : steps.Count;
        }

        if (db.ChangeTracker.Entries().Any())
        {
            await db.StoreAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return raised;
    }
}
