using Commissioner.App.Features.Attachments;
using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Financing;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Financing.Banks;

/// <summary>A paper that was released to one's own bank with a need.</summary>
[Allow(Permission.AnswerFinancing)]
public sealed record ReadReleasedPaper(Id<FinancingPush> PushId, Id<Attachment> PaperId) : IQuery<AttachedFile>, IOpening;

internal sealed class ReadReleasedPaperHandler(CommissionerDb db, FileStore store, Actor actor)
    : IRequestHandler<ReadReleasedPaper, AttachedFile>
{
    public async Task<AttachedFile> Handle(ReadReleasedPaper query, CancellationToken cancellationToken)
    {
        var push =
            await db.FinancingPushes.AsNoTracking().VisibleTo(db, actor).SingleOrDefaultAsync(p => p.Id == query.PushId, cancellationToken)
            ?? throw new NotFound();
        var file =
            push.Papers.Contains(query.PaperId.Value)
            && await db.Attachments.AsNoTracking().SingleOrDefaultAsync(f => f.Id == query.PaperId && f.ErasedAt == null, cancellationToken)
                is { } found
                ? found
                : throw new NotFound();
        return new(file.FileName, file.MediaType, await store.OpenAsync(file.Hash, cancellationToken));
    }
}
