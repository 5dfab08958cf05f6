using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Remedies;
using MediatR;

namespace Commissioner.App.Features.Remedies;

/// <summary>A case is no like one: the remedy no longer stands for it, and never takes it for one again.</summary>
[Allow(Permission.StartRemedies)]
public sealed record TakeFromRemedy(Id<Remedy> RemedyId, Id<RemedyCase> LineId) : ICommand<Id<Remedy>>;

internal sealed class TakeFromRemedyHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<TakeFromRemedy, Id<Remedy>>
{
    public async Task<Id<Remedy>> Handle(TakeFromRemedy command, CancellationToken cancellationToken)
    {
        var remedy = await db.RemedyAsync(command.RemedyId, actor, cancellationToken);
        remedy.Release(command.LineId, actor, clock.GetUtcNow());
        return remedy.Id;
    }
}
