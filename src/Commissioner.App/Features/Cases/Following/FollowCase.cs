using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Notes;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Following;

/// <summary>Somebody of the staff wants to be told of a case from now on, or no longer.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Follows">Whether it wants to.</param>
[Allow(Permission.FollowCases)]
public sealed record FollowCase(Id<Case> CaseId, bool Follows) : ICommand<Id<Case>>;

internal sealed class FollowCaseHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<FollowCase, Id<Case>>
{
    public async Task<Id<Case>> Handle(FollowCase command, CancellationToken cancellationToken)
    {
        var own = await db.CaseFollowers.SingleOrDefaultAsync(f => f.CaseId == command.CaseId && f.PersonId == actor.Id, cancellationToken);
        // Who can't see it any more may still stop following it.
        if (own is null || command.Follows)
        {
            await db.Cases.AsNoTracking().VisibleTo(actor).One(command.CaseId, cancellationToken);
        }

        if (command.Follows && own is null)
        {
            db.CaseFollowers.Add(
                new()
                {
                    CaseId = command.CaseId,
                    PersonId = actor.Id,
                    Since = clock.GetUtcNow(),
                }
            );
        }
        else if (!command.Follows && own is not null)
        {
            db.CaseFollowers.Remove(own);
        }

        return command.CaseId;
    }
}
