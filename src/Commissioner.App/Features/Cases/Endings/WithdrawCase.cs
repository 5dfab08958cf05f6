using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Endings;

/// <summary>The enterprise withdraws its request; whatever is owed on it is no longer owed.</summary>
[Allow(Permission.AnswerForEnterprise)]
public sealed record WithdrawCase(Id<Case> CaseId, string? Reason) : ICommand<Id<Case>>;

internal sealed class WithdrawCaseHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<WithdrawCase, Id<Case>>
{
    public async Task<Id<Case>> Handle(WithdrawCase command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        @case.Withdraw(command.Reason ?? "", actor, clock.GetUtcNow());

        return @case.Id;
    }
}
