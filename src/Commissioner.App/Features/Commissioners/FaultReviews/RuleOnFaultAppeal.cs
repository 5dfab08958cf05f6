using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.FaultReviews;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.FaultReviews;

/// <summary>A third person rules on the appeal, for good: the finding stands, has a lighter consequence, or is set aside.</summary>
[Allow(Permission.RuleOnFaultAppeals)]
public sealed record RuleOnFaultAppeal(Id<FaultReview> Id, FaultOutcome? Outcome, FaultConsequence? Consequence, string? Reason)
    : ICommand<Id<FaultReview>>;

internal sealed class RuleOnFaultAppealHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<RuleOnFaultAppeal, Id<FaultReview>>
{
    public async Task<Id<FaultReview>> Handle(RuleOnFaultAppeal command, CancellationToken cancellationToken)
    {
        var review =
            await db.FaultReviews.VisibleTo(actor).SingleOrDefaultAsync(r => r.Id == command.Id, cancellationToken) ?? throw new NotFound();
        review.Rule(command.Outcome, command.Consequence, command.Reason, actor, clock.GetUtcNow());
        return review.Id;
    }
}
