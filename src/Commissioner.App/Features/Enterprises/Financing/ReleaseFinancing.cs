using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Financing;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Financing;

/// <summary>An enterprise says what of its need which banks may be shown; it counts for what is pushed from then on.</summary>
/// <param name="NeedId">Which.</param>
/// <param name="Release">What, and to whom.</param>
[Allow(Permission.StateFinancing)]
public sealed record ReleaseFinancing(Id<FinancingNeed> NeedId, FinancingChoice? Release) : ICommand<Id<FinancingNeed>>;

internal sealed class ReleaseFinancingHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ReleaseFinancing, Id<FinancingNeed>>
{
    public async Task<Id<FinancingNeed>> Handle(ReleaseFinancing command, CancellationToken cancellationToken)
    {
        var need = await db.NeedAsync(command.NeedId, actor, cancellationToken);
        var chosen = command.Release ?? new(null, null, null, false, null);
        need.Release(await chosen.ReadAsync(db, actor, cancellationToken), actor, clock.GetUtcNow());
        return need.Id;
    }
}
