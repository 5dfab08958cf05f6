using Commissioner.App.Features.Satisfaction;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Incidents;

/// <summary>
/// 有人向我要好评 / 让我撤单: the enterprise says that it was pressed. Supervision alone hears of it, and the rating counts nowhere until it has
/// decided. Pressed again, it is one.
/// </summary>
[Allow(Permission.SpeakForEnterprise)]
public sealed record RaiseIncident(Id<Case> CaseId, IncidentKind? Kind, string? Words) : ICommand<Id<Incident>>;

internal sealed class RaiseIncidentHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<RaiseIncident, Id<Incident>>
{
    public async Task<Id<Incident>> Handle(RaiseIncident command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.AsNoTracking().VisibleTo(actor).One(command.CaseId, cancellationToken);
        if (
            await db
                .Incidents.Where(i => i.CaseId == command.CaseId && i.Cycle == @case.Cycle && i.Kind == command.Kind && i.DecidedAt == null)
                .Select(i => (Id<Incident>?)i.Id)
                .SingleOrDefaultAsync(cancellationToken) is
            { } open
        )
        {
            return open;
        }

        var now = clock.GetUtcNow();
        var incident = Incident.Raise(@case, command.Kind, command.Words, actor, now);
        db.Incidents.Add(incident);
        if (
            await db
                .Ratings.Include(r => r.Departments)
                .AsSingleQuery()
                .SingleOrDefaultAsync(r => r.CaseId == command.CaseId && r.Cycle == @case.Cycle, cancellationToken) is
            { } rating
        )
        {
            rating.Freeze(now);
        }

        return incident.Id;
    }
}
