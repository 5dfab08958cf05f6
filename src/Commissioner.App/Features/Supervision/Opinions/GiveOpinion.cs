using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Opinions;

/// <summary>The Leader writes the opinion that it owes on a case 批示.</summary>
[Allow(Permission.WriteOpinion)]
public sealed record GiveOpinion(Id<Case> CaseId, string? Opinion) : ICommand<Id<Case>>;

internal sealed class GiveOpinionHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<GiveOpinion, Id<Case>>
{
    public async Task<Id<Case>> Handle(GiveOpinion command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        @case.GiveOpinion(command.Opinion ?? "", actor, clock.GetUtcNow());
        return @case.Id;
    }
}
