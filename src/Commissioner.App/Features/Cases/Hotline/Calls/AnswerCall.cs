using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline.Calls;

/// <summary>A seat takes a call on its desk, and says which enterprise rings where the number does not tell.</summary>
/// <param name="CallId">The call.</param>
/// <param name="EnterpriseId">The enterprise; null while that is not known.</param>
[Allow(Permission.AnswerCalls)]
public sealed record AnswerCall(Id<Call> CallId, Id<Enterprise>? EnterpriseId) : ICommand<Id<Call>>;

internal sealed class AnswerCallHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<AnswerCall, Id<Call>>
{
    public async Task<Id<Call>> Handle(AnswerCall command, CancellationToken cancellationToken)
    {
        var call = await db.Calls.SingleOrDefaultAsync(c => c.Id == command.CallId, cancellationToken) ?? throw new NotFound();
        if (call.TakenById != actor.Id)
        {
            call.Answer(actor, clock.GetUtcNow());
        }

        if (command.EnterpriseId is { } enterprise)
        {
            call.IsFrom((await db.Enterprises.VisibleTo(actor).One(enterprise, cancellationToken)).Id, actor);
        }

        return call.Id;
    }
}
