using Commissioner.App.Features.Departures;
using Commissioner.App.Features.SingleSignOn;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Staff;

/// <summary>What a change of roles needs of others, and what follows from it.</summary>
internal sealed class RoleBook(CommissionerDb db)
{
    /// <summary>Somebody of the staff.</summary>
    /// <exception cref="NotFound">There is nobody like that; people of enterprises are nobody here.</exception>
    public async Task<Person> PersonAsync(Id<Person> id, CancellationToken cancellationToken) =>
        await db.People.SingleOrDefaultAsync(p => p.Id == id && p.EnterpriseId == null, cancellationToken) ?? throw new NotFound();

    /// <exception cref="RuleBroken"><see cref="RoleRules.OneRoleChangeAtATime"/>.</exception>
    public async Task DemandNoneWaitsAsync(Person person, CancellationToken cancellationToken)
    {
        if (await db.RoleChanges.AnyAsync(c => c.PersonId == person.Id && c.State == RoleChangeState.Proposed, cancellationToken))
        {
            throw new RuleBroken(RoleRules.OneRoleChangeAtATime);
        }
    }

    /// <summary>Demands that nobody is left without what this person gives up.</summary>
    /// <exception cref="RuleBroken"><see cref="RoleRules.StillServesEnterprises"/>, <see cref="RoleRules.StillHandlesLegs"/>, <see
    /// cref="RoleRules.LastAdministrator"/>.</exception>
    public async Task DemandSpareableAsync(RoleChange change, CancellationToken cancellationToken)
    {
        if (
            !change.Roles.Contains(Role.Commissioner)
            && await db.Enterprises.AnyAsync(
                e => e.ActiveId == change.PersonId || e.BackupId == change.PersonId || e.AwayId == change.PersonId,
                cancellationToken
            )
        )
        {
            throw new RuleBroken(RoleRules.StillServesEnterprises);
        }

        // What the person holds stands in the database still.
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == change.PersonId, cancellationToken);
        if (
            person?.DepartmentId is not null
            && person.DepartmentId != change.DepartmentId
            && await HandOverBook.LegsWith(db, person).AnyAsync(cancellationToken)
        )
        {
            throw new RuleBroken(RoleRules.StillHandlesLegs);
        }

        foreach (var role in (person?.Roles ?? []).Except(change.Roles).Where(RoleChange.Administrators.Contains))
        {
            // An administrator holds this one role, so its list is this one word.
            IReadOnlyList<Role> only = [role];
            if (!await db.People.AnyAsync(p => p.Roles == only && p.Id != change.PersonId, cancellationToken))
            {
                throw new RuleBroken(RoleRules.LastAdministrator);
            }
        }
    }

    /// <summary>Who has left can't sign in any more, and is reached by nobody; sessions end with the account that they began with.</summary>
    public async Task FollowAsync(RoleChange change, CancellationToken cancellationToken)
    {
        if (change is not { State: RoleChangeState.Done, Roles.Count: 0 })
        {
            return;
        }

        var id = change.PersonId.Value;
        db.Accounts.RemoveRange(await db.Accounts.Where(a => a.Id == id).ToListAsync(cancellationToken));
        await db.EndExternalLoginsAsync(change.PersonId, change.DecidedAt!.Value, cancellationToken);
        db.Sessions.RemoveRange(await db.Sessions.Where(s => s.PersonId == change.PersonId).ToListAsync(cancellationToken));
    }

    /// <exception cref="NotFound">There is no such department.</exception>
    public async Task DemandDepartmentAsync(Id<Department>? id, CancellationToken cancellationToken)
    {
        if (id is { } its && !await db.Departments.AnyAsync(d => d.Id == its && d.ClosedAt == null, cancellationToken))
        {
            throw new NotFound();
        }
    }
}
