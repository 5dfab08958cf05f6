using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Explanations;

/// <summary>The commissioner proposes to close a case explained: law, policy or competence forbids what is asked.</summary>
[Allow(Permission.HandleCase)]
public sealed record ProposeExplanation(Id<Case> CaseId, ExplainedWhy? Why, string? Basis, string? Words) : ICommand<Id<Case>>;

internal sealed class ProposeExplanationHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ProposeExplanation, Id<Case>>
{
    public async Task<Id<Case>> Handle(ProposeExplanation command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        @case.ProposeExplained(command.Why, command.Basis ?? "", command.Words ?? "", actor, clock.GetUtcNow());

        return @case.Id;
    }
}
