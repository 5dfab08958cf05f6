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

/// <summary>An enterprise corrects its need, before it is proposed for the white list or after it was refused.</summary>
/// <param name="NeedId">Which.</param>
/// <param name="Wish">What it needs instead.</param>
[Allow(Permission.StateFinancing)]
public sealed record CorrectFinancing(Id<FinancingNeed> NeedId, FinancingWish Wish) : ICommand<Id<FinancingNeed>>;

internal sealed class CorrectFinancingHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<CorrectFinancing, Id<FinancingNeed>>
{
    public async Task<Id<FinancingNeed>> Handle(CorrectFinancing command, CancellationToken cancellationToken)
    {
        var need = await db.NeedAsync(command.NeedId, actor, cancellationToken);
        need.Correct(command.Wish, clock.Today(), actor, clock.GetUtcNow());
        return need.Id;
    }
}
