using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;

namespace Commissioner.App.Features.Undertakings;

/// <summary>The office names others as agent and colleague.</summary>
[Allow(Permission.StartUndertakings)]
public sealed record NameAgents(Id<Undertaking> UndertakingId, Id<Person>? AgentId, Id<Person>? ColleagueId) : ICommand<Id<Undertaking>>;

internal sealed class NameAgentsHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<NameAgents, Id<Undertaking>>
{
    public async Task<Id<Undertaking>> Handle(NameAgents command, CancellationToken cancellationToken)
    {
        var its = await db.UndertakingAsync(command.UndertakingId, actor, cancellationToken);
        its.NameAgents(
            await db.AgentAsync(command.AgentId, cancellationToken),
            await db.AgentAsync(command.ColleagueId, cancellationToken),
            actor,
            clock.GetUtcNow()
        );
        return its.Id;
    }
}
