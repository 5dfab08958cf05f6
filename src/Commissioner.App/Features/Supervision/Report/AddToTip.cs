using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Report;

/// <summary>Whoever has a receipt adds to its report, or answers what supervision asked.</summary>
[Allow(Permission.Anybody)]
public sealed record AddToTip(string? Receipt, string? Words) : ICommand<Unit>, IRepeatable, IUnsigned;

internal sealed class AddToTipHandler(CommissionerDb db, TimeProvider clock) : IRequestHandler<AddToTip, Unit>
{
    public async Task<Unit> Handle(AddToTip command, CancellationToken cancellationToken)
    {
        var hash = TipReceipts.HashOf(command.Receipt);
        var tip =
            await db.Tips.Include(t => t.Words).SingleOrDefaultAsync(t => t.ReceiptHash == hash, cancellationToken) ?? throw new NotFound();
        tip.Add(command.Words, clock.Today());
        return Unit.Value;
    }
}
