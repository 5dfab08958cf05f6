using Commissioner.App.Features.Undertakings;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;

namespace Commissioner.App.Features.Packages;

/// <summary>The office asks the enterprise now for all that units have found missing, and waits for no other.</summary>
[Allow(Permission.StartUndertakings)]
public sealed record AskForAll(Id<Undertaking> UndertakingId) : ICommand<Id<Undertaking>>;

internal sealed class AskForAllHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<AskForAll, Id<Undertaking>>
{
    public async Task<Id<Undertaking>> Handle(AskForAll command, CancellationToken cancellationToken)
    {
        var its = await db.UndertakingAsync(command.UndertakingId, actor, cancellationToken);
        its.AskAtOnce(promises, actor, clock.GetUtcNow());
        return its.Id;
    }
}
