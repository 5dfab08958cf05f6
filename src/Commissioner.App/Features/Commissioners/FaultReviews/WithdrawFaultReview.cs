using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.FaultReviews;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.FaultReviews;

/// <summary>Who opened a review takes it back before it is decided.</summary>
[Allow(Permission.ReviewFaults)]
public sealed record WithdrawFaultReview(Id<FaultReview> Id, string? Reason) : ICommand<Id<FaultReview>>;

internal sealed class WithdrawFaultReviewHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<WithdrawFaultReview, Id<FaultReview>>
{
    public async Task<Id<FaultReview>> Handle(WithdrawFaultReview command, CancellationToken cancellationToken)
    {
        var review =
            await db.FaultReviews.VisibleTo(actor).SingleOrDefaultAsync(r => r.Id == command.Id, cancellationToken) ?? throw new NotFound();
        review.Withdraw(command.Reason, actor, clock.GetUtcNow());
        return review.Id;
    }
}
