using System.Security.Cryptography;
using System.Text;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Attachments;

/// <summary>
/// Takes a file in: up to 20 MB, its content what its name says, positions removed from photos. It waits to be filed with a case; under one
/// client's key it is kept once.
/// </summary>
[Allow(Permission.UploadFiles)]
public sealed record UploadAttachment(string FileName, Stream Content) : ICommand<Id<Attachment>>, IRepeatable;

internal sealed class UploadAttachmentHandler(CommissionerDb db, FileStore store, Envelope envelope, Actor actor, TimeProvider clock)
    : IRequestHandler<UploadAttachment, Id<Attachment>>
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
        var name = FileName.Clean(command.FileName);
        var hash = await store.KeepAsync(clean, cancellationToken);
        var id = envelope.Key is { } key ? Repeated(key, name, hash) : Id<Attachment>.New(now);
        if (envelope.Key is null || !await db.Attachments.AnyAsync(a => a.Id == id, cancellationToken))
        {
            db.Attachments.Add(
                new Attachment
                {
                    Id = id,
                    UploadedById = actor.Id,
                    FileName = name,
                    MediaType = kind.MediaType,
                    Length = clean.Length,
                    Hash = hash,
                    UploadedAt = now,
                }
            );
        }

        return id;
    }

    // A form pressed twice uploads its files twice. Under one key the same file gets the same attachment, or the second press would be
    // another request under that key.
    private Id<Attachment> Repeated(string key, string name, string hash) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{actor.Id}\n{key}\n{name}\n{hash}")).AsSpan(0, 16), bigEndian: true));

    private static FileStream Aside() =>
        new(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            81920,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
}
