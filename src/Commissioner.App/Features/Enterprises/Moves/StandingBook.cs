using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Undertakings;
using Commissioner.Domain.Visits;
using Commissioner.Domain.Whistles;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Moves;

/// <summary>What stands with an enterprise, and ends with it.</summary>
internal sealed class StandingBook(CommissionerDb db, MatchingBook matching, SessionBook sessions, Actor actor, TimeProvider clock)
{
    internal static readonly LegStatus[] Legs = [LegStatus.Called, LegStatus.Objected, LegStatus.CheckedIn, LegStatus.Reported];

    /// <summary>
    /// What an enterprise can't leave before. What supervision alone knows of is one number with the incidents: the office learns that something
    /// waits there, and nothing of it.
    /// </summary>
    public async Task<EnterpriseOpen> OpenAsync(Id<Enterprise> id, CancellationToken cancellationToken)
    {
        var cases = await db
            .Cases.IgnoreQueryFilters()
            .Where(c => c.EnterpriseId == id && c.ClosedAt == null)
            .GroupBy(c => c.Confidential)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        return new(
            cases.GetValueOrDefault(false),
            await db.Callbacks.CountAsync(t => t.EnterpriseId == id && t.Status == CallbackStatus.Open, cancellationToken),
            await db.PoorRatings.CountAsync(p => p.EnterpriseId == id && p.Status != PoorRatingStatus.Corrected, cancellationToken),
            cases.GetValueOrDefault(true)
                + await db.Incidents.CountAsync(i => i.EnterpriseId == id && i.DecidedAt == null, cancellationToken),
            await db.PersonalRequests.CountAsync(r => r.EnterpriseId == id && r.AnsweredAt == null, cancellationToken),
            await db.Undertakings.CountAsync(
                u => u.EnterpriseId == id && (u.Status == UndertakingStatus.Entrusted || u.Status == UndertakingStatus.Running),
                cancellationToken
            ),
            await db.BenefitClaims.CountAsync(
                c =>
                    c.EnterpriseId == id
                    && (c.State == ClaimState.Claimed || c.State == ClaimState.Checked || c.State == ClaimState.Approved),
                cancellationToken
            )
        );
    }

    /// <summary>Nobody follows and nobody is invited any more where an enterprise is gone.</summary>
    public async Task EndAsync(Enterprise enterprise, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (
            var replacement in await db
                .Replacements.Include(r => r.Clocks)
                .AsSingleQuery()
                .Where(r =>
                    r.EnterpriseId == enterprise.Id
                    && (r.Status == ReplacementStatus.Acting || r.KeepUntil > now || r.Clocks.Any(k => k.StoppedAt == null))
                )
                .ToListAsync(cancellationToken)
        )
        {
            replacement.EndWithEnterprise(enterprise, actor, now);
        }

        foreach (
            var invitation in await db
                .Invitations.Where(i => i.EnterpriseId == enterprise.Id && i.ClosedAt == null)
                .ToListAsync(cancellationToken)
        )
        {
            invitation.LapseAt(now);
        }

        foreach (
            var visit in await db
                .Visits.Where(v =>
                    v.EnterpriseId == enterprise.Id
                    && (
                        v.State == VisitState.Asked
                        || v.State == VisitState.AwaitingDecision
                        || v.State == VisitState.Proposed
                        || v.State == VisitState.Agreed
                    )
                )
                .ToListAsync(cancellationToken)
        )
        {
            visit.EndWithEnterprise(actor, now);
        }

        foreach (
            var claim in await db
                .BenefitClaims.Where(c => c.EnterpriseId == enterprise.Id && c.State == ClaimState.Proposed)
                .ToListAsync(cancellationToken)
        )
        {
            claim.Lapse(now);
        }

        await matching.EndAsync(enterprise, cancellationToken);
        // What went on with another enterprise is that one's.
        foreach (
            var need in (await db.FinancingNeeds.Where(n => n.EnterpriseId == enterprise.Id).ToListAsync(cancellationToken)).Where(n =>
                n.EnterpriseId == enterprise.Id
            )
        )
        {
            var pushes = await db
                .FinancingPushes.Include(p => p.Clocks)
                .Where(p => p.NeedId == need.Id && p.EndedAt == null)
                .ToListAsync(cancellationToken);
            need.EndWithEnterprise(pushes, actor, now);
        }

        // It counts among those that meet a policy no more.
        await db.BenefitMatches.Where(m => m.EnterpriseId == enterprise.Id).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>These sign in for it no more, and what is on its way to them is not sent; it counts once it is saved.</summary>
    public async Task ReleaseAsync(Enterprise enterprise, IReadOnlyList<Person> people, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var person in people)
        {
            enterprise.Release(person, now);
            var id = person.Id.Value;
            db.Accounts.RemoveRange(await db.Accounts.Where(a => a.Id == id).ToListAsync(cancellationToken));
            foreach (
                var login in await db.ExternalLogins.Where(l => l.PersonId == person.Id && l.EndedAt == null).ToListAsync(cancellationToken)
            )
            {
                login.EndedAt = now;
            }

            foreach (
                var delivery in await db
                    .Deliveries.Where(d => d.PersonId == person.Id && d.NextTryAt != null)
                    .ToListAsync(cancellationToken)
            )
            {
                delivery.Cancel();
            }

            foreach (var choice in await db.ToldChoices.Where(c => c.PersonId == person.Id).ToListAsync(cancellationToken))
            {
                choice.WeChat = null;
            }
        }
    }

    /// <summary>Ends sessions and keys of those who were released, once that was stored: nobody comes in by an account after it.</summary>
    public async Task EndSessionsAsync(IEnumerable<Person> people, CancellationToken cancellationToken)
    {
        foreach (var person in people)
        {
            await sessions.EndAllAsync(person.Id, null, cancellationToken);
        }
    }
}
