using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Endings;

/// <summary>The service office sends the enterprise where its matter belongs, and says why.</summary>
[Allow(Permission.DecideCase)]
public sealed record RedirectCase(Id<Case> CaseId, RedirectReason? Reason, string? GoTo) : ICommand<Id<Case>>;

internal sealed class RedirectCaseHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<RedirectCase, Id<Case>>
{
    public async Task<Id<Case>> Handle(RedirectCase command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        @case.Redirect(command.Reason, command.GoTo ?? "", actor, clock.GetUtcNow());

        return @case.Id;
    }
}
