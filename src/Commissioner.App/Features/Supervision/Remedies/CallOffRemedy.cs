using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Remedies;
using MediatR;

namespace Commissioner.App.Features.Remedies;

/// <summary>A remedy is not owed any more.</summary>
[Allow(Permission.StartRemedies)]
public sealed record CallOffRemedy(Id<Remedy> RemedyId, string? Because) : ICommand<Id<Remedy>>;

internal sealed class CallOffRemedyHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<CallOffRemedy, Id<Remedy>>
{
    public async Task<Id<Remedy>> Handle(CallOffRemedy command, CancellationToken cancellationToken)
    {
        var remedy = await db.RemedyAsync(command.RemedyId, actor, cancellationToken);
        remedy.CallOff(command.Because, actor, clock.GetUtcNow());
        return remedy.Id;
    }
}
