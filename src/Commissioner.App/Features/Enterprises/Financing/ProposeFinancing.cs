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

/// <summary>Who serves an enterprise, or the office, proposes its need for the white list.</summary>
[Allow(Permission.ProposeFinancing)]
public sealed record ProposeFinancing(Id<FinancingNeed> NeedId, string? Because) : ICommand<Id<FinancingNeed>>;

internal sealed class ProposeFinancingHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ProposeFinancing, Id<FinancingNeed>>
{
    public async Task<Id<FinancingNeed>> Handle(ProposeFinancing command, CancellationToken cancellationToken)
    {
        var need = await db.NeedAsync(command.NeedId, actor, cancellationToken);
        need.Propose(command.Because, actor, clock.GetUtcNow());
        return need.Id;
    }
}
