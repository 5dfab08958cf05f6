using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;

namespace Commissioner.App.Features.Whistles;

/// <summary>A called department says that it came to the meeting on site.</summary>
[Allow(Permission.WorkLegs)]
public sealed record RecordArrival(Id<Whistle> WhistleId, Id<Leg> LegId, string? Place, DateTimeOffset? At) : ICommand<Id<Case>>;

internal sealed class RecordArrivalHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<RecordArrival, Id<Case>>
{
    public async Task<Id<Case>> Handle(RecordArrival command, CancellationToken cancellationToken)
    {
        var (@case, name) = await db.CaseOfLeg(command.WhistleId, command.LegId, actor, cancellationToken);
        @case.Arrive(command.LegId, name, command.Place ?? "", command.At?.ToUniversalTime() ?? default, actor, clock.GetUtcNow());
        return @case.Id;
    }
}
