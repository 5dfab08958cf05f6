using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;

namespace Commissioner.App.Features.Whistles;

/// <summary>The commissioner confirms that a department came.</summary>
[Allow(Permission.HandleCase)]
public sealed record ConfirmArrival(Id<Whistle> WhistleId, Id<Leg> LegId) : ICommand<Id<Case>>;

internal sealed class ConfirmArrivalHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<ConfirmArrival, Id<Case>>
{
    public async Task<Id<Case>> Handle(ConfirmArrival command, CancellationToken cancellationToken)
    {
        var (@case, name) = await db.CaseOfLeg(command.WhistleId, command.LegId, actor, cancellationToken);
        @case.ConfirmArrival(command.LegId, name, actor, clock.GetUtcNow());
        return @case.Id;
    }
}
