using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Visits;
using MediatR;

namespace Commissioner.App.Features.Visits;

/// <summary>An enterprise says how a visit was.</summary>
[Allow(Permission.HostVisits)]
public sealed record RateVisit(Id<Visit> VisitId, Level? Level, string? Words) : ICommand<Id<Visit>>;

internal sealed class RateVisitHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<RateVisit, Id<Visit>>
{
    public async Task<Id<Visit>> Handle(RateVisit command, CancellationToken cancellationToken)
    {
        var (visit, _) = await db.VisitAsync(command.VisitId, actor, cancellationToken);
        visit.Rate(command.Level, command.Words, actor, clock.GetUtcNow());
        return visit.Id;
    }
}
