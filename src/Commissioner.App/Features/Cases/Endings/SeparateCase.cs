using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Endings;

/// <summary>The service office takes a case out of the one that it was merged into: it was another matter after all.</summary>
[Allow(Permission.DecideCase)]
public sealed record SeparateCase(Id<Case> CaseId, string? Reason) : ICommand<Id<Case>>;

internal sealed class SeparateCaseHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<SeparateCase, Id<Case>>
{
    public async Task<Id<Case>> Handle(SeparateCase command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        @case.Separate(command.Reason ?? "", promises, actor, clock.GetUtcNow());

        return @case.Id;
    }
}
