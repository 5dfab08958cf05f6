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

/// <summary>The enterprise or the office says what became of a need. It ends to all banks but the one that grants it.</summary>
/// <param name="NeedId">Which.</param>
/// <param name="Outcome">What.</param>
/// <param name="Amount">What was granted, in yuan.</param>
/// <param name="On">On which day.</param>
/// <param name="BankId">By which partner bank; null where it is none.</param>
/// <param name="Words">Words.</param>
[Allow(Permission.ConcludeFinancing)]
public sealed record ConcludeFinancing(
    Id<FinancingNeed> NeedId,
    FinancingOutcome? Outcome,
    decimal? Amount = null,
    DateOnly? On = null,
    Id<Bank>? BankId = null,
    string? Words = null
) : ICommand<Id<FinancingNeed>>;

internal sealed class ConcludeFinancingHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ConcludeFinancing, Id<FinancingNeed>>
{
    public async Task<Id<FinancingNeed>> Handle(ConcludeFinancing command, CancellationToken cancellationToken)
    {
        var need = await db.NeedAsync(command.NeedId, actor, cancellationToken);
        if (command.BankId is { } bank && !await db.Banks.AnyAsync(b => b.Id == bank, cancellationToken))
        {
            throw new RuleBroken(FinancingRules.BankUnknown) { Field = "bankId" };
        }

        need.Conclude(
            command.Outcome,
            command.Amount,
            command.On,
            command.BankId,
            command.Words,
            await db.SeenOfAsync(need.Id, cancellationToken),
            clock.Today(),
            actor,
            clock.GetUtcNow()
        );
        return need.Id;
    }
}
