using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Visits;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Visits;

/// <summary>Another department comes along with a visit, instead of one of its own; the enterprise reads that it does.</summary>
[Allow(Permission.PlanVisits)]
public sealed record JoinVisit(Id<Visit> VisitId) : ICommand<Id<Visit>>;

internal sealed class JoinVisitHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<JoinVisit, Id<Visit>>
{
    public async Task<Id<Visit>> Handle(JoinVisit command, CancellationToken cancellationToken)
    {
        // It is of others until it has joined: who plans a visit is shown those that there are.
        var department = actor.DepartmentId ?? throw new NotFound();
        var visit =
            await db
                .Visits.Include(v => v.Parties)
                .SingleOrDefaultAsync(
                    v =>
                        v.Id == command.VisitId
                        && (v.State == VisitState.Asked || v.State == VisitState.Proposed || v.State == VisitState.Agreed),
                    cancellationToken
                )
            ?? throw new NotFound();
        visit.Join(department, actor, clock.GetUtcNow());
        return visit.Id;
    }
}
