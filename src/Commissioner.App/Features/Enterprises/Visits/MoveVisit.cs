using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Visits;
using MediatR;

namespace Commissioner.App.Features.Visits;

/// <summary>One side names another time.</summary>
[Allow(Permission.ReadVisits)]
public sealed record MoveVisit(Id<Visit> VisitId, DateTimeOffset? At) : ICommand<Id<Visit>>;

internal sealed class MoveVisitHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<MoveVisit, Id<Visit>>
{
    public async Task<Id<Visit>> Handle(MoveVisit command, CancellationToken cancellationToken)
    {
        var (visit, serves) = await db.VisitAsync(command.VisitId, actor, cancellationToken);
        visit.Move(command.At, serves, actor, clock.GetUtcNow());
        return visit.Id;
    }
}
