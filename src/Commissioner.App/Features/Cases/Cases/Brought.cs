using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Cases;

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
