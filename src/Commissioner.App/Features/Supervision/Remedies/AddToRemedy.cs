using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Remedies;
using MediatR;

namespace Commissioner.App.Features.Remedies;

/// <summary>A remedy stands for one case more.</summary>
[Allow(Permission.StartRemedies)]
public sealed record AddToRemedy(Id<Remedy> RemedyId, Id<Case> CaseId) : ICommand<Id<Remedy>>;

internal sealed class AddToRemedyHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<AddToRemedy, Id<Remedy>>
{
    public async Task<Id<Remedy>> Handle(AddToRemedy command, CancellationToken cancellationToken)
    {
        var remedy = await db.RemedyAsync(command.RemedyId, actor, cancellationToken);
        remedy.Add(await db.Cases.VisibleTo(actor).One(command.CaseId, cancellationToken), actor, clock.GetUtcNow());
        return remedy.Id;
    }
}
