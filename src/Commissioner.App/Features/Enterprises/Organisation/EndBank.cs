using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Financing;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Organisation;

/// <summary>A bank is no partner any more: what it was shown ends, what it owes is owed no more, and what it said stays with the enterprises.</summary>
[Allow(Permission.KeepOrganisation)]
public sealed record EndBank(Id<Bank> BankId, string? Because) : ICommand<Id<Bank>>;

internal sealed class EndBankHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<EndBank, Id<Bank>>
{
    public async Task<Id<Bank>> Handle(EndBank command, CancellationToken cancellationToken)
    {
        var bank = await db.Banks.SingleOrDefaultAsync(b => b.Id == command.BankId, cancellationToken) ?? throw new NotFound();
        var pushes = await db
            .FinancingPushes.Include(p => p.Clocks)
            .Where(p => p.BankId == bank.Id && p.EndedAt == null)
            .ToListAsync(cancellationToken);
        bank.End(command.Because, pushes, actor, clock.GetUtcNow());
        return bank.Id;
    }
}
