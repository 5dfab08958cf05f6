using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.FaultReviews;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.FaultReviews;

/// <summary>The person under review states its view, or says that it states nothing; whatever roles it has by now.</summary>
[Allow(Permission.SignedIn)]
public sealed record StateOnFault(Id<FaultReview> Id, bool Nothing, string? Words) : ICommand<Id<FaultReview>>;

internal sealed class StateOnFaultHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<StateOnFault, Id<FaultReview>>
{
    public async Task<Id<FaultReview>> Handle(StateOnFault command, CancellationToken cancellationToken)
    {
        var review =
            await db.FaultReviews.VisibleTo(actor).SingleOrDefaultAsync(r => r.Id == command.Id, cancellationToken) ?? throw new NotFound();
        review.State(command.Nothing, command.Words, actor, clock.GetUtcNow());
        return review.Id;
    }
}
