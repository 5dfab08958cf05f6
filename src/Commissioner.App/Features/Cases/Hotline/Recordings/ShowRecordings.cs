using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline.Recordings;

/// <summary>What there is to hear of a call, and until when; what is deleted says so.</summary>
/// <param name="CallId">The call; null where it is looked for.</param>
/// <param name="Reference">The call's or the recording's reference, as it stands in a case's timeline.</param>
[Allow(Permission.HearRecordings)]
public sealed record ShowRecordings(Id<Call>? CallId, string? Reference) : IQuery<CallsRecordings>;

/// <summary>A call's recordings.</summary>
/// <param name="CallId">The call.</param>
/// <param name="State">How far it came.</param>
/// <param name="BeganAt">When it began.</param>
/// <param name="IsOpen">Who asks has opened them a while ago: they are played.</param>
/// <param name="Recordings">Its recordings, as they came; none where the exchange keeps them.</param>
public sealed record CallsRecordings(
    Id<Call> CallId,
    CallState State,
    DateTimeOffset BeganAt,
    bool IsOpen,
    IReadOnlyList<RecordingLine> Recordings
);

/// <summary>A recording.</summary>
/// <param name="Id">The recording.</param>
/// <param name="Reference">By which the carrier knew it.</param>
/// <param name="Hash">SHA-256 of its bytes, hexadecimal; null while it is not here.</param>
/// <param name="Length">In bytes.</param>
/// <param name="FetchedAt">Since when it is here.</param>
/// <param name="RemovedThereAt">When the carrier had deleted it.</param>
/// <param name="KeptUntil">Until when it is kept.</param>
/// <param name="DeletedAt">When it was deleted; null while it is kept.</param>
public sealed record RecordingLine(
    Id<CallRecording> Id,
    string Reference,
    string? Hash,
    long? Length,
    DateTimeOffset? FetchedAt,
    DateTimeOffset? RemovedThereAt,
    DateTimeOffset KeptUntil,
    DateTimeOffset? DeletedAt
);

internal sealed class ShowRecordingsHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ShowRecordings, CallsRecordings>
{
    public async Task<CallsRecordings> Handle(ShowRecordings query, CancellationToken cancellationToken)
    {
        var reference = query.Reference?.Trim();
        var call =
            await db
                .Calls.AsNoTracking()
                .HeardBy(actor)
                .Where(c =>
                    query.CallId != null
                        ? c.Id == query.CallId
                        : c.ExchangeId == reference || db.CallRecordings.Any(r => r.CallId == c.Id && r.Reference == reference)
                )
                .Select(c => new
                {
                    c.Id,
                    c.State,
                    c.BeganAt,
                })
                .FirstOrDefaultAsync(cancellationToken)
            ?? throw new NotFound();
        return new(
            call.Id,
            call.State,
            call.BeganAt,
            await db.IsOpenAsync(call.Id, actor, clock.GetUtcNow(), cancellationToken),
            await db
                .CallRecordings.AsNoTracking()
                .Where(r => r.CallId == call.Id)
                .OrderBy(r => r.KeptUntil)
                .Select(r => new RecordingLine(
                    r.Id,
                    r.Reference,
                    r.Hash,
                    r.Length,
                    r.FetchedAt,
                    r.RemovedThereAt,
                    r.KeptUntil,
                    r.DeletedAt
                ))
                .ToListAsync(cancellationToken)
        );
    }
}
