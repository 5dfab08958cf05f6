using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Visits;
using MediatR;

namespace Commissioner.App.Features.Visits;

/// <summary>One side agrees to the time that the other has named.</summary>
[Allow(Permission.ReadVisits)]
public sealed record AgreeToVisit(Id<Visit> VisitId) : ICommand<Id<Visit>>;

internal sealed class AgreeToVisitHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<AgreeToVisit, Id<Visit>>
{
    public async Task<Id<Visit>> Handle(AgreeToVisit command, CancellationToken cancellationToken)
    {
        var (visit, serves) = await db.VisitAsync(command.VisitId, actor, cancellationToken);
        visit.Agree(serves, actor, clock.GetUtcNow());
        return visit.Id;
    }
}
