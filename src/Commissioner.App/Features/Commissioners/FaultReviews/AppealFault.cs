using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.FaultReviews;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.FaultReviews;

/// <summary>The person under review appeals a finding of fault; whatever roles it has by now.</summary>
[Allow(Permission.SignedIn)]
public sealed record AppealFault(Id<FaultReview> Id, string? Words) : ICommand<Id<FaultReview>>;

internal sealed class AppealFaultHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<AppealFault, Id<FaultReview>>
{
    public async Task<Id<FaultReview>> Handle(AppealFault command, CancellationToken cancellationToken)
    {
        var review =
            await db.FaultReviews.VisibleTo(actor).SingleOrDefaultAsync(r => r.Id == command.Id, cancellationToken) ?? throw new NotFound();
        review.AppealFinding(command.Words, actor, clock.GetUtcNow());
        return review.Id;
    }
}
