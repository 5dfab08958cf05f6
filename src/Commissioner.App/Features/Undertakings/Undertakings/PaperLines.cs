using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Undertakings;

/// <summary>A file as a paper of a node.</summary>
public sealed record PaperFile(Id<Attachment> Id, string Paper, string FileName);

/// <summary>A promised paper: how it stands, by when it is owed, what was said, and what this person may do.</summary>
/// <param name="Days">For how many working days it may be lacking.</param>
/// <param name="DueAt">By when who owes the next step owes it; null where nobody does.</param>
/// <param name="ExcludedUntil">Until which day no other promise is taken; null where it was kept.</param>
/// <param name="Majeure">What kept the enterprise, in its words.</param>
public sealed record PaperSheet(
    Id<PaperPromise> Id,
    string NodeCode,
    string NodeName,
    string Name,
    PaperStatus Status,
    int Days,
    string? SignedBy,
    DateTimeOffset SignedAt,
    [property: Due] DateTimeOffset PromisedBy,
    PromiseKind? Promise,
    [property: Due] DateTimeOffset? DueAt,
    Alarm Alarm,
    DateTimeOffset? SuppliedAt,
    DateTimeOffset? VerifiedAt,
    string? Words,
    DateTimeOffset? BrokenAt,
    DateOnly? ExcludedUntil,
    string? Majeure,
    bool? MajeureGranted,
    IReadOnlyList<PaperMove> Moves
);

/// <summary>The papers of an undertaking as somebody may read them.</summary>
internal sealed record PaperLines(IReadOnlyList<PaperSheet> Papers, ILookup<string, PaperFile> Files);

internal static class PapersInSight
{
    /// <summary>Promised papers and files; to a department those of its own nodes.</summary>
    public static async Task<PaperLines> PapersAsync(
        this CommissionerDb db,
        Undertaking its,
        Actor actor,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var own = actor.SeesFor();
        var nodes = its.Nodes.Where(n => own is null || n.DepartmentId == own).ToDictionary(n => n.Code);
        var signers = its.Papers.Select(p => p.SignedById).Distinct().ToList();
        var names =
            signers.Count == 0
                ? []
                : await db.People.Where(p => signers.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        var files = await (
            from f in db.UndertakingFiles.AsNoTracking()
            join a in db.Attachments on f.AttachmentId equals a.Id
            where f.UndertakingId == its.Id && a.ErasedAt == null
            orderby a.UploadedAt, a.Id
            select new
            {
                f.NodeCode,
                f.Paper,
                a.Id,
                a.FileName,
            }
        ).ToListAsync(cancellationToken);
        return new(
            [.. its.Papers.Where(p => nodes.ContainsKey(p.NodeCode)).OrderBy(p => p.SignedAt).ThenBy(p => p.Id).Select(Line)],
            files.Where(f => nodes.ContainsKey(f.NodeCode)).ToLookup(f => f.NodeCode, f => new PaperFile(f.Id, f.Paper, f.FileName))
        );

        PaperSheet Line(PaperPromise paper)
        {
            var clock = its.Clocks.FirstOrDefault(c => c.SubjectId == paper.Id.Value && c is { IsRunning: true, PausedAt: null });
            return new(
                paper.Id,
                paper.NodeCode,
                nodes[paper.NodeCode].Name,
                paper.Name,
                paper.Status,
                paper.Within.Amount,
                names.GetValueOrDefault(paper.SignedById),
                paper.SignedAt,
                paper.DueAt,
                clock?.Kind,
                clock?.DueAt,
                clock?.AlarmAt(now) ?? Alarm.None,
                paper.SuppliedAt,
                paper.VerifiedAt,
                paper.Words,
                paper.BrokenAt,
                paper.ExcludedUntil,
                paper.Majeure,
                paper.MajeureGranted,
                [.. its.Can(paper, actor, now)]
            );
        }
    }
}
