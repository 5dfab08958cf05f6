using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Receipts;

/// <summary>What a gateway brought is dealt with: the same once more is nothing new.</summary>
[Allow(Permission.RunJobs)]
public sealed record NoteReceipt(string Gateway, string Event) : ICommand<Unit>, IRepeatable;

internal sealed class NoteReceiptHandler(CommissionerDb db, TimeProvider clock) : IRequestHandler<NoteReceipt, Unit>
{
    public async Task<Unit> Handle(NoteReceipt command, CancellationToken cancellationToken)
    {
        if (!await db.Receipts.AnyAsync(r => r.Gateway == command.Gateway && r.Event == command.Event, cancellationToken))
        {
            db.Receipts.Add(
                new Receipt
                {
                    Gateway = command.Gateway,
                    Event = command.Event,
                    At = clock.GetUtcNow(),
                }
            );
        }

        return Unit.Value;
    }
}
