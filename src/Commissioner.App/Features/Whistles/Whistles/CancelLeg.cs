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

/// <summary>A department is no longer asked: by the commissioner before it checked in, by the service office after.</summary>
[Allow(Permission.HandleCase)]
public sealed record CancelLeg(Id<Whistle> WhistleId, Id<Leg> LegId, string? Reason) : ICommand<Id<Case>>;

internal sealed class CancelLegHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<CancelLeg, Id<Case>>
{
    public async Task<Id<Case>> Handle(CancelLeg command, CancellationToken cancellationToken)
    {
        var (@case, name) = await db.CaseOfLeg(command.WhistleId, command.LegId, actor, cancellationToken);
        @case.CancelLeg(command.LegId, name, command.Reason ?? "", promises, actor, clock.GetUtcNow());
        return @case.Id;
    }
}
