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

/// <summary>A need on the white list is pushed to banks, each shown what the enterprise released to it.</summary>
/// <param name="NeedId">Which.</param>
/// <param name="Banks">To which; none for all that it is released to and that do not see it yet.</param>
[Allow(Permission.ProposeFinancing)]
public sealed record PushFinancing(Id<FinancingNeed> NeedId, IReadOnlyList<Id<Bank>>? Banks) : ICommand<Id<FinancingNeed>>;

internal sealed class PushFinancingHandler(CommissionerDb db, Promises promises, Actor actor, TimeProvider clock)
    : IRequestHandler<PushFinancing, Id<FinancingNeed>>
{
    public async Task<Id<FinancingNeed>> Handle(PushFinancing command, CancellationToken cancellationToken)
    {
        var need = await db.NeedAsync(command.NeedId, actor, cancellationToken);
        var see = await db
            .FinancingPushes.Where(p => p.NeedId == need.Id && p.EndedAt == null)
            .Select(p => p.BankId)
            .ToListAsync(cancellationToken);
        var named = (command.Banks ?? []).Distinct().ToList();
        var banks = (await db.Banks.OrderBy(b => b.Id).ToListAsync(cancellationToken))
            .Where(b => named.Count > 0 ? named.Contains(b.Id) : b.IsPartner && need.IsReleasedTo(b.Id) && !see.Contains(b.Id))
            .ToList();
        if (named.Count > banks.Count)
        {
            throw new RuleBroken(FinancingRules.BankUnknown) { Field = "banks" };
        }

        if (banks.Exists(b => see.Contains(b.Id)))
        {
            throw new RuleBroken(FinancingRules.FinancingPushedBefore) { Field = "banks" };
        }

        if (banks.Count == 0)
        {
            throw new RuleBroken(FinancingRules.FinancingNotReleased) { Field = "banks" };
        }

        foreach (var bank in banks)
        {
            db.FinancingPushes.Add(need.Push(bank, promises, actor, clock.GetUtcNow()));
            // A bank that ends at the same instant is read again as what it has become.
            db.Entry(bank).Property(b => b.Version).IsModified = true;
        }

        return need.Id;
    }
}
