using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.PoorRatings;

/// <summary>Tells the service office of a poor rating, all but whom it is about: they do not learn that there is one.</summary>
internal sealed class TellTheOffice : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var opened = entries.Where(e => e.Name == nameof(PoorRatingOpened)).ToList();
        if (opened.Count == 0)
        {
            return;
        }

        var office = await db.WithAsync(Role.TriageDesk, cancellationToken);
        var ids = opened.Select(e => new Id<PoorRating>(e.SubjectId)).ToList();
        var poor = await db
            .PoorRatings.AsNoTracking()
            .Where(p => ids.Contains(p.Id))
            .Join(db.Enterprises, p => p.EnterpriseId, e => e.Id, (p, e) => new { Poor = p, e.Name })
            .ToDictionaryAsync(p => p.Poor.Id, cancellationToken);
        var plan = new NoticePlan(db);
        foreach (var entry in opened)
        {
            var its = poor[new(entry.SubjectId)];
            plan.Tell(
                [.. office.Where(its.Poor.MayBeHandledBy)],
                entry,
                entry.Name,
                new { EnterpriseName = its.Name, its.Poor.ContactBy },
                "/poor-ratings"
            );
        }

        await plan.AddAsync(cancellationToken);
    }
}
