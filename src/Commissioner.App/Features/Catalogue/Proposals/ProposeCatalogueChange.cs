using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Notices;
using Commissioner.App.Hosting;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Catalogue;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Proposals;

/// <summary>
/// After an upheld objection the catalogue item should name the competent department: this proposes it and tells the service office
/// (docs/trade.md, Objections).
/// </summary>
internal sealed class ProposeCatalogueChange(Promises promises, DepartmentNames departments) : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var upheld = entries
            .Where(e => e.Name == nameof(ObjectionUpheld))
            .Select(e => (Entry: e, Facts: Facts.Of<ObjectionUpheld>(e)))
            .Where(u => u.Facts.CatalogueItemCode is not null)
            .ToList();
        if (upheld.Count == 0)
        {
            return;
        }

        var codes = upheld.Select(u => u.Facts.CatalogueItemCode!.Trim().ToUpperInvariant()).Distinct().ToList();
        var legIds = upheld.Select(u => u.Facts.LegId).ToList();
        var items = (
            await db.CatalogueItems.AsNoTracking().Where(i => codes.Contains(i.Code)).OrderBy(i => i.Version).ToListAsync(cancellationToken)
        ).ToLookup(i => i.Code);
        var legs = await db.Legs.AsNoTracking().Where(l => legIds.Contains(l.Id)).ToDictionaryAsync(l => l.Id, cancellationToken);
        var caseIds = legs.Values.Select(l => l.CaseId).Distinct().ToList();
        var proposals = await db.CatalogueProposals.Where(p => caseIds.Contains(p.CaseId)).ToListAsync(cancellationToken);
        var (desk, names) = (await db.WithAsync(Role.TriageDesk, cancellationToken), await departments.AllAsync(cancellationToken));
        var plan = new NoticePlan(db);
        foreach (var (entry, facts) in upheld)
        {
            var leg = legs[facts.LegId];
            var versions = items[facts.CatalogueItemCode!.Trim().ToUpperInvariant()].ToList();
            if (
                proposals.Exists(p => p.LegId == leg.Id)
                || versions.Count == 0
                || (facts.NewDepartmentId ?? leg.Objection?.CompetentDepartmentId) is not { } competent
            )
            {
                continue;
            }

            // The department that was called instead objected rightly, too: a proposal that waits names it wrongly and now names the next
            // one.
            proposals
                .FindAll(p => p.CaseId == leg.CaseId && p.Code == versions[0].Code && p.CompetentId == leg.DepartmentId)
                .ForEach(p => p.NameInstead(competent));
            // The version that was in force on the day of the call, which the commissioner was shown.
            var called = promises.Calendar.DateOf(leg.CalledAt);
            var wrong = versions.FindLast(i => i.EffectiveOn <= called) ?? versions[0];
            var proposal = CatalogueProposal.Of(wrong, leg, competent, leg.Objection?.DutyBasis, entry.At);
            // Nothing to propose: the department was not named by the item, or the item names the competent one by now.
            if (!proposal.WouldChange(versions[^1]))
            {
                continue;
            }

            proposals.Add(proposal);
            db.CatalogueProposals.Add(proposal);
            plan.Tell(
                desk,
                entry,
                "CatalogueChangeProposed",
                new
                {
                    wrong.Code,
                    versions[^1].Matter,
                    facts.DepartmentName,
                    CompetentName = names.GetValueOrDefault(competent, ""),
                },
                $"/proposals/decide/{proposal.Id}"
            );
        }

        await plan.AddAsync(cancellationToken);
    }
}
