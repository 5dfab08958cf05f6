using Commissioner.App.Features.Notices;
using Commissioner.App.Features.Satisfaction;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Incidents;

/// <summary>Tells supervision, and nobody else, that an enterprise was pressed.</summary>
internal sealed class TellSupervision : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var raised = entries.Where(e => e.Name == nameof(IncidentRaised)).ToList();
        if (raised.Count == 0)
        {
            return;
        }

        var supervisors = await db.WithAsync(Role.Supervisor, cancellationToken);
        var ids = raised.Select(e => new Id<Incident>(e.SubjectId)).ToList();
        var names = await db
            .Incidents.Where(i => ids.Contains(i.Id))
            .Join(db.Enterprises, i => i.EnterpriseId, e => e.Id, (i, e) => new { i.Id, e.Name })
            .ToDictionaryAsync(i => i.Id, i => i.Name, cancellationToken);
        var plan = new NoticePlan(db);
        foreach (var entry in raised)
        {
            plan.Tell(
                supervisors,
                entry,
                "IncidentRaised",
                new { EnterpriseName = names[new(entry.SubjectId)], Facts.Of<IncidentRaised>(entry).IncidentKind },
                "/incidents"
            );
        }

        await plan.AddAsync(cancellationToken);
    }
}
