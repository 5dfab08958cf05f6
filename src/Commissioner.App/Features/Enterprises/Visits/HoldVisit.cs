using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Visits;
using Commissioner.Domain.Watches;
using MediatR;

namespace Commissioner.App.Features.Visits;

/// <summary>A visit took place: its note, and what was found.</summary>
[Allow(Permission.PlanVisits)]
public sealed record HoldVisit(Id<Visit> VisitId, string? Note, IReadOnlyList<string?>? Findings) : ICommand<Id<Visit>>;

internal sealed class HoldVisitHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<HoldVisit, Id<Visit>>
{
    public async Task<Id<Visit>> Handle(HoldVisit command, CancellationToken cancellationToken)
    {
        var (visit, serves) = await db.VisitAsync(command.VisitId, actor, cancellationToken);
        var now = clock.GetUtcNow();
        visit.Hold(command.Note, command.Findings, serves, actor, now);
        // A department that came stands in the register of visits, too, as when it reports one itself.
        foreach (
            var department in visit.Parties.Select(p => p.DepartmentId).Prepend(visit.DepartmentId ?? default).Where(d => d != default)
        )
        {
            db.ReportedVisits.Add(ReportedVisit.Held(visit.EnterpriseId, department, visit.At, visit.Purpose, actor, now));
        }

        return visit.Id;
    }
}
