using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Endings;

/// <summary>The service office lets a case go on in another of the same enterprise about the same matter.</summary>
[Allow(Permission.DecideCase)]
public sealed record MergeCase(Id<Case> CaseId, string? Into, string? Reason) : ICommand<Id<Case>>;

internal sealed class MergeCaseHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<MergeCase, Id<Case>>
{
    public async Task<Id<Case>> Handle(MergeCase command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        var number = command.Into?.Trim() ?? "";
        var into =
            await db
                .Cases.VisibleTo(actor)
                .SingleOrDefaultAsync(c => c.Number == number && c.EnterpriseId == @case.EnterpriseId, cancellationToken)
            ?? throw new RuleBroken(CaseRules.MergeIntoAnother) { Field = "into" };
        @case.Merge(into, command.Reason ?? "", actor, clock.GetUtcNow());

        return @case.Id;
    }
}
