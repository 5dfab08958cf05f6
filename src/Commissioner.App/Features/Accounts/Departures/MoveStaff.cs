using Commissioner.App.Features.Staff;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Departures;

/// <summary>Somebody of a department goes to another one: a colleague takes over what is open with it, and it holds there what it held here.</summary>
[Allow(Permission.LetStaffGo)]
public sealed record MoveStaff(
    Id<Person> PersonId,
    Id<Department>? DepartmentId,
    Id<Person>? HandlerId,
    string? HandlerPhone,
    string? Reason
) : ICommand<RoleChangeMade>;

internal sealed class MoveStaffHandler(CommissionerDb db, RoleBook roles, HandOverBook book, Actor actor, TimeProvider clock)
    : IRequestHandler<MoveStaff, RoleChangeMade>
{
    public async Task<RoleChangeMade> Handle(MoveStaff command, CancellationToken cancellationToken)
    {
        var person = await roles.PersonAsync(command.PersonId, cancellationToken);
        await roles.DemandDepartmentAsync(command.DepartmentId, cancellationToken);
        await roles.DemandNoneWaitsAsync(person, cancellationToken);
        if (person.LeftAt is null)
        {
            await book.HandLegsOverAsync(person, command.HandlerId, command.HandlerPhone, cancellationToken);
        }

        var change = RoleChange.Propose(person, person.Roles, command.DepartmentId, command.Reason, actor, clock.GetUtcNow());
        db.RoleChanges.Add(change);
        return new(change.Id, change.State);
    }
}
