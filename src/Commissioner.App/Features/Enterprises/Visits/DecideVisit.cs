using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Visits;
using MediatR;

namespace Commissioner.App.Features.Visits;

/// <summary>The service office decides whether there is one visit more than the budget.</summary>
[Allow(Permission.DecideVisits)]
public sealed record DecideVisit(Id<Visit> VisitId, bool Allowed, string? Because) : ICommand<Id<Visit>>;

internal sealed class DecideVisitHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<DecideVisit, Id<Visit>>
{
    public async Task<Id<Visit>> Handle(DecideVisit command, CancellationToken cancellationToken)
    {
        var (visit, _) = await db.VisitAsync(command.VisitId, actor, cancellationToken);
        visit.Decide(command.Allowed, command.Because, actor, clock.GetUtcNow());
        return visit.Id;
    }
}
