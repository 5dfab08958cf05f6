using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Extensions;

/// <summary>The service office grants the time that was asked for, or refuses it with a reason.</summary>
[Allow(Permission.DecideCase)]
public sealed record DecideExtension(Id<Case> CaseId, bool Grant, string? Reason) : ICommand<Id<Case>>;

internal sealed class DecideExtensionHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<DecideExtension, Id<Case>>
{
    public async Task<Id<Case>> Handle(DecideExtension command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        if (command.Grant)
        {
            @case.GrantExtension(promises, actor, clock.GetUtcNow());
        }
        else
        {
            @case.RefuseExtension(command.Reason ?? "", actor, clock.GetUtcNow());
        }

        return @case.Id;
    }
}
