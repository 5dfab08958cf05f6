using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Staff;

/// <summary>
/// The security administrator says what somebody of the staff holds from now on, all of it; with nothing it leaves: it can't sign in any more, and
/// its name stays where it acted.
/// </summary>
[Allow(Permission.GrantRoles)]
public sealed record ChangeRoles(Id<Person> PersonId, IReadOnlyList<Role>? Roles, Id<Department>? DepartmentId, string? Reason)
    : ICommand<RoleChangeMade>;

/// <summary>A change of roles, and whether it is done or waits for a second person.</summary>
public sealed record RoleChangeMade(Id<RoleChange> Id, RoleChangeState State);

internal sealed class ChangeRolesHandler(CommissionerDb db, RoleBook book, Actor actor, TimeProvider clock)
    : IRequestHandler<ChangeRoles, RoleChangeMade>
{
    public async Task<RoleChangeMade> Handle(ChangeRoles command, CancellationToken cancellationToken)
    {
        var person = await book.PersonAsync(command.PersonId, cancellationToken);
        await book.DemandDepartmentAsync(command.DepartmentId, cancellationToken);
        await book.DemandNoneWaitsAsync(person, cancellationToken);
        var change = RoleChange.Propose(person, command.Roles ?? [], command.DepartmentId, command.Reason, actor, clock.GetUtcNow());
        await book.DemandSpareableAsync(change, cancellationToken);
        db.RoleChanges.Add(change);
        await book.FollowAsync(change, cancellationToken);
        return new(change.Id, change.State);
    }
}
