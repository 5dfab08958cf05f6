using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Attachments;

/// <summary>Takes a file in: up to 20 MB, its content what its name says, positions removed from photos. It waits to be filed with a case.</summary>
[Allow(Permission.UploadFiles)]
public sealed record UploadAttachment(string FileName, Stream Content) : ICommand<Id<Attachment>>, IRepeatable;

internal sealed class UploadAttachmentHandler(CommissionerDb db, FileStore store, Actor actor, TimeProvider clock) : IRequestHandler<UploadAttachment, Id<Attachment>>
{
    public async Task<Id<Attachment>> Handle(UploadAttachment command, CancellationToken cancellationToken)
    {
        var kind = FileContent.Recognise(command.FileName, command.Content);
        await using var clean = Aside();
        command.Content.Position = 0;
        if (kind.IsPicture)
        {
            Exif.RemovePosition(command.Content, kind, clean);
        }
        else
        {
            await command.Content.CopyToAsync(clean, cancellationToken);
        }

        var now = clock.GetUtcNow();
        var attachment = new Attachment
        {
            Id = Id<Attachment>.New(now),
            UploadedById = actor.Id,
            FileName = FileName.Clean(command.FileName),
            MediaType = kind.MediaType,
            Length = clean.Length,
            Hash = await store.KeepAsync(clean, cancellationToken),
            UploadedAt = now,
        };
        db.Attachments.Add(attachment);
        return attachment.Id;
    }

    private static FileStream Aside() => new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
}
