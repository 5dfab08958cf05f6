using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Endings;

/// <summary>The enterprise takes a closed request up again: a new cycle with its own promise.</summary>
[Allow(Permission.AnswerForEnterprise)]
public sealed record ReopenCase(Id<Case> CaseId, string? Words) : ICommand<Id<Case>>;

internal sealed class ReopenCaseHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<ReopenCase, Id<Case>>
{
    public async Task<Id<Case>> Handle(ReopenCase command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        @case.Reopen(command.Words, promises, actor, clock.GetUtcNow());
        db.DemandStays(@case.Enterprise);

        return @case.Id;
    }
}
