using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.Retention;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Retention;

/// <summary>For how long what is personal is kept now, and from when on otherwise.</summary>
[Allow(Permission.ReadRetention)]
public sealed record ShowRetention : IQuery<RetentionSheet>;

/// <summary>What is kept for how long.</summary>
/// <param name="Now">The policy that counts.</param>
/// <param name="Coming">The last that was set and does not count yet; null where there is none.</param>
/// <param name="AuditDays">For how many days the audit log is kept, by this node's settings; never less than the law wants.</param>
/// <param name="Held">How many holds stand.</param>
public sealed record RetentionSheet(RetentionLine Now, RetentionLine? Coming, int AuditDays, int Held);

/// <summary>A policy.</summary>
/// <param name="Version">1, 2, 3 …; the first ships with the product.</param>
/// <param name="ContactDays">Contacts of a case after its closing, and of calls.</param>
/// <param name="TextDays">Texts and files of a case after its closing.</param>
/// <param name="MessageDays">Messages.</param>
/// <param name="ArchiveDays">After so many days of its closing a case is archived.</param>
/// <param name="Reason">Why it was set; empty of the first.</param>
/// <param name="InForceAt">From when on it counts, UTC; null of the first.</param>
public sealed record RetentionLine(
    int Version,
    int ContactDays,
    int TextDays,
    int MessageDays,
    int ArchiveDays,
    string Reason,
    DateTimeOffset? InForceAt
)
{
    internal static RetentionLine Of(RetentionPolicy policy) =>
        new(
            policy.Version,
            policy.Terms.ContactDays,
            policy.Terms.TextDays,
            policy.Terms.MessageDays,
            policy.Terms.ArchiveDays,
            policy.Reason,
            policy.Version == RetentionPolicy.First.Version ? null : policy.InForceAt.ToUniversalTime()
        );
}

internal sealed class ShowRetentionHandler(CommissionerDb db, Settings settings, TimeProvider clock)
    : IRequestHandler<ShowRetention, RetentionSheet>
{
    public async Task<RetentionSheet> Handle(ShowRetention query, CancellationToken cancellationToken)
    {
        var (now, stored) = (clock.GetUtcNow(), await db.RetentionPolicies.AsNoTracking().ToListAsync(cancellationToken));
        var coming = stored.MaxBy(p => p.Version);
        return new(
            RetentionLine.Of(RetentionPolicy.Of(stored, now)),
            coming?.InForceAt > now ? RetentionLine.Of(coming) : null,
            settings.Audit.KeepDays,
            await db.LegalHolds.CountAsync(h => h.LiftedAt == null, cancellationToken)
        );
    }
}
