using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Benefits;

/// <summary>What is known of enterprises, as policies are matched by it.</summary>
internal static class BenefitsKnown
{
    /// <summary>The labels of enterprises that are here; what no label says of industry and park, the directory says.</summary>
    public static async Task<Dictionary<Id<Enterprise>, Dictionary<string, string>>> LabelsAsync(
        this CommissionerDb db,
        IReadOnlyCollection<Id<Enterprise>>? only,
        CancellationToken cancellationToken
    )
    {
        var enterprises = db.Enterprises.AsNoTracking().Where(e => e.EndedAt == null);
        IQueryable<EnterpriseProfile> profiles = db.EnterpriseProfiles;
        if (only is not null)
        {
            enterprises = enterprises.Where(e => only.Contains(e.Id));
            profiles = profiles.Where(p => only.Contains(p.EnterpriseId));
        }

        var known = await (
            from e in enterprises
            join p in db.Parks on e.ParkId equals p.Id
            select new
            {
                e.Id,
                e.Industry,
                p.Code,
            }
        ).ToDictionaryAsync(
            e => e.Id,
            e => new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [LabelKey.IndustryCode] = e.Industry,
                [LabelKey.ParkCode] = e.Code,
            },
            cancellationToken
        );
        var labels =
            from l in db.EnterpriseLabels.AsNoTracking()
            join p in profiles on l.ProfileId equals p.Id
            where l.Value != null
            select new
            {
                p.EnterpriseId,
                l.Label,
                l.Value,
            };
        foreach (var label in await labels.ToListAsync(cancellationToken))
        {
            if (known.TryGetValue(label.EnterpriseId, out var its))
            {
                its[label.Label] = label.Value!;
            }
        }

        return known;
    }

    /// <summary>The own enterprise and what is known of it.</summary>
    /// <exception cref="NotFound">This person belongs to none.</exception>
    public static async Task<(Id<Enterprise> Id, IReadOnlyDictionary<string, string> Labels)> OwnLabelsAsync(
        this CommissionerDb db,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        var own = actor.EnterpriseId ?? throw new NotFound();
        var known = await db.LabelsAsync([own], cancellationToken);
        return known.TryGetValue(own, out var labels) ? (own, labels) : throw new NotFound();
    }
}
