using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;

namespace Commissioner.App.Features.Whistles;

/// <summary>The head of a lead department stands behind the report that lies with it.</summary>
[Allow(Permission.WorkLegs)]
public sealed record ConsentAsHead(Id<Whistle> WhistleId, Id<Leg> LegId) : ICommand<Id<Case>>;

internal sealed class ConsentAsHeadHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<ConsentAsHead, Id<Case>>
{
    public async Task<Id<Case>> Handle(ConsentAsHead command, CancellationToken cancellationToken)
    {
        var (@case, name) = await db.CaseOfLeg(command.WhistleId, command.LegId, actor, cancellationToken);
        @case.ConsentAsHead(command.LegId, name, actor, clock.GetUtcNow());
        return @case.Id;
    }
}
