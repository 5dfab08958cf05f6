using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Plans;

/// <summary>
/// The commissioner asks the Leader to plan a matter that can't be settled now: measures, who is responsible, when it is looked at again.
/// </summary>
[Allow(Permission.HandleCase)]
public sealed record AskPlan(Id<Case> CaseId, string? Measures, Id<Department>? DepartmentId, DateOnly? ReviewOn) : ICommand<Id<Case>>;

internal sealed class AskPlanHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<AskPlan, Id<Case>>
{
    public async Task<Id<Case>> Handle(AskPlan command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        var department = await db.Departments.SingleOrDefaultAsync(d => d.Id == command.DepartmentId, cancellationToken);
        @case.AskPlan(command.Measures ?? "", department, command.ReviewOn, promises, actor, clock.GetUtcNow());

        return @case.Id;
    }
}
