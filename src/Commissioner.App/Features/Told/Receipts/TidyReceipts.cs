using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Receipts;

/// <summary>Forgets what gateways brought so long ago that none brings it again; answers how much.</summary>
[Allow(Permission.RunJobs)]
public sealed record TidyReceipts : IJob;

internal sealed class TidyReceiptsHandler(CommissionerDb db, TimeProvider clock) : IRequestHandler<TidyReceipts, int>
{
    // Gateways repeat themselves for hours; a quarter leaves room for whoever lets them do so by hand.
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    public Task<int> Handle(TidyReceipts job, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - KeptFor;
        return db.Receipts.Where(r => r.At < before).ExecuteDeleteAsync(cancellationToken);
    }
}
