using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Visits;
using MediatR;

namespace Commissioner.App.Features.Visits;

/// <summary>Who planned a visit calls it off.</summary>
[Allow(Permission.PlanVisits)]
public sealed record CallOffVisit(Id<Visit> VisitId) : ICommand<Id<Visit>>;

internal sealed class CallOffVisitHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<CallOffVisit, Id<Visit>>
{
    public async Task<Id<Visit>> Handle(CallOffVisit command, CancellationToken cancellationToken)
    {
        var (visit, _) = await db.VisitAsync(command.VisitId, actor, cancellationToken);
        visit.CallOff(actor, clock.GetUtcNow());
        return visit.Id;
    }
}
