using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Privacy;

/// <summary>The service office answers a request about personal information: done, or why not.</summary>
[Allow(Permission.AnswerPersonalRequests)]
public sealed record AnswerAboutOwn(Id<PersonalRequest> RequestId, bool? Granted, string? Answer) : ICommand<Id<PersonalRequest>>;

internal sealed class AnswerAboutOwnHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<AnswerAboutOwn, Id<PersonalRequest>>
{
    public async Task<Id<PersonalRequest>> Handle(AnswerAboutOwn command, CancellationToken cancellationToken)
    {
        var request =
            await db.PersonalRequests.SingleOrDefaultAsync(r => r.Id == command.RequestId, cancellationToken) ?? throw new NotFound();
        request.Reply(command.Granted, command.Answer, actor, clock.GetUtcNow());
        return request.Id;
    }
}
