using Commissioner.App.Features.Attachments;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Retention;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Retention;

/// <summary>Finds what is past its time and not held, and erases one thing at a time, each with its row in the ledger.</summary>
internal sealed class Eraser(CommissionerDb db, FileStore store)
{
    // Bytes that were kept anew within a day are somebody's who has no row yet.
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    /// <summary>Things of a kind whose time is over by a rule, oldest first: not held, and not erased since they were over.</summary>
    public IQueryable<Expired> Due(
        ErasedKind kind,
        RetentionPolicy policy,
        ErasureRule rule,
        DateTimeOffset now,
        IReadOnlyCollection<Guid> but
    )
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Free(kind, now.AddDays(-policy.Terms.Of(rule)))
            .Where(o => !but.Contains(o.Id))
            .Where(o => !db.Erasures.Any(e => e.SubjectId == o.Id && e.Rule == rule && e.Since == o.Since))
            .OrderBy(o => o.Since)
            .ThenBy(o => o.Id)
            .Select(o => new Expired(o.Id, o.Since));
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
                        || db.Timeline.Any(e =>
                            e.Id == d.EntryId
                            && (
                                db.Undertakings.Any(u => (Guid)(object)u.Id == e.SubjectId && u.EnterpriseId == h.EnterpriseId)
                                || db.Visits.Any(v => (Guid)(object)v.Id == e.SubjectId && v.EnterpriseId == h.EnterpriseId)
                                || db.BenefitClaims.Any(c => (Guid)(object)c.Id == e.SubjectId && c.EnterpriseId == h.EnterpriseId)
                            )
                        )
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
                                || db.Undertakings.Any(u => (Guid)(object)u.Id == e.SubjectId && u.EnterpriseId == h.EnterpriseId)
                                || db.Visits.Any(v => (Guid)(object)v.Id == e.SubjectId && v.EnterpriseId == h.EnterpriseId)
                                || db.BenefitClaims.Any(c => (Guid)(object)c.Id == e.SubjectId && c.EnterpriseId == h.EnterpriseId)
                            )
                        )
                    )
                )
            )
            .OrderBy(n => n.At);

    /// <summary>Erases what a rule names of something.</summary>
    /// <returns>False where it was held, or somebody came back to it, at the last moment.</returns>
    public async Task<bool> EraseAsync(
        ErasedKind kind,
        Expired due,
        RetentionPolicy policy,
        ErasureRule rule,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(policy);
        await using var transaction = await db.BeginAsync(cancellationToken);
        var root = await kind.LoadAsync(db, due, cancellationToken);
        // The version is its own guard: whoever moved it meanwhile wins, and this is taken back.
        if (root is Aggregate guarded)
        {
            db.Entry(guarded).Property(a => a.Version).IsModified = true;
        }

        var files =
            rule == ErasureRule.Texts && kind.FilesOf(db, due.Id) is { } its
                ? await its.Where(a => a.ErasedAt == null).ToListAsync(cancellationToken)
                : [];
        files.ForEach(f => f.ErasedAt = now);
        var ids = files.ConvertAll(f => f.Id);
        // Which paper a file was, says nothing without the file; and its name may be anything.
        db.UndertakingFiles.RemoveRange(await db.UndertakingFiles.Where(f => ids.Contains(f.AttachmentId)).ToListAsync(cancellationToken));
        db.Erasures.Add(
            new()
            {
                Rule = rule,
                PolicyVersion = policy.Version,
                Kind = kind.Name,
                SubjectId = due.Id,
                Since = due.Since,
                At = now,
                Count = PersonalTexts.Erase(db.ChangeTracker, rule),
                Files = files.Count,
            }
        );
        await db.SaveChangesAsync(cancellationToken);
        if (!await Free(kind, due.Since).AnyAsync(o => o.Id == due.Id && o.Since == due.Since, cancellationToken))
        {
            return false;
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
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

    // Over since before an instant, and not held.
    private IQueryable<Over> Free(ErasedKind kind, DateTimeOffset before) =>
        kind.Over(db, before)
            .Where(o => o.Since <= before)
            .Where(o =>
                !db.LegalHolds.Any(h =>
                    h.LiftedAt == null
                    && ((h.CaseId != null && h.CaseId == o.CaseId) || (h.EnterpriseId != null && h.EnterpriseId == o.EnterpriseId))
                )
            );
}
