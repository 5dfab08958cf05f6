using Commissioner.App.Features.Attachments;
using Commissioner.App.Features.Retention;
using Commissioner.App.Features.Shared;
using Commissioner.App.Jobs;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Retention;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Archive;

/// <summary>
/// Seals closed cases into packages. A package is written aside; then its row is added, which waits for whoever seals the same, the file takes its
/// place, and the row is committed. So a file that is known is whole and is the one whose hash is known; what a run leaves that dies in between is
/// known to nobody, and the next one writes over it.
/// </summary>
internal sealed class Archivist(
    CommissionerDb db,
    ArchiveStore store,
    FileStore files,
    ArchiveKey key,
    Promises promises,
    TimeProvider clock,
    ILogger<Archivist> log
)
{
    /// <summary>Closed cases whose days are over and of whose closing there is no package, oldest first.</summary>
    public IQueryable<Expired> Due(RetentionPolicy policy, DateTimeOffset now, IEnumerable<Guid> but)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var (before, not) = (now.AddDays(-policy.Terms.ArchiveDays), but.Select(i => new Id<Case>(i)).ToList());
        return db
            .Cases.AsNoTracking()
            .Where(c => c.ClosedAt != null && c.ClosedAt <= before && c.Number != null && !not.Contains(c.Id))
            .Where(c => !db.ArchivePackages.Any(p => p.CaseId == c.Id && p.ClosedAt == c.ClosedAt))
            .OrderBy(c => c.ClosedAt)
            .ThenBy(c => c.Id)
            .Select(c => new Expired((Guid)(object)c.Id, c.ClosedAt!.Value));
    }

    /// <summary>Packages whose case had texts erased that they may still hold.</summary>
    public static IQueryable<ArchivePackage> Stale(CommissionerDb db) =>
        db.ArchivePackages.Where(p =>
            p.RemovedAt == null
            && db.Erasures.Any(e => e.SubjectId == (Guid)(object)p.CaseId && e.Rule == ErasureRule.Texts && e.Id > p.ErasureId)
        );

    /// <summary>Seals a closing and stores its package.</summary>
    /// <returns>False where the case was taken up again meanwhile.</returns>
    public Task<bool> StoreAsync(Id<Case> id, DateTimeOffset since, CancellationToken cancellationToken) =>
        WriteAsync(
            id,
            since,
            async made =>
            {
                var before = await db.ArchivePackages.CountAsync(p => p.CaseId == id, cancellationToken);
                var name = before == 0 ? made.Number : FormattableString.Invariant($"{made.Number}-{before + 1}");
                var package = new ArchivePackage
                {
                    Id = Id<ArchivePackage>.New(made.At),
                    CaseId = id,
                    Number = made.Number,
                    ClosedAt = since,
                    Path = FormattableString.Invariant($"{Moments.Local(since):yyyy}/{name}.zip"),
                };
                db.ArchivePackages.Add(package);
                return package;
            },
            cancellationToken
        );

    /// <summary>Puts packages without texts in the place of those whose case's texts were erased, and removes those of earlier closings.</summary>
    /// <returns>How many.</returns>
    public async Task<int> FollowErasuresAsync(CancellationToken cancellationToken)
    {
        var (done, stale) = (0, await Stale(db).AsNoTracking().OrderBy(p => p.Id).ToListAsync(cancellationToken));
        foreach (var package in stale)
        {
            try
            {
                var isPresent = await db.Cases.AnyAsync(c => c.Id == package.CaseId && c.ClosedAt == package.ClosedAt, cancellationToken);
                done += isPresent && await AnonymiseAsync(package, cancellationToken) ? 1 : 0;
                done += !isPresent && await RemoveAsync(package, cancellationToken) ? 1 : 0;
            }
            catch (Exception exception) when (Piecemeal.IsOfARow(db, exception))
            {
                log.LogWarning("The package {Package} was not replaced this time: {Error}", package.Id, Fault.Code(exception));
            }

            db.ChangeTracker.Clear();
        }

        return done;
    }

    private Task<bool> AnonymiseAsync(ArchivePackage stale, CancellationToken cancellationToken) =>
        WriteAsync(
            stale.CaseId,
            stale.ClosedAt,
            async made =>
            {
                var package = await db.ArchivePackages.SingleAsync(p => p.Id == stale.Id && p.Hash == stale.Hash, cancellationToken);
                package.AnonymisedAt = made.At;
                await NoteAsync(package, made.At, cancellationToken);
                return package;
            },
            cancellationToken
        );

    // The case goes on, or was closed again: what this one said stands in the database, or in the later one, as far as it was not erased.
    private async Task<bool> RemoveAsync(ArchivePackage stale, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        var package = await db.ArchivePackages.SingleAsync(p => p.Id == stale.Id && p.Hash == stale.Hash, cancellationToken);
        package.RemovedAt = now;
        await NoteAsync(package, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await store.DeleteAsync(package.Path, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<bool> WriteAsync(
        Id<Case> id,
        DateTimeOffset since,
        Func<(string Number, DateTimeOffset At), Task<ArchivePackage>> row,
        CancellationToken cancellationToken
    )
    {
        // What is erased after this instant is found by it, even while the case is being read.
        var erased = await db
            .Erasures.Where(e => e.SubjectId == id.Value && e.Rule == ErasureRule.Texts)
            .OrderByDescending(e => e.Id)
            .Select(e => new { e.Id, e.Since })
            .FirstOrDefaultAsync(cancellationToken);
        if (await CaseRecord.ReadAsync(db, id, promises.Calendar, cancellationToken) is not { } record || record.ClosedAt != since)
        {
            return false;
        }

        var (now, aside) = (clock.GetUtcNow(), store.Aside());
        try
        {
            using var signing = await key.OpenAsync(cancellationToken);
            var (hash, length) = await ArchiveZip.WriteAsync(aside, record, files, signing, erased?.Since == since, now, cancellationToken);
            await using var transaction = await db.BeginAsync(cancellationToken);
            var package = await row((record.Number, now));
            (package.Hash, package.Length, package.Files) = (hash, length, record.Files.Count);
            (package.MadeAt, package.ErasureId) = (now, erased?.Id ?? 0);
            await db.SaveChangesAsync(cancellationToken);
            if (!await db.Cases.AnyAsync(c => c.Id == id && c.ClosedAt == since && c.Version == record.Version, cancellationToken))
            {
                return false;
            }

            await store.PlaceAsync(aside, package.Path, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        }
        finally
        {
            File.Delete(aside);
        }
    }

    // Once for each package, beside the erasure of the case that it follows.
    private async Task NoteAsync(ArchivePackage package, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var of = await db
            .Erasures.Where(e => e.SubjectId == package.CaseId.Value && e.Rule == ErasureRule.Texts)
            .OrderByDescending(e => e.Id)
            .Select(e => e.PolicyVersion)
            .FirstAsync(cancellationToken);
        if (!await db.Erasures.AnyAsync(e => e.SubjectId == package.Id.Value, cancellationToken))
        {
            db.Erasures.Add(
                new()
                {
                    Rule = ErasureRule.Texts,
                    PolicyVersion = of,
                    Kind = "Archive",
                    SubjectId = package.Id.Value,
                    Since = package.ClosedAt,
                    At = at,
                    Count = 1,
                    Files = package.Files,
                }
            );
        }
    }
}
