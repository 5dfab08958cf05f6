using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.FaultReviews;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.FaultReviews;

/// <summary>Another one than who opened it decides whether there is fault, and what follows.</summary>
[Allow(Permission.ReviewFaults)]
public sealed record DecideFault(Id<FaultReview> Id, bool? Fault, FaultConsequence? Consequence, string? Reason)
    : ICommand<Id<FaultReview>>;

internal sealed class DecideFaultHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<DecideFault, Id<FaultReview>>
{
    public async Task<Id<FaultReview>> Handle(DecideFault command, CancellationToken cancellationToken)
    {
        var review =
            await db.FaultReviews.VisibleTo(actor).SingleOrDefaultAsync(r => r.Id == command.Id, cancellationToken) ?? throw new NotFound();
        if (command.Fault is not { } fault)
        {
            throw new RuleBroken(FaultRules.FaultAnswerMissing) { Field = "fault" };
        }

        review.Decide(fault, command.Consequence, command.Reason, promises, actor, clock.GetUtcNow());
        return review.Id;
    }
}
