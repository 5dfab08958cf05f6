using System.Security.Cryptography;
using System.Text;
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
/// Takes a file in as what its content is, with an ending that says so: pictures that browsers do not show are made into those that they do,
/// and positions are removed. It waits to be filed with a case; under one client's key it is kept once.
/// </summary>
[Allow(Permission.UploadFiles)]
public sealed record UploadAttachment(string FileName, Stream Content) : ICommand<TakenIn>, IRepeatable, IBringsFile;

/// <summary>A file as it was taken in: its ending may have been corrected, and a picture converted.</summary>
public sealed record TakenIn(Id<Attachment> Id, string FileName, string MediaType, long Length);

internal sealed class UploadAttachmentHandler(
    CommissionerDb db,
    FileStore store,
    CleanCopy copy,
    Envelope envelope,
    Actor actor,
    TimeProvider clock
) : IRequestHandler<UploadAttachment, TakenIn>
{
    public async Task<TakenIn> Handle(UploadAttachment command, CancellationToken cancellationToken)
    {
        var given = FileContent.Recognise(command.FileName, command.Content);
        await using var clean = Aside();
        var kind = await copy.WriteAsync(command.Content, given.Kind, clean, cancellationToken);
        var now = clock.GetUtcNow();
        var name = kind.Named(given.Name);
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

        return new(id, name, kind.MediaType, clean.Length);
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
