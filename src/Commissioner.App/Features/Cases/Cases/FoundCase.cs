using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Cases;

/// <summary>A case and what belongs to it, as they were read for one person; what of it is shown is <see cref="ShowCase"/>'s.</summary>
internal sealed record FoundCase(
    Case Case,
    string? Commissioner,
    string? Phone,
    string? Hotline,
    bool Rated,
    List<PromiseClock> Clocks,
    List<Brought> Files,
    List<TimelineEntry> Timeline,
    bool More
)
{
    /// <summary>Reads a case that this person may see.</summary>
    /// <exception cref="NotFound">There is none.</exception>
    public static async Task<FoundCase> ReadAsync(CommissionerDb db, ShowCase query, Actor actor, CancellationToken cancellationToken) =>
        await JustFiledAsync(db, query.CaseId, cancellationToken) ?? await StoredAsync(db, query, actor, cancellationToken);

    // The case was filed in this very request, so it is tracked in memory: only whom to call need be read.
    private static async Task<FoundCase?> JustFiledAsync(CommissionerDb db, Id<Case> id, CancellationToken cancellationToken)
    {
        if (db.Cases.Local.FindEntry(id)?.Entity is not { Version: 1, Number: not null } c)
        {
            return null;
        }

        var serving = c.Enterprise.ActiveId;
        var called = await db
            .Parks.Where(p => p.Id == c.ParkId)
            .Select(p => new
            {
                p.HotlinePhone,
                Name = db.People.Where(x => x.Id == serving).Select(x => x.Name).FirstOrDefault(),
                Phone = db.People.Where(x => x.Id == serving).Select(x => x.Phone).FirstOrDefault(),
            })
            .SingleAsync(cancellationToken);
        return new(
            c,
            called.Name,
            called.Phone,
            called.HotlinePhone,
            false,
            [.. c.Clocks],
            [.. db.Attachments.Local.Where(a => a.CaseId == id).Select(a => new Brought(a, ""))],
            [.. db.Timeline.Local.Where(e => e.SubjectId == id.Value)],
            false
        );
    }

    private static async Task<FoundCase> StoredAsync(CommissionerDb db, ShowCase query, Actor actor, CancellationToken cancellationToken)
    {
        var knows = actor.KnowsOfRatings();
        var (id, take, before) = (query.CaseId, Math.Clamp(query.Take, 1, 200), query.Before ?? int.MaxValue);
        var found =
            await db
                .Cases.AsNoTrackingWithIdentityResolution()
                .AsSingleQuery()
                .Include(c => c.Enterprise)
                .Include(c => c.Whistles)
                    .ThenInclude(w => w.Legs)
                .Include(c => c.Orders)
                .VisibleTo(actor)
                .Where(c => c.Id == id)
                .Select(c => new
                {
                    Case = c,
                    Commissioner = db.People.Where(p => p.Id == c.Enterprise.ActiveId).Select(p => p.Name).FirstOrDefault(),
                    Phone = db.People.Where(p => p.Id == c.Enterprise.ActiveId).Select(p => p.Phone).FirstOrDefault(),
                    Hotline = db.Parks.Where(p => p.Id == c.ParkId).Select(p => p.HotlinePhone).FirstOrDefault(),
                    Rated = knows && db.Ratings.Any(r => r.CaseId == c.Id && r.Cycle == c.Cycle),
                })
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new NotFound();
        List<PromiseClock> clocks =
        [
            .. await db.CaseClocks.AsNoTracking().Where(k => k.OwnerId == id).OrderBy(k => k.StartedAt).ToListAsync(cancellationToken),
        ];
        var files = await Brought.OfCaseAsync(db, id, actor, cancellationToken);
        // Only the newest entries are read, however many there are. One more than asked for tells whether there are older ones.
        var timeline = await db
            .Timeline.AsNoTracking()
            .Where(e => e.SubjectId == id.Value && e.Seq < before)
            .ReadableBy(actor)
            .OrderByDescending(e => e.Seq)
            .Take(take + 1)
            .ToListAsync(cancellationToken);
        return new(
            found.Case,
            found.Commissioner,
            found.Phone,
            found.Hotline,
            found.Rated,
            clocks,
            files,
            [.. timeline.Take(take).OrderBy(e => e.Seq)],
            timeline.Count > take
        );
    }
}

/// <summary>A file of a case, and who brought it.</summary>
internal sealed record Brought(Attachment File, string By)
{
    /// <summary>Whether it is the request's own.</summary>
    public bool IsRequests => File.BroughtWith == BroughtWith.Request;

    public FileLine Line => new(File.Id, File.FileName, File.MediaType, File.Length);

    /// <summary>A case's files, as far as somebody may see them.</summary>
    public static Task<List<Brought>> OfCaseAsync(CommissionerDb db, Id<Case> id, Actor actor, CancellationToken cancellationToken) =>
        db
            .Attachments.AsNoTracking()
            .VisibleTo(db, actor)
            .Where(a => a.CaseId == id)
            .OrderBy(a => a.Id)
            .Select(a => new Brought(a, db.People.Where(p => p.Id == a.UploadedById).Select(p => p.Name).FirstOrDefault() ?? ""))
            .ToListAsync(cancellationToken);

    /// <summary>What was brought while the case was dealt with, in its order.</summary>
    public static IReadOnlyList<EvidenceLine> Evidence(
        IEnumerable<Brought> files,
        Case @case,
        IReadOnlyDictionary<Id<Department>, string> names
    ) =>
        [
            .. files
                .Where(f => !f.IsRequests)
                .OrderBy(f => f.File.UploadedAt)
                .ThenBy(f => f.File.BroughtWith)
                .Select(f =>
                {
                    var leg = @case.Whistles.SelectMany(w => w.Legs).FirstOrDefault(l => l.Id == f.File.LegId);
                    return new EvidenceLine(
                        f.File.Id,
                        f.File.FileName,
                        f.File.MediaType,
                        f.File.Length,
                        f.File.BroughtWith,
                        f.File.LegId,
                        leg?.DepartmentId,
                        leg is null ? null : names.GetValueOrDefault(leg.DepartmentId),
                        f.By,
                        f.File.UploadedAt
                    );
                }),
        ];
}
