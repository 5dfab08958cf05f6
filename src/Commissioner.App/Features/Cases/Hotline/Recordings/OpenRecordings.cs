using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline.Recordings;

/// <summary>Somebody has a call's recordings opened, to hear them for two hours: the call's timeline says who did.</summary>
[Allow(Permission.HearRecordings)]
public sealed record OpenRecordings(Id<Call> CallId) : ICommand<Id<Call>>;

internal sealed class OpenRecordingsHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<OpenRecordings, Id<Call>>
{
    public async Task<Id<Call>> Handle(OpenRecordings command, CancellationToken cancellationToken)
    {
        var call =
            await db
                .Calls.HeardBy(actor)
                .SingleOrDefaultAsync(
                    c => c.Id == command.CallId && db.CallRecordings.Any(r => r.CallId == c.Id && r.Hash != null && r.DeletedAt == null),
                    cancellationToken
                )
            ?? throw new NotFound();
        call.OpenRecording(actor, clock.GetUtcNow());
        return call.Id;
    }
}
