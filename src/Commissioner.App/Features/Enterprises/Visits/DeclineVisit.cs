using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Visits;
using MediatR;

namespace Commissioner.App.Features.Visits;

/// <summary>An enterprise does not want a visit; it is not asked why.</summary>
[Allow(Permission.HostVisits)]
public sealed record DeclineVisit(Id<Visit> VisitId) : ICommand<Id<Visit>>;

internal sealed class DeclineVisitHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<DeclineVisit, Id<Visit>>
{
    public async Task<Id<Visit>> Handle(DeclineVisit command, CancellationToken cancellationToken)
    {
        var (visit, _) = await db.VisitAsync(command.VisitId, actor, cancellationToken);
        visit.Decline(actor, clock.GetUtcNow());
        return visit.Id;
    }
}
