using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline.Calls;

/// <summary>A seat notes that it handed its caller over on the telephone, and to whom.</summary>
[Allow(Permission.AnswerCalls)]
public sealed record TransferCall(Id<Call> CallId, Id<Person>? PersonId) : ICommand<Id<Call>>;

internal sealed class TransferCallHandler(CommissionerDb db, Actor actor, Callers callers, TimeProvider clock)
    : IRequestHandler<TransferCall, Id<Call>>
{
    public async Task<Id<Call>> Handle(TransferCall command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var call = await callers.OwnAsync(command.CallId, actor, now, cancellationToken) ?? throw new NotFound();
        var to = command.PersonId is { } id
            ? await db.People.SingleOrDefaultAsync(p => p.Id == id && p.EnterpriseId == null, cancellationToken)
            : null;
        call.Transfer(to, actor, now);
        return call.Id;
    }
}
