using Commissioner.App.Features.Attachments;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Retention;
using Commissioner.Domain.Tips;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Retention;

/// <summary>Something whose time is over.</summary>
/// <param name="Id">What.</param>
/// <param name="Since">From when its time was counted, UTC.</param>
internal sealed record Expired(Guid Id, DateTimeOffset Since);

/// <summary>Finds what is past its time and not held, and erases one thing at a time, each with its row in the ledger.</summary>
internal sealed class Eraser(CommissionerDb db, FileStore store)
{
    // Bytes that were kept anew within a day are somebody's who has no row yet.
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    /// <summary>Closed cases whose time is over by a rule, oldest first: neither held nor under inquiry, and not erased since they closed.</summary>
    public IQueryable<Expired> CasesDue(RetentionPolicy policy, ErasureRule rule, DateTimeOffset now, IEnumerable<Guid> but)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var (before, not) = (now.AddDays(-policy.Terms.Of(rule)), but.Select(i => new Id<Case>(i)).ToList());
        return db
            .Cases.AsNoTracking()
            .Where(c =>
                c.ClosedAt != null
                && c.ClosedAt <= before
                && !not.Contains(c.Id)
                && !db.LegalHolds.Any(h => h.LiftedAt == null && (h.CaseId == c.Id || h.EnterpriseId == c.EnterpriseId))
            )
            // What supervision has not decided yet is its own hold.
            .Where(c => !db.Incidents.Any(i => i.CaseId == c.Id && i.DecidedAt == null))
            .Where(c => !db.Erasures.Any(e => e.SubjectId == (Guid)(object)c.Id && e.Rule == rule && e.Since == c.ClosedAt))
            .OrderBy(c => c.ClosedAt)
            .ThenBy(c => c.Id)
            .Select(c => new Expired((Guid)(object)c.Id, c.ClosedAt!.Value));
    }

    /// <summary>Calls whose contacts' time is over, of enterprises that are not held.</summary>
    public IQueryable<Expired> CallsDue(RetentionPolicy policy, DateTimeOffset now, IEnumerable<Guid> but)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var (before, not) = (now.AddDays(-policy.Terms.ContactDays), but.Select(i => new Id<Call>(i)).ToList());
        return db
            .Calls.AsNoTracking()
            .Where(c => c.BeganAt <= before && !not.Contains(c.Id))
            .Where(c => !db.LegalHolds.Any(h => h.LiftedAt == null && h.EnterpriseId != null && h.EnterpriseId == c.EnterpriseId))
            .Where(c => !db.Erasures.Any(e => e.SubjectId == (Guid)(object)c.Id && e.Rule == ErasureRule.Contacts))
            .OrderBy(c => c.BeganAt)
            .Select(c => new Expired((Guid)(object)c.Id, c.BeganAt));
    }

    /// <summary>Anonymous reports whose texts' time is over since they were closed.</summary>
    public IQueryable<Expired> TipsDue(RetentionPolicy policy, DateTimeOffset now, IEnumerable<Guid> but)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var (before, not) = (now.AddDays(-policy.Terms.TextDays), but.Select(i => new Id<Tip>(i)).ToList());
        return db
            .Tips.AsNoTracking()
            .Where(t => t.ClosedAt != null && t.ClosedAt <= before && !not.Contains(t.Id))
            .Where(t => !db.Erasures.Any(e => e.SubjectId == (Guid)(object)t.Id && e.Rule == ErasureRule.Texts))
            .OrderBy(t => t.ClosedAt)
            .Select(t => new Expired((Guid)(object)t.Id, t.ClosedAt!.Value));
    }

    /// <summary>Messages that were planned before an instant and are on no way any more, but for those of what is held.</summary>
    public IQueryable<Delivery> DeliveriesDue(DateTimeOffset before) =>
        db
            .Deliveries.AsNoTracking()
            .Where(d => d.PlannedAt < before && d.NextTryAt == null)
            .Where(d =>
                !db.LegalHolds.Any(h =>
                    h.LiftedAt == null
                    && (
                        (h.CaseId != null && h.CaseId == d.CaseId)
                        || db.Cases.Any(c => c.Id == d.CaseId && c.EnterpriseId == h.EnterpriseId)
                        || db.People.Any(p => p.Id == d.PersonId && p.EnterpriseId != null && p.EnterpriseId == h.EnterpriseId)
                    )
                )
            )
            .OrderBy(d => d.PlannedAt);

    /// <summary>The same of notices in the application.</summary>
    public IQueryable<Notice> NoticesDue(DateTimeOffset before) =>
        db
            .Notices.AsNoTracking()
            .Where(n => n.At < before)
            .Where(n =>
                !db.LegalHolds.Any(h =>
                    h.LiftedAt == null
                    && (
                        db.People.Any(p => p.Id == n.PersonId && p.EnterpriseId != null && p.EnterpriseId == h.EnterpriseId)
                        || db.Timeline.Any(e =>
                            e.Id == n.EntryId
                            && (
                                e.SubjectId == (Guid?)(object?)h.CaseId
                                || e.SubjectId == (Guid?)(object?)h.EnterpriseId
                                || db.Cases.Any(c => (Guid)(object)c.Id == e.SubjectId && c.EnterpriseId == h.EnterpriseId)
                            )
                        )
                    )
                )
            )
            .OrderBy(n => n.At);

    /// <summary>Erases what a rule names of a case.</summary>
    /// <returns>False where it was held at the last moment.</returns>
    public async Task<bool> EraseCaseAsync(
        Id<Case> id,
        DateTimeOffset since,
        RetentionPolicy policy,
        ErasureRule rule,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        var @case = await db.LoadWholeAsync(id, cancellationToken);
        if (@case.ClosedAt != since)
        {
            return false;
        }

        var files =
            rule == ErasureRule.Texts
                ? await db.Attachments.Where(a => a.CaseId == id && a.ErasedAt == null).ToListAsync(cancellationToken)
                : [];
        files.ForEach(f => f.ErasedAt = now);

        // The version is the case's own guard: whoever moved it meanwhile wins, and this is taken back.
        db.Entry(@case).Property(c => c.Title).IsModified = true;
        return await WriteAsync(
            transaction,
            new()
            {
                Rule = rule,
                PolicyVersion = policy.Version,
                Kind = nameof(Case),
                SubjectId = id.Value,
                Since = since,
                At = now,
                Count = PersonalTexts.Erase(db.ChangeTracker, rule),
                Files = files.Count,
            },
            () =>
                db.LegalHolds.AnyAsync(
                    h => h.LiftedAt == null && (h.CaseId == id || h.EnterpriseId == @case.EnterpriseId),
                    cancellationToken
                ),
            cancellationToken
        );
    }

    /// <summary>Erases whose call it was.</summary>
    /// <returns>False where it was held at the last moment.</returns>
    public async Task<bool> EraseCallAsync(
        Id<Call> id,
        DateTimeOffset since,
        RetentionPolicy policy,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        var call = await db.Calls.SingleAsync(c => c.Id == id, cancellationToken);
        await db.Timeline.Where(e => e.SubjectId == id.Value).LoadAsync(cancellationToken);
        return await WriteAsync(
            transaction,
            new()
            {
                Rule = ErasureRule.Contacts,
                PolicyVersion = policy.Version,
                Kind = nameof(Call),
                SubjectId = id.Value,
                Since = since,
                At = now,
                Count = PersonalTexts.Erase(db.ChangeTracker, ErasureRule.Contacts),
            },
            () =>
                db.LegalHolds.AnyAsync(
                    h => h.LiftedAt == null && h.EnterpriseId != null && h.EnterpriseId == call.EnterpriseId,
                    cancellationToken
                ),
            cancellationToken
        );
    }

    /// <summary>Erases what was said in an anonymous report. Nobody is known to hold it for.</summary>
    public async Task<bool> EraseTipAsync(
        Id<Tip> id,
        DateTimeOffset since,
        RetentionPolicy policy,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        await db.Tips.Include(t => t.Words).SingleAsync(t => t.Id == id, cancellationToken);
        return await WriteAsync(
            transaction,
            new()
            {
                Rule = ErasureRule.Texts,
                PolicyVersion = policy.Version,
                Kind = nameof(Tip),
                SubjectId = id.Value,
                Since = since,
                At = now,
                Count = PersonalTexts.Erase(db.ChangeTracker, ErasureRule.Texts),
            },
            () => Task.FromResult(false),
            cancellationToken
        );
    }

    /// <summary>
    /// Removes the bytes of erased files from the store. Rows say that first and are committed, so a run that ends in between leaves nothing
    /// behind that the next one does not find; bytes that another file has too stay.
    /// </summary>
    public async Task<int> ForgetBytesAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var erased = await db
            .Attachments.AsNoTracking()
            .Where(a => a.ErasedAt != null && a.BytesGoneAt == null)
            .Select(a => new { a.Id, a.Hash })
            .ToListAsync(cancellationToken);
        var gone = 0;
        foreach (var file in erased)
        {
            var shared = await db.Attachments.AnyAsync(a => a.Hash == file.Hash && a.ErasedAt == null, cancellationToken);
            if (shared || await store.ForgetAsync(file.Hash, now - Fresh, cancellationToken))
            {
                gone += await db
                    .Attachments.Where(a => a.Id == file.Id && a.BytesGoneAt == null)
                    .ExecuteUpdateAsync(a => a.SetProperty(f => f.BytesGoneAt, now), cancellationToken);
            }
        }

        return gone;
    }

    private async Task<bool> WriteAsync(
        OneTransaction transaction,
        Erasure erasure,
        Func<Task<bool>> isHeld,
        CancellationToken cancellationToken
    )
    {
        db.Erasures.Add(erasure);
        await db.SaveChangesAsync(cancellationToken);
        if (await isHeld())
        {
            return false;
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
