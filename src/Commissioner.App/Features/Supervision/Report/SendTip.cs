using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.Tips;
using MediatR;

namespace Commissioner.App.Features.Report;

/// <summary>
/// Somebody reports something to supervision, and nobody knows who. It answers the receipt, this once: repeating it is another report, since
/// nothing is kept by which it would be known again.
/// </summary>
[Allow(Permission.Anybody)]
public sealed record SendTip(string? Words, string? About, string? Occasion) : ICommand<string>, IRepeatable, IUnsigned;

internal sealed class SendTipHandler(CommissionerDb db, TimeProvider clock) : IRequestHandler<SendTip, string>
{
    public Task<string> Handle(SendTip command, CancellationToken cancellationToken)
    {
        var receipt = TipReceipts.New();
        db.Tips.Add(Tip.Send(TipReceipts.HashOf(receipt), command.Words, command.About, command.Occasion, clock.Today()));
        return Task.FromResult(receipt);
    }
}
