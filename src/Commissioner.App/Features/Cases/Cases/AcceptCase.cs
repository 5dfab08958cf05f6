using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Cases;

/// <summary>The commissioner takes a case up; its promise is fixed.</summary>
[Allow(Permission.AcceptCase)]
public sealed record AcceptCase(Id<Case> CaseId) : ICommand<Id<Case>>;

internal sealed class AcceptCaseHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<AcceptCase, Id<Case>>
{
    public async Task<Id<Case>> Handle(AcceptCase command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        @case.Accept(promises, actor, clock.GetUtcNow());
        return @case.Id;
    }
}
