using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Explanations;

/// <summary>The service office or supervision approves an explanation, or refuses it with a reason; both must approve.</summary>
[Allow(Permission.ApproveExplanation)]
public sealed record ApproveExplanation(Id<Case> CaseId, bool Approve, string? Reason) : ICommand<Id<Case>>;

internal sealed class ApproveExplanationHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ApproveExplanation, Id<Case>>
{
    public async Task<Id<Case>> Handle(ApproveExplanation command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        if (command.Approve)
        {
            @case.ApproveExplained(actor, clock.GetUtcNow());
        }
        else
        {
            @case.RefuseExplained(command.Reason ?? "", actor, clock.GetUtcNow());
        }

        return @case.Id;
    }
}
