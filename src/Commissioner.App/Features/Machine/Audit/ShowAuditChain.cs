using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Audit;

/// <summary>How far the audit log is chained and anchored.</summary>
[Allow(Permission.ReadAudit)]
public sealed record ShowAuditChain : IQuery<AuditChainSheet>;

/// <summary>The chain's end, and the last line of this node's anchors.</summary>
/// <param name="Number">The last number; null where nothing is chained.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Unchained">How many rows wait for their place.</param>
/// <param name="AnchoredOn">The day of the last anchor, UTC; null where there is none.</param>
/// <param name="AnchoredNumber">The number that it names.</param>
/// <param name="AnchoredHash">The hash that it names.</param>
public sealed record AuditChainSheet(
    long? Number,
    string? Hash,
    int Unchained,
    DateOnly? AnchoredOn,
    long? AnchoredNumber,
    string? AnchoredHash
);

internal sealed class ShowAuditChainHandler(CommissionerDb db, AuditAnchors anchors) : IRequestHandler<ShowAuditChain, AuditChainSheet>
{
    public async Task<AuditChainSheet> Handle(ShowAuditChain query, CancellationToken cancellationToken)
    {
        var last = await db
            .AuditLog.AsNoTracking()
            .Where(e => e.Number != null)
            .OrderByDescending(e => e.Number)
            .Select(e => new { e.Number, e.Hash })
            .FirstOrDefaultAsync(cancellationToken);
        var anchor = anchors.Read() is [.., var line] ? line : null;
        return new(
            last?.Number,
            last?.Hash,
            await db.AuditLog.CountAsync(e => e.Number == null, cancellationToken),
            anchor?.Day,
            anchor?.Number,
            anchor?.Hash
        );
    }
}
