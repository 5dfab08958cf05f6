using Commissioner.App.Features.Attachments.Kinds;
using Commissioner.App.Features.Attachments.Pictures;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Attachments;

/// <summary>
/// What a page shows of a file, for who may see it there: a picture small, a PDF itself; of other kinds nothing is shown.
/// </summary>
[Allow(Permission.ReadCases)]
public sealed record PreviewAttachment(Id<Attachment> AttachmentId) : IQuery<AttachedFile>, IOpening, IReading;

internal sealed class PreviewAttachmentHandler(CommissionerDb db, FileStore store, PictureDecoder decoder, Actor actor)
    : IRequestHandler<PreviewAttachment, AttachedFile>
{
    public async Task<AttachedFile> Handle(PreviewAttachment query, CancellationToken cancellationToken)
    {
        var file =
            await db
                .Attachments.AsNoTracking()
                .VisibleTo(db, actor)
                .SingleOrDefaultAsync(a => a.Id == query.AttachmentId, cancellationToken)
            ?? throw new NotFound();
        if (FileKind.IsRead(file.MediaType))
        {
            return new(file.FileName, file.MediaType, await store.OpenAsync(file.Hash, cancellationToken));
        }

        var kind = FileKind.IsShownSmall(file.MediaType) ? FileKind.All.First(k => k.MediaType == file.MediaType) : throw new NotFound();
        return new(
            file.FileName,
            FileKind.Jpeg.MediaType,
            await store.OpenPreviewAsync(file.Hash, cancellationToken) ?? await MakeAsync(file.Hash, kind, cancellationToken)
        );
    }

    // Made when somebody first looks. Where it can't be made there is none: the name of the file stands in its place.
    private async Task<Stream> MakeAsync(string hash, FileKind kind, CancellationToken cancellationToken)
    {
        var small = new MemoryStream();
        try
        {
            await using var whole = await store.OpenAsync(hash, cancellationToken);
            await decoder.DecodeAsync(whole, kind, DecodedAs.Preview, small, cancellationToken);
        }
        catch (RuleBroken broken) when (broken.Rule.Kind != RuleKind.Later)
        {
            throw new NotFound();
        }

        await store.KeepPreviewAsync(hash, small, cancellationToken);
        small.Position = 0;
        return small;
    }
}
