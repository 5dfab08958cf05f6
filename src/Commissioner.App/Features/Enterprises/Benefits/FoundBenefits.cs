using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.Enterprises;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Benefits;

/// <summary>Enterprises hear of what was found for them, once an edition; where a yes is enough, they are asked for it.</summary>
internal static class FoundBenefits
{
    /// <summary>Each enterprise is told in one message of all that was found for it. Whoever is missed is told after the night's matching.</summary>
    public static async Task<int> TellFoundAsync(
        this CommissionerDb db,
        IReadOnlyCollection<Id<Enterprise>>? only,
        DateOnly today,
        DateTimeOffset now,
        ILogger log,
        CancellationToken cancellationToken
    )
    {
        var among = only is null ? db.BenefitMatches : db.BenefitMatches.Where(m => only.Contains(m.EnterpriseId));
        var open = await (
            from m in among
            join p in db.SupportPolicies on m.PolicyId equals p.Id
            join e in db.Enterprises on m.EnterpriseId equals e.Id
            where
                e.EndedAt == null
                && m.Met
                && m.ToldEdition != p.Edition
                && p.FromOn <= today
                && p.UntilOn >= today
                && p.MatchedEdition == p.Edition
            select m.EnterpriseId
        )
            .Distinct()
            .ToListAsync(cancellationToken);
        var policies = await db
            .SupportPolicies.AsNoTracking()
            .Where(p => p.MatchedEdition == p.Edition && p.FromOn <= today && p.UntilOn >= today)
            .ToDictionaryAsync(p => p.Id, cancellationToken);
        var told = 0;
        foreach (var enterprises in open.Chunk(200))
        {
            try
            {
                told += await TellAsync(db, enterprises, policies, now, cancellationToken);
            }
            catch (Exception exception) when (Piecemeal.IsOfARow(db, exception))
            {
                log.LogWarning("Enterprises were not told of policies this time: {Error}", Fault.Code(exception));
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }

        return told;
    }

    private static async Task<int> TellAsync(
        CommissionerDb db,
        Id<Enterprise>[] enterprises,
        Dictionary<Id<SupportPolicy>, SupportPolicy> policies,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        var matches = await db
            .BenefitMatches.AsNoTracking()
            .Where(m => m.Met && enterprises.Contains(m.EnterpriseId))
            .ToListAsync(cancellationToken);
        var profiles = await db
            .EnterpriseProfiles.Where(p => enterprises.Contains(p.EnterpriseId))
            .ToDictionaryAsync(p => p.EnterpriseId, cancellationToken);
        var claims = (
            await db
                .BenefitClaims.Where(c => enterprises.Contains(c.EnterpriseId))
                .Select(c => new
                {
                    c.PolicyId,
                    c.Edition,
                    c.EnterpriseId,
                })
                .ToListAsync(cancellationToken)
        ).ToHashSet();
        foreach (var its in matches.GroupBy(m => m.EnterpriseId))
        {
            List<SupportPolicy> found = [];
            foreach (var match in its)
            {
                if (!policies.TryGetValue(match.PolicyId, out var policy) || match.ToldEdition == policy.Edition)
                {
                    continue;
                }

                var claim = new
                {
                    PolicyId = policy.Id,
                    policy.Edition,
                    EnterpriseId = its.Key,
                };
                // Who has claimed or declined it already need not be told.
                if (!claims.Add(claim))
                {
                    continue;
                }

                if (policy.WithoutAsking)
                {
                    db.BenefitClaims.Add(BenefitClaim.Propose(policy, its.Key, now));
                }
                else
                {
                    found.Add(policy);
                }
            }

            if (found.Count > 0)
            {
                if (!profiles.TryGetValue(its.Key, out var profile))
                {
                    db.EnterpriseProfiles.Add(profile = EnterpriseProfile.Begin(its.Key, now));
                }

                profile.Found([.. found.Select(p => p.Title)], now);
            }
        }

        // As many rows as matches, so not one by one.
        foreach (var edition in policies.Values.GroupBy(p => p.Edition))
        {
            var (told, ids) = (edition.Key, edition.Select(p => p.Id).ToList());
            await db
                .BenefitMatches.Where(m =>
                    m.Met && m.ToldEdition != told && enterprises.Contains(m.EnterpriseId) && ids.Contains(m.PolicyId)
                )
                .ExecuteUpdateAsync(m => m.SetProperty(x => x.ToldEdition, told), cancellationToken);
        }

        await db.StoreAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return enterprises.Length;
    }
}
