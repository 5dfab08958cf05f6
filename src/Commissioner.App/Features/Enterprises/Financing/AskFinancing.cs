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

/// <summary>An enterprise states what financing it needs, and what of it which banks may see; that may follow.</summary>
/// <param name="AmountFrom">At least so much, in yuan.</param>
/// <param name="AmountTo">At most so much, in yuan; without it the same.</param>
/// <param name="Purpose">What for.</param>
/// <param name="TermMonths">For how many months.</param>
/// <param name="WantedOn">By which day.</param>
/// <param name="Collateral">What it can give as security.</param>
/// <param name="ContactName">Whom a bank asks for.</param>
/// <param name="ContactPhone">Where.</param>
/// <param name="Release">What of it which banks may see; null where that follows.</param>
[Allow(Permission.StateFinancing)]
public sealed record AskFinancing(
    decimal? AmountFrom,
    decimal? AmountTo,
    string? Purpose,
    int? TermMonths,
    DateOnly? WantedOn,
    string? Collateral,
    string? ContactName,
    string? ContactPhone,
    FinancingChoice? Release = null
) : ICommand<Id<FinancingNeed>>;

internal sealed class AskFinancingHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<AskFinancing, Id<FinancingNeed>>
{
    public async Task<Id<FinancingNeed>> Handle(AskFinancing command, CancellationToken cancellationToken)
    {
        var own = actor.EnterpriseId ?? throw new NotFound();
        var wish = new FinancingWish(
            command.AmountFrom,
            command.AmountTo,
            command.Purpose,
            command.TermMonths,
            command.WantedOn,
            command.Collateral,
            command.ContactName,
            command.ContactPhone
        );
        var release = command.Release is { } chosen ? await chosen.ReadAsync(db, actor, cancellationToken) : null;
        var need = FinancingNeed.Ask(wish, release, own, clock.Today(), actor, clock.GetUtcNow());
        db.FinancingNeeds.Add(need);
        return need.Id;
    }
}
