using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Supplements;

/// <summary>
/// Tells who deals with a case that its enterprise pressed for it or added to it: its commissioner or else the service office, and the
/// departments that work on it.
/// </summary>
internal sealed class TellWhoIsAsked : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries.Where(e => e.Name is nameof(CaseNudged) or nameof(CaseSupplemented)).ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var cases = await db.CasesOfAsync(mine, cancellationToken);
        var ids = cases.Values.Select(c => c.Id).ToList();
        var called = await db
            .Legs.Where(l => ids.Contains(l.CaseId) && l.Status != LegStatus.Done && !Leg.Gone.Contains(l.Status))
            .Select(l => new { l.CaseId, l.DepartmentId })
            .Distinct()
            .ToListAsync(cancellationToken);
        var departments = await db.OfDepartmentsAsync(called.Select(l => l.DepartmentId).Distinct(), cancellationToken);
        var desk = await db.WithAsync(Role.TriageDesk, cancellationToken);
        var plan = new NoticePlan(db);
        foreach (var entry in mine)
        {
            var its = cases[entry.SubjectId];
            // A department is told no name and no word of the enterprise's: its own page shows what is disclosed.
            var working = called.Where(l => l.CaseId == its.Id).Select(l => l.DepartmentId);
            if (entry.Name == nameof(CaseNudged))
            {
                var nudged = Facts.Of<CaseNudged>(entry);
                IEnumerable<Id<Person>> serves =
                    nudged.Nudged == HolderKind.TriageDesk || its.CommissionerId is null ? desk : [its.CommissionerId.Value];
                plan.Tell(
                    serves,
                    entry,
                    nameof(CaseNudged),
                    new
                    {
                        its.Number,
                        its.Title,
                        its.EnterpriseName,
                        nudged.DueBy,
                    },
                    its.Link
                );
                plan.Tell(
                    working.Where(d => d == nudged.DepartmentId).SelectMany(d => departments[d]),
                    entry,
                    "NudgedDepartment",
                    new { its.Number, nudged.DueBy },
                    its.Link
                );
            }
            else
            {
                IEnumerable<Id<Person>> serves = its.CommissionerId is { } commissioner ? [commissioner] : desk;
                plan.Tell(
                    serves,
                    entry,
                    nameof(CaseSupplemented),
                    new
                    {
                        its.Number,
                        its.Title,
                        its.EnterpriseName,
                    },
                    its.Link
                );
                plan.Tell(working.SelectMany(d => departments[d]), entry, "SupplementedDepartment", new { its.Number }, its.Link);
            }
        }

        await plan.AddAsync(cancellationToken);
    }
}
