using Commissioner.App.Channels.Twilio;
using Commissioner.App.Features.Attachments;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline.Recordings;

/// <summary>A recording to be heard, for who had it opened.</summary>
[Allow(Permission.HearRecordings)]
public sealed record PlayRecording(Id<CallRecording> RecordingId) : IQuery<AttachedFile>, IOpening;

internal sealed class PlayRecordingHandler(
    CommissionerDb db,
    [FromKeyedServices(FileStore.Recordings)] FileStore store,
    Actor actor,
    TimeProvider clock
) : IRequestHandler<PlayRecording, AttachedFile>
{
    public async Task<AttachedFile> Handle(PlayRecording query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var recording = await db
            .CallRecordings.AsNoTracking()
            .Where(r => r.Id == query.RecordingId && r.DeletedAt == null && r.KeptUntil > now)
            .Where(r => db.Calls.HeardBy(actor).Any(c => c.Id == r.CallId))
            .SingleOrDefaultAsync(cancellationToken);
        return
            recording is { Hash: { } hash }
            && await db.IsOpenAsync(recording.CallId, actor, now, cancellationToken)
            && await store.HasAsync(hash, cancellationToken)
            ? new($"{recording.Reference}.mp3", TwilioRecordings.MediaType, await store.OpenAsync(hash, cancellationToken))
            : throw new NotFound();
    }
}
