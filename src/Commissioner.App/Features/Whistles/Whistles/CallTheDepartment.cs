using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Whistles;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Whistles;

/// <summary>
/// Tells a department's people that it was called, or that its report was sent back; only in words that its whistle discloses.
/// </summary>
internal sealed class CallTheDepartment : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries.Where(e => e.Name is nameof(DepartmentCalled) or nameof(ReportReturned)).ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var people = await db.OfDepartmentsAsync(mine.Select(e => e.DepartmentId!.Value), cancellationToken);
        var ids = mine.Select(LegOf).Distinct().ToList();
        var legs = await (
            from l in db.Legs.Where(l => ids.Contains(l.Id))
            join w in db.Set<Whistle>() on l.WhistleId equals w.Id
            join c in db.Cases on l.CaseId equals c.Id
            select new
            {
                l.Id,
                l.WhistleId,
                w.Asked,
                c.Number,
                c.Urgency,
            }
        ).ToDictionaryAsync(l => l.Id, cancellationToken);
        var plan = new NoticePlan(db);
        foreach (var entry in mine)
        {
            var leg = legs[LegOf(entry)];
            if (entry.Name == nameof(DepartmentCalled))
            {
                var called = Facts.Of<DepartmentCalled>(entry);
                plan.Tell(
                    people[entry.DepartmentId!.Value],
                    entry,
                    nameof(DepartmentCalled),
                    new
                    {
                        leg.Number,
                        leg.Asked,
                        called.Lead,
                        called.Kind,
                        called.CheckInBy,
                    },
                    $"/whistles/check-in/{leg.WhistleId}/{leg.Id}"
                );
            }
            else
            {
                plan.Tell(
                    people[entry.DepartmentId!.Value],
                    entry,
                    nameof(ReportReturned),
                    new
                    {
                        leg.Number,
                        leg.Asked,
                        Facts.Of<ReportReturned>(entry).Reason,
                    },
                    $"/whistles/report/{leg.WhistleId}/{leg.Id}"
                );
            }
        }

        await plan.AddAsync(cancellationToken);
    }

    private static Id<Leg> LegOf(TimelineEntry entry) =>
        entry.Name == nameof(DepartmentCalled) ? Facts.Of<DepartmentCalled>(entry).LegId : Facts.Of<ReportReturned>(entry).LegId;
}
