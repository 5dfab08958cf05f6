using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Benefits;

/// <summary>Tells enterprises what was found for them and what became of their claims, and the office what waits for it.</summary>
internal sealed class TellOfBenefits : IReaction
{
    private static readonly HashSet<string> OfClaims =
    [
        nameof(BenefitProposed),
        nameof(BenefitClaimed),
        nameof(BenefitApproved),
        nameof(BenefitRefused),
        nameof(BenefitPaid),
    ];

    private static readonly HashSet<string> OfProfiles =
    [
        nameof(BenefitsFound),
        nameof(LabelCorrectionAsked),
        nameof(LabelCorrectionDecided),
    ];

    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var (ofClaims, ofProfiles) = (
            entries.Where(e => OfClaims.Contains(e.Name)).ToList(),
            entries.Where(e => OfProfiles.Contains(e.Name)).ToList()
        );
        if (ofClaims.Count + ofProfiles.Count == 0)
        {
            return;
        }

        var claimIds = ofClaims.Select(e => new Id<BenefitClaim>(e.SubjectId)).Distinct().ToList();
        var profileIds = ofProfiles.Select(e => new Id<EnterpriseProfile>(e.SubjectId)).Distinct().ToList();
        var claims = await (
            from c in db.BenefitClaims
            join p in db.SupportPolicies on c.PolicyId equals p.Id
            join e in db.Enterprises on c.EnterpriseId equals e.Id
            where claimIds.Contains(c.Id)
            select new
            {
                c.Id,
                EnterpriseId = e.Id,
                e.Name,
                p.Code,
                p.Title,
            }
        ).ToDictionaryAsync(c => c.Id, cancellationToken);
        var profiles = await (
            from p in db.EnterpriseProfiles
            join e in db.Enterprises on p.EnterpriseId equals e.Id
            where profileIds.Contains(p.Id)
            select new
            {
                p.Id,
                EnterpriseId = e.Id,
                e.Name,
            }
        ).ToDictionaryAsync(p => p.Id, cancellationToken);
        var people = await db.OfEnterprisesAsync(
            claims.Values.Select(c => c.EnterpriseId).Concat(profiles.Values.Select(p => p.EnterpriseId)),
            cancellationToken
        );
        var desk = await db.WithAsync(Role.TriageDesk, cancellationToken);
        var plan = new NoticePlan(db);
        foreach (var entry in ofClaims)
        {
            var its = claims[new(entry.SubjectId)];
            if (entry.Name == nameof(BenefitClaimed))
            {
                plan.Tell(desk, entry, entry.Name, new { EnterpriseName = its.Name, its.Title }, $"/benefits/show/{its.Code}");
                continue;
            }

            plan.Tell(people[its.EnterpriseId], entry, entry.Name, new { its.Title }, $"/benefits/follow/{its.Code}");
        }

        foreach (var entry in ofProfiles)
        {
            var its = profiles[new(entry.SubjectId)];
            switch (entry.Name)
            {
                case nameof(BenefitsFound):
                    var found = Facts.Of<BenefitsFound>(entry);
                    plan.Tell(
                        people[its.EnterpriseId],
                        entry,
                        entry.Name,
                        new { found.BenefitTitles, found.BenefitCount },
                        "/benefits/mine"
                    );
                    break;
                case nameof(LabelCorrectionAsked):
                    var asked = Facts.Of<LabelCorrectionAsked>(entry);
                    plan.Tell(desk, entry, entry.Name, new { EnterpriseName = its.Name, asked.Label }, "/labels");
                    break;
                default:
                    var decided = Facts.Of<LabelCorrectionDecided>(entry);
                    plan.Tell(
                        people[its.EnterpriseId],
                        entry,
                        decided.Granted ? "LabelCorrected" : "LabelNotCorrected",
                        new { decided.Label },
                        "/labels/mine"
                    );
                    break;
            }
        }

        await plan.AddAsync(cancellationToken);
    }
}
