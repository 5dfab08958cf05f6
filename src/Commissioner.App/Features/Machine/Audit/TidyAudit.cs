using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Audit;

/// <summary>
/// Removes the audit log's oldest days once they need not be kept, and leaves a row that says up to where and with what hash: the chain goes on from
/// there. Answers how many rows went.
/// </summary>
[Allow(Permission.RunJobs)]
public sealed record TidyAudit : IJob;

internal sealed class TidyAuditHandler(CommissionerDb db, AuditTrail trail, Settings settings, DatabaseClock clock)
    : IRequestHandler<TidyAudit, int>
{
    public async Task<int> Handle(TidyAudit job, CancellationToken cancellationToken)
    {
        // Whole days, UTC: the day that is as old as may be is kept.
        var from = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date.AddDays(-settings.Audit.KeepDays), TimeSpan.Zero);
        var chained = db.AuditLog.AsNoTracking().Where(e => e.Number != null);

        // The last of the chain is never removed: the next one follows it.
        var kept =
            await chained.Where(e => e.At >= from).OrderBy(e => e.Number).Select(e => e.Number).FirstOrDefaultAsync(cancellationToken)
            ?? await chained.MaxAsync(e => e.Number, cancellationToken);
        if (await chained.SingleOrDefaultAsync(e => e.Number == kept - 1, cancellationToken) is not { } last)
        {
            return 0;
        }

        await using var transaction = await db.BeginAsync(cancellationToken);
        db.AuditLog.Add(trail.Closing(last));
        await db.SaveChangesAsync(cancellationToken);
        var gone = await db.RemoveAuditAsync(last.Number!.Value, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return gone;
    }
}
