using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using Commissioner.Domain.Whistles;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Shared;

/// <summary>Gives files that were uploaded to the case that they are for.</summary>
internal static class TakenFiles
{
    /// <summary>
    /// Files of a request, or of a leg's report. Only one's own files that wait are taken: another's do not exist.
    /// </summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.FileUnknown"/> with the field.</exception>
    public static Task TakeFilesAsync(
        this CommissionerDb db,
        Id<Case> @case,
        Id<Leg>? leg,
        IReadOnlyList<Id<Attachment>>? ids,
        string field,
        Actor actor,
        CancellationToken cancellationToken
    ) => db.TakeAsync(@case, leg is null ? BroughtWith.Request : BroughtWith.Report, leg, ids, field, actor, cancellationToken);

    /// <summary>The evidence of a proposed closure; no file of the enterprise's.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.FileUnknown"/> with the field.</exception>
    public static Task TakeClosureEvidenceAsync(
        this CommissionerDb db,
        Id<Case> @case,
        IReadOnlyList<Id<Attachment>>? ids,
        string field,
        Actor actor,
        CancellationToken cancellationToken
    ) => db.TakeAsync(@case, BroughtWith.Closure, null, ids, field, actor, cancellationToken);

    /// <summary>Papers of an undertaking's nodes: each file is the paper of every node that needs it, under its name.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.FileUnknown"/> with the field.</exception>
    public static async Task TakePapersAsync(
        this CommissionerDb db,
        Id<Undertaking> undertaking,
        IReadOnlyCollection<(Id<Attachment> File, string Paper, IReadOnlyList<string> NodeCodes)> papers,
        string field,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        var ids = papers.Select(p => p.File).Distinct().ToList();
        var files = await db
            .Attachments.Where(a => ids.Contains(a.Id) && a.UploadedById == actor.Id && a.CaseId == null && a.UndertakingId == null)
            .ToListAsync(cancellationToken);
        if (files.Count != ids.Count)
        {
            throw new RuleBroken(CaseRules.FileUnknown) { Field = field };
        }

        files.ForEach(f => f.UndertakingId = undertaking);
        db.UndertakingFiles.AddRange(
            papers
                .SelectMany(p => p.NodeCodes.Select(n => (p.File, p.Paper, Node: n)))
                .Distinct()
                .Select(p => new UndertakingFile
                {
                    UndertakingId = undertaking,
                    NodeCode = p.Node,
                    Paper = p.Paper,
                    AttachmentId = p.File,
                })
        );
    }

    private static async Task TakeAsync(
        this CommissionerDb db,
        Id<Case> @case,
        BroughtWith with,
        Id<Leg>? leg,
        IReadOnlyList<Id<Attachment>>? ids,
        string field,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        if (ids is not { Count: > 0 })
        {
            return;
        }

        var files = await db
            .Attachments.Where(a => ids.Contains(a.Id) && a.UploadedById == actor.Id && a.CaseId == null && a.UndertakingId == null)
            .ToListAsync(cancellationToken);
        if (files.Count != ids.Distinct().Count())
        {
            throw new RuleBroken(CaseRules.FileUnknown) { Field = field };
        }

        files.ForEach(f => (f.CaseId, f.BroughtWith, f.LegId) = (@case, with, leg));
    }
}
