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

/// <summary>Somebody else of the office takes a proposed need onto the white list, or tells the enterprise why not.</summary>
/// <param name="NeedId">Which.</param>
/// <param name="Taken">It is taken onto the list.</param>
/// <param name="Because">Why, or why not.</param>
[Allow(Permission.CheckFinancing)]
public sealed record CheckFinancing(Id<FinancingNeed> NeedId, bool Taken, string? Because) : ICommand<Id<FinancingNeed>>;

internal sealed class CheckFinancingHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<CheckFinancing, Id<FinancingNeed>>
{
    public async Task<Id<FinancingNeed>> Handle(CheckFinancing command, CancellationToken cancellationToken)
    {
        var need = await db.NeedAsync(command.NeedId, actor, cancellationToken);
        need.Check(command.Taken, command.Because, actor, clock.GetUtcNow());
        return need.Id;
    }
}
