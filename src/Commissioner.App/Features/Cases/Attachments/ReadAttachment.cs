using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Attachments;

/// <summary>A file of a case, for who may see it there.</summary>
[Allow(Permission.ReadCases)]
public sealed record ReadAttachment(Id<Attachment> AttachmentId) : IQuery<AttachedFile>, IOpening, IReading;

/// <summary>A file to hand out.</summary>
public sealed record AttachedFile(string FileName, string MediaType, Stream Content)
{
    /// <summary>
    /// What goes with everything that was uploaded: as a page it could do nothing, whatever it is. A sandbox keeps browsers from showing PDF
    /// at all, so a PDF that is looked at has none; it is shown by the browser's own reader, which has no part in this site.
    /// </summary>
    internal AttachedFile Sealed(HttpResponse response, bool sandboxed = true)
    {
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            + (sandboxed ? "; sandbox" : "; object-src 'self'; style-src 'unsafe-inline'");
        return this;
    }
}

internal sealed class ReadAttachmentHandler(CommissionerDb db, FileStore store, Actor actor) : IRequestHandler<ReadAttachment, AttachedFile>
{
    public async Task<AttachedFile> Handle(ReadAttachment query, CancellationToken cancellationToken)
    {
        var file =
            await db
                .Attachments.AsNoTracking()
                .VisibleTo(db, actor)
                .SingleOrDefaultAsync(a => a.Id == query.AttachmentId, cancellationToken)
            ?? throw new NotFound();
        return new(file.FileName, file.MediaType, await store.OpenAsync(file.Hash, cancellationToken));
    }
}
