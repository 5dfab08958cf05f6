using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline.Calls;

/// <summary>A seat takes it upon itself to call back somebody who was missed.</summary>
[Allow(Permission.AnswerCalls)]
public sealed record TakeReturn(Id<Call> CallId) : ICommand<Id<Call>>;

internal sealed class TakeReturnHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<TakeReturn, Id<Call>>
{
    public async Task<Id<Call>> Handle(TakeReturn command, CancellationToken cancellationToken)
    {
        var call = await db.Calls.SingleOrDefaultAsync(c => c.Id == command.CallId, cancellationToken) ?? throw new NotFound();
        call.TakeReturn(actor, clock.GetUtcNow());
        return call.Id;
    }
}
