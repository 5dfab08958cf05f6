using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Callbacks;

/// <summary>An agent notes a call in vain; the third, each on another half-day, ends it as not reached.</summary>
[Allow(Permission.CallBack)]
public sealed record RecordAttempt(Id<CallbackTask> CallbackId, DateTimeOffset? At, string? Note) : ICommand<Id<CallbackTask>>;

internal sealed class RecordAttemptHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<RecordAttempt, Id<CallbackTask>>
{
    public async Task<Id<CallbackTask>> Handle(RecordAttempt command, CancellationToken cancellationToken)
    {
        var task =
            await db
                .Callbacks.Include(t => t.Attempts)
                .Include(t => t.Clocks)
                .WorkableBy(actor, db)
                .SingleOrDefaultAsync(t => t.Id == command.CallbackId, cancellationToken)
            ?? throw new NotFound();
        var now = clock.GetUtcNow();
        task.Attempt(command.At?.ToUniversalTime() ?? now, command.Note, promises, actor, now);
        return task.Id;
    }
}
