using Commissioner.App.Features.Departments;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Plans;

/// <summary>The Leader grants the plan that was asked for; refuses it, or ends the one in force, with a reason.</summary>
[Allow(Permission.DecidePlan)]
public sealed record DecidePlan(Id<Case> CaseId, bool Grant, string? Reason) : ICommand<Id<Case>>;

internal sealed class DecidePlanHandler(CommissionerDb db, Actor actor, DepartmentNames departments, Promises promises, TimeProvider clock)
    : IRequestHandler<DecidePlan, Id<Case>>
{
    public async Task<Id<Case>> Handle(DecidePlan command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        if (command.Grant)
        {
            var names = await departments.AllAsync(cancellationToken);
            @case.GrantPlan(
                @case.PlanAsked is { } asked ? names.GetValueOrDefault(asked.DepartmentId, "") : "",
                promises,
                actor,
                clock.GetUtcNow()
            );
        }
        else
        {
            @case.RefusePlan(command.Reason ?? "", promises, actor, clock.GetUtcNow());
        }

        return @case.Id;
    }
}
