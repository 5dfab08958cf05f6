using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Attachments;

/// <summary>A file, for who may see its case; a department gets only its own of a case whose enterprise is hidden from it.</summary>
[Allow(Permission.ReadCases)]
public sealed record ReadAttachment(Id<Attachment> AttachmentId) : IQuery<AttachedFile>;

/// <summary>A file to hand out.</summary>
public sealed record AttachedFile(string FileName, string MediaType, Stream Content);

internal sealed class ReadAttachmentHandler(CommissionerDb db, FileStore store, Actor actor) : IRequestHandler<ReadAttachment, AttachedFile>
{
    public async Task<AttachedFile> Handle(ReadAttachment query, CancellationToken cancellationToken)
    {
        var department = actor.DepartmentId;
        var file =
            await (
                from a in db.Attachments.AsNoTracking()
                join c in db.Cases.VisibleTo(actor) on a.CaseId equals c.Id
                where
                    a.Id == query.AttachmentId
                    && (
                        department == null
                        || db.Legs.Any(l => l.Id == a.LegId && l.DepartmentId == department)
                        || !c.Whistles.Any(w => w.Disclosure == Disclosure.IdentityHidden && w.Legs.Any(l => l.DepartmentId == department))
                    )
                select a
            ).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFound();
        return new(file.FileName, file.MediaType, store.Open(file.Hash));
    }
}
