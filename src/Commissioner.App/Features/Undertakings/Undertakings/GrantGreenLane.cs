using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;

namespace Commissioner.App.Features.Undertakings;

/// <summary>The shorter limits of the green lane hold from here on; the decision that allows it is named.</summary>
[Allow(Permission.GrantGreenLane)]
public sealed record GrantGreenLane(Id<Undertaking> UndertakingId, string? Decision) : ICommand<Id<Undertaking>>;

internal sealed class GrantGreenLaneHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<GrantGreenLane, Id<Undertaking>>
{
    public async Task<Id<Undertaking>> Handle(GrantGreenLane command, CancellationToken cancellationToken)
    {
        var its = await db.UndertakingAsync(command.UndertakingId, actor, cancellationToken);
        its.GrantGreenLane(command.Decision, promises, actor, clock.GetUtcNow());
        return its.Id;
    }
}
