using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Clocks;

/// <summary>
/// Raises everything that is due: never early, each level once, safe with any number of nodes. Small transactions of its own; a row that
/// fails is put off and does not hold up the rest.
/// </summary>
[Allow(Permission.RunJobs)]
public sealed record SweepDeadlines(int Batch = 200) : IQuery<int>;

internal sealed class SweepDeadlinesHandler(CommissionerDb db, DepartmentNames departments, Successors successors, Canary canary, Outages outages, SetAside aside, Promises promises, TimeProvider clock)
    : IRequestHandler<SweepDeadlines, int>
{
    private const int Tries = 5;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(40);

    // What the last batch took, to know what broke it.
    private List<Id<PromiseClock>> _taken = [];

    public async Task<int> Handle(SweepDeadlines query, CancellationToken cancellationToken)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        await canary.KeepAliveAsync(cancellationToken);
        var stoodSince = await outages.NoticeAsync(cancellationToken);
        var raised = 0;
        var batch = query.Batch;
        var conflicts = 0;
        while (System.Diagnostics.Stopwatch.GetElapsedTime(started) < Budget)
        {
            try
            {
                var (taken, fired) = await BatchAsync(batch, stoodSince, cancellationToken);
                raised += fired;
                conflicts = 0;
                if (taken == 0)
                {
                    await outages.EndAsync(cancellationToken);
                    return raised;
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                db.ChangeTracker.Clear();
                if (_taken.Count == 0)
                {
                    throw;
                }

                // Somebody moved one of them, or one of them is broken: from now on one at a time. A conflict that stays is a broken row too.
                if (_taken.Count == 1 && !(exception is DbUpdateException update && db.IsConflict(update) && ++conflicts < Tries))
                {
                    await aside.PutOffAsync(_taken[0], exception, cancellationToken);
                    conflicts = 0;
                }

                batch = 1;
            }
        }

        return raised;
    }

    private async Task<(int Taken, int Raised)> BatchAsync(int most, DateTimeOffset? stoodSince, CancellationToken cancellationToken)
    {
        _taken = [];
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var due = await db.DueClocks(now, most).ToListAsync(cancellationToken);
        _taken = [.. due.Select(k => k.Id)];
        if (due.Count == 0)
        {
            return (0, 0);
        }

        var cases = due.Where(k => k.CaseId is not null).Select(k => k.CaseId!.Value).Distinct().ToList();
        var byId = cases.Count == 0 ? [] : await db.Cases.Whole().Where(c => cases.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        var names = await departments.AllAsync(cancellationToken);
        var raised = 0;
        foreach (var promise in due)
        {
            IReadOnlyList<Step> steps;
            if (promise.CaseId is { } id)
            {
                var @case = byId[id];
                var department = @case.Legs.FirstOrDefault(l => l.Id.Value == promise.SubjectId)?.DepartmentId;
                steps = @case.Fire(promise, department is { } d ? names.GetValueOrDefault(d) : null, promises, now, Outages.Blame(promise, stoodSince, now));
            }
            else
            {
                steps = promise switch
                {
                    { Kind: PromiseKind.Canary } => canary.Fire(promise, now),
                    { CallbackId: { } callback } => (await db.Callbacks.SingleAsync(t => t.Id == callback, cancellationToken)).Fire(promise, promises, now),
                    { PoorRatingId: { } poor } => (await db.PoorRatings.SingleAsync(p => p.Id == poor, cancellationToken)).Fire(promise, promises, now),
                    _ => await FireReplacementAsync(promise, now, cancellationToken),
                };
            }

            db.Firings.AddRange(steps.Select(s => Firing.Of(promise, s, now)));
            raised += promise.Kind == PromiseKind.Canary ? 0 : steps.Count;
        }

        await db.StoreAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return (due.Count, raised);
    }

    // product.md §6: when the service office has not confirmed in time, the system appoints.
    private async Task<IReadOnlyList<Step>> FireReplacementAsync(PromiseClock promise, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var replacement = await db.Replacements.Include(r => r.Clocks).SingleAsync(r => r.Id == promise.ReplacementId, cancellationToken);
        var steps = promise.Fire(promises, now);
        if (promise.Kind == PromiseKind.Successor && steps.Any(s => s.Level == PromiseLevel.Overdue) && replacement.Status == ReplacementStatus.Acting)
        {
            var enterprise = await db.Enterprises.WithPast().SingleAsync(e => e.Id == replacement.EnterpriseId, cancellationToken);
            var candidates = await successors.CandidatesAsync(cancellationToken);
            if (Replacement.Propose(enterprise, candidates, replacement.OutgoingId) is { } person)
            {
                replacement.Appoint(enterprise, await db.People.SingleAsync(p => p.Id == person, cancellationToken), candidates.Find(c => c.PersonId == person), Actor.System, now);
            }
        }

        return steps;
    }
}
