using System.Linq.Expressions;
using Commissioner.App.Features.Shared;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.Enterprises;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Benefits;

/// <summary>
/// Keeps which enterprise meets which policy: a changed policy is matched with all enterprises, a changed label matches its enterprise alone.
/// Computed in memory, written as what differs; then each enterprise is told once of an edition, or asked for a yes.
/// </summary>
[Allow(Permission.RunJobs)]
public sealed record MatchBenefits : IJob;

internal sealed class MatchBenefitsHandler(CommissionerDb db, TimeProvider clock, ILogger<MatchBenefitsHandler> log)
    : IRequestHandler<MatchBenefits, int>
{
    private const int Piece = 5000;
    private const int Few = 200;

    public async Task<int> Handle(MatchBenefits job, CancellationToken cancellationToken)
    {
        var stale = await db.SupportPolicies.Where(p => p.MatchedEdition != p.Edition).ToListAsync(cancellationToken);
        var changed = await db.EnterpriseProfiles.Where(p => p.Unmatched).ToListAsync(cancellationToken);
        if (stale.Count + changed.Count == 0)
        {
            return 0;
        }

        var moved = 0;
        var all = await db.SupportPolicies.AsNoTracking().ToListAsync(cancellationToken);
        List<Id<Enterprise>> theirs = [.. changed.Select(p => p.EnterpriseId)];
        var labels = await db.LabelsAsync(stale.Count > 0 ? null : theirs, cancellationToken);
        var anew = stale.Select(p => p.Id).ToHashSet();
        moved += await MatchAsync([.. all.Where(p => anew.Contains(p.Id))], labels, cancellationToken);
        var some = theirs.Where(labels.ContainsKey).ToDictionary(id => id, id => labels[id]);
        moved += await MatchAsync([.. all.Where(p => !anew.Contains(p.Id))], some, cancellationToken);
        stale.ForEach(p => p.Matched());
        changed.ForEach(p => p.Matched());
        try
        {
            await db.StoreAsync(cancellationToken);
        }
        catch (Exception exception) when (Piecemeal.IsOfARow(db, exception))
        {
            // Whoever changed one of them meanwhile wins: the next run matches them again.
            log.LogWarning("What was matched has changed meanwhile: {Error}", Fault.Code(exception));
        }

        db.ChangeTracker.Clear();

        // Who is to be told is looked for among those that were matched: all matches are read when a policy has changed, and every night.
        return moved + await db.TellFoundAsync(stale.Count > 0 ? null : theirs, clock.Today(), clock.GetUtcNow(), log, cancellationToken);
    }

    // What differs from what is kept, in pieces: most matches stay as they were.
    private async Task<int> MatchAsync(
        List<SupportPolicy> policies,
        Dictionary<Id<Enterprise>, Dictionary<string, string>> labels,
        CancellationToken cancellationToken
    )
    {
        if (policies.Count == 0 || labels.Count == 0)
        {
            return 0;
        }

        var (moved, waiting) = (0, 0);
        List<BenefitMatch> found = [];
        // Of few enterprises all that is kept is read at once; of all of them policy by policy, so that it is never all in memory.
        var few = labels.Count <= Few ? await KeptAsync(m => labels.Keys.Contains(m.EnterpriseId), cancellationToken) : null;
        foreach (var policy in policies)
        {
            var id = policy.Id;
            var kept = few ?? await KeptAsync(m => m.PolicyId == id, cancellationToken);
            foreach (var (enterprise, its) in labels)
            {
                var met = Matching.Holds(policy.Conditions, its);
                var known = kept.GetValueOrDefault((id, enterprise));
                if (met == (known?.Met ?? false))
                {
                    continue;
                }

                if (known is null)
                {
                    found.Add(
                        new()
                        {
                            PolicyId = id,
                            EnterpriseId = enterprise,
                            Met = true,
                        }
                    );
                }
                else
                {
                    db.BenefitMatches.Attach(known).Entity.Met = met;
                }

                (moved, waiting) = (moved + 1, waiting + 1);
            }

            if (waiting >= Piece)
            {
                await StoreMatchesAsync(found, cancellationToken);
                waiting = 0;
            }
        }

        await StoreMatchesAsync(found, cancellationToken);
        return moved;
    }

    private Task<Dictionary<(Id<SupportPolicy>, Id<Enterprise>), BenefitMatch>> KeptAsync(
        Expression<Func<BenefitMatch, bool>> which,
        CancellationToken cancellationToken
    ) => db.BenefitMatches.AsNoTracking().Where(which).ToDictionaryAsync(m => (m.PolicyId, m.EnterpriseId), cancellationToken);

    // What is new is as many rows as there are pairs at first: one statement for a piece of them.
    private async Task StoreMatchesAsync(List<BenefitMatch> found, CancellationToken cancellationToken)
    {
        await db.InsertAsync(found, cancellationToken);
        found.Clear();
        await db.StoreAsync(cancellationToken);
        // What was read first stays tracked: it says in the end that it was matched.
        foreach (var entry in db.ChangeTracker.Entries<BenefitMatch>().ToList())
        {
            entry.State = EntityState.Detached;
        }
    }
}
