using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Privacy;

/// <summary>An enterprise's person asks to have its personal information corrected, erased or explained.</summary>
[Allow(Permission.TakeOwnCopy)]
public sealed record AskAboutOwn(PersonalAsk? Ask, string? Text) : ICommand<Id<PersonalRequest>>;

internal sealed class AskAboutOwnHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<AskAboutOwn, Id<PersonalRequest>>
{
    public async Task<Id<PersonalRequest>> Handle(AskAboutOwn command, CancellationToken cancellationToken)
    {
        var waiting = await db.PersonalRequests.CountAsync(r => r.PersonId == actor.Id && r.AnsweredAt == null, cancellationToken);
        var request = PersonalRequest.Make(
            command.Ask,
            command.Text,
            waiting,
            actor.EnterpriseId ?? throw new NotFound(),
            actor,
            clock.GetUtcNow()
        );
        db.PersonalRequests.Add(request);
        return request.Id;
    }
}
