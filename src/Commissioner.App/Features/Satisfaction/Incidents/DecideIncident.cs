using Commissioner.App.Features.Satisfaction;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Incidents;

/// <summary>Supervision decides on an incident, with a reason: whether the rating counts again.</summary>
[Allow(Permission.Supervise)]
public sealed record DecideIncident(Id<Incident> IncidentId, IncidentFinding? Finding, bool Lift, string? Reason) : ICommand<Id<Incident>>;

internal sealed class DecideIncidentHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<DecideIncident, Id<Incident>>
{
    public async Task<Id<Incident>> Handle(DecideIncident command, CancellationToken cancellationToken)
    {
        var incident = await db.Incidents.SingleOrDefaultAsync(i => i.Id == command.IncidentId, cancellationToken) ?? throw new NotFound();
        // The rating counts again only if no other incident of the case freezes it.
        var alone = !await db.Incidents.AnyAsync(
            i => i.CaseId == incident.CaseId && i.Cycle == incident.Cycle && i.Id != incident.Id && i.LiftedAt == null,
            cancellationToken
        );
        var rating = alone
            ? await db
                .Ratings.Include(r => r.Departments)
                .AsSingleQuery()
                .SingleOrDefaultAsync(r => r.CaseId == incident.CaseId && r.Cycle == incident.Cycle, cancellationToken)
            : null;
        incident.Decide(command.Finding, command.Lift, command.Reason, rating, actor, clock.GetUtcNow());
        return incident.Id;
    }
}
