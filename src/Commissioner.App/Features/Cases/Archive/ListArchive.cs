using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Archive;

/// <summary>Sealed packages of cases that one may see, newest first.</summary>
[Allow(Permission.ReadArchive)]
public sealed record ListArchive(string? Number = null, int Take = 50, string? After = null) : IQuery<Page<ArchiveLine>>;

/// <summary>A sealed package.</summary>
/// <param name="Id">The package.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Number">Its number.</param>
/// <param name="ClosedAt">The closing that it is of, UTC.</param>
/// <param name="MadeAt">When it was sealed, UTC.</param>
/// <param name="Files">How many files of the case are in it.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Hash">SHA-256 of it, hexadecimal.</param>
/// <param name="Anonymised">Texts and files of the case were erased, and it holds none.</param>
public sealed record ArchiveLine(
    Id<ArchivePackage> Id,
    Id<Case> CaseId,
    string Number,
    DateTimeOffset ClosedAt,
    DateTimeOffset MadeAt,
    int Files,
    long Length,
    string Hash,
    bool Anonymised
);

/// <summary>A sealed package to take along; that it was is in the audit log.</summary>
[Allow(Permission.ReadArchive)]
public sealed record TakeArchive(Id<ArchivePackage> PackageId) : IQuery<TakenArchive>, IExport;

/// <summary>A package to hand out.</summary>
public sealed record TakenArchive(string FileName, Stream Content)
{
    /// <summary>What it is.</summary>
    public const string MediaType = "application/zip";
}

internal sealed class ListArchiveHandler(CommissionerDb db, ArchiveStore store, Actor actor)
    : IRequestHandler<ListArchive, Page<ArchiveLine>>,
        IRequestHandler<TakeArchive, TakenArchive>
{
    public async Task<Page<ArchiveLine>> Handle(ListArchive query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var seen = InSight();
        if (!string.IsNullOrWhiteSpace(query.Number))
        {
            var number = query.Number.Trim();
            seen = seen.Where(p => p.Number == number);
        }

        if (Cursor.Read<ArchivePackage>(query.After) is { } after)
        {
            seen = seen.Where(p => p.MadeAt < after.At || (p.MadeAt == after.At && p.Id < after.Id));
        }

        var rows = await seen.OrderByDescending(p => p.MadeAt).ThenByDescending(p => p.Id).Take(take + 1).ToListAsync(cancellationToken);
        return new(
            [
                .. rows.Take(take)
                    .Select(p => new ArchiveLine(
                        p.Id,
                        p.CaseId,
                        p.Number,
                        p.ClosedAt.ToUniversalTime(),
                        p.MadeAt.ToUniversalTime(),
                        p.Files,
                        p.Length,
                        p.Hash,
                        p.AnonymisedAt is not null
                    )),
            ],
            rows.Count > take ? Cursor.Write(rows[take - 1].MadeAt, rows[take - 1].Id) : null
        );
    }

    public async Task<TakenArchive> Handle(TakeArchive query, CancellationToken cancellationToken)
    {
        var package = await InSight().SingleOrDefaultAsync(p => p.Id == query.PackageId, cancellationToken) ?? throw new NotFound();
        return new(package.Path[(package.Path.LastIndexOf('/') + 1)..], await store.OpenAsync(package.Path, cancellationToken));
    }

    // What was erased of a case is nobody's any more from that instant, though its package is not replaced yet.
    private IQueryable<ArchivePackage> InSight()
    {
        var cases = db.Cases.VisibleTo(actor);
        var stale = Archivist.Stale(db);
        return db
            .ArchivePackages.AsNoTracking()
            .Where(p => p.RemovedAt == null && cases.Any(c => c.Id == p.CaseId) && !stale.Any(s => s.Id == p.Id));
    }
}
