using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Audit;

/// <summary>
/// Gives the audit log's new rows their places in the chain, and the day its anchor; answers how many rows. Who writes a row waits for nobody, and
/// one that is committed late has a later place.
/// </summary>
[Allow(Permission.RunJobs)]
public sealed record ChainAudit(int Batch = 500) : IJob;

internal sealed class ChainAuditHandler(CommissionerDb db, AuditAnchors anchors, DatabaseClock clock) : IRequestHandler<ChainAudit, int>
{
    public async Task<int> Handle(ChainAudit job, CancellationToken cancellationToken)
    {
        var chained = 0;
        while (true)
        {
            var last = await db
                .AuditLog.AsNoTracking()
                .Where(e => e.Number != null)
                .OrderByDescending(e => e.Number)
                .Select(e => new { Number = e.Number!.Value, Hash = e.Hash! })
                .FirstOrDefaultAsync(cancellationToken);
            var rows = await db
                .AuditLog.AsNoTracking()
                .Where(e => e.Number == null)
                .OrderBy(e => e.Id)
                .Take(job.Batch)
                .ToListAsync(cancellationToken);
            if (rows.Count == 0)
            {
                if (last is not null)
                {
                    anchors.Write(new(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), last.Number, last.Hash));
                }

                return chained;
            }

            var (number, hash) = (last?.Number ?? 0, last?.Hash ?? AuditEntry.Nothing);
            foreach (var row in rows)
            {
                row.Chain(++number, hash);
                hash = row.Hash!;
            }

            // Another node is at it: a number is given once, and a row has one. What it leaves is chained with the next waking.
            if (!await db.ChainAsync(rows, cancellationToken))
            {
                return chained;
            }

            chained += rows.Count;
        }
    }
}
