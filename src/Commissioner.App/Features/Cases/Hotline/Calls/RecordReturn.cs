using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline.Calls;

/// <summary>A seat says what came of calling back; who was not reached is called again within half an hour.</summary>
[Allow(Permission.AnswerCalls)]
public sealed record RecordReturn(Id<Call> CallId, ReturnOutcome? Outcome, string? Note) : ICommand<Id<Call>>;

internal sealed class RecordReturnHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<RecordReturn, Id<Call>>
{
    public async Task<Id<Call>> Handle(RecordReturn command, CancellationToken cancellationToken)
    {
        var call = await db.Calls.SingleOrDefaultAsync(c => c.Id == command.CallId, cancellationToken) ?? throw new NotFound();
        call.Return(command.Outcome, command.Note, actor, clock.GetUtcNow());
        return call.Id;
    }
}
