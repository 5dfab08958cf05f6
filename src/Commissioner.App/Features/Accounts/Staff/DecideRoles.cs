using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Staff;

/// <summary>A second administrator agrees to a change of roles that one alone does not make, or refuses it.</summary>
[Allow(Permission.ConfirmRoles)]
public sealed record DecideRoles(Id<RoleChange> ChangeId, bool Agrees) : ICommand<RoleChangeMade>;

internal sealed class DecideRolesHandler(CommissionerDb db, RoleBook book, Actor actor, TimeProvider clock)
    : IRequestHandler<DecideRoles, RoleChangeMade>
{
    public async Task<RoleChangeMade> Handle(DecideRoles command, CancellationToken cancellationToken)
    {
        var change = await db.RoleChanges.SingleOrDefaultAsync(c => c.Id == command.ChangeId, cancellationToken) ?? throw new NotFound();
        var person = await book.PersonAsync(change.PersonId, cancellationToken);
        if (command.Agrees)
        {
            await book.DemandSpareableAsync(change, cancellationToken);
        }

        change.Decide(command.Agrees, person, actor, clock.GetUtcNow());
        await book.FollowAsync(change, cancellationToken);
        return new(change.Id, change.State);
    }
}
