using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Plans;

/// <summary>
/// The commissioner has looked at a planned matter again: it stays planned until another day, or without one is dealt with now.
/// </summary>
[Allow(Permission.HandleCase)]
public sealed record ReviewPlan(Id<Case> CaseId, string? Findings, DateOnly? ReviewOn) : ICommand<Id<Case>>;

internal sealed class ReviewPlanHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<ReviewPlan, Id<Case>>
{
    public async Task<Id<Case>> Handle(ReviewPlan command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        @case.ReviewPlan(command.Findings ?? "", command.ReviewOn, promises, actor, clock.GetUtcNow());

        return @case.Id;
    }
}
