using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;

namespace Commissioner.App.Features.Whistles;

/// <summary>Somebody takes a leg one level up by hand: to the head and the leader in charge, then to a joint meeting.</summary>
[Allow(Permission.HandleCase)]
public sealed record EscalateLeg(Id<Whistle> WhistleId, Id<Leg> LegId, string? Reason) : ICommand<Id<Case>>;

internal sealed class EscalateLegHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<EscalateLeg, Id<Case>>
{
    public async Task<Id<Case>> Handle(EscalateLeg command, CancellationToken cancellationToken)
    {
        var (@case, name) = await db.CaseOfLeg(command.WhistleId, command.LegId, actor, cancellationToken);
        @case.Escalate(command.LegId, name, command.Reason ?? "", promises, actor, clock.GetUtcNow());
        return @case.Id;
    }
}
