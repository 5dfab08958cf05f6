using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Staff;

/// <summary>Somebody of the staff, to change what it holds.</summary>
[Allow(Permission.GrantRoles)]
public sealed record ShowStaff(Id<Person> PersonId) : IQuery<StaffMember>;

/// <summary>Somebody of the staff: what it holds, and whether a change of that waits for a second person.</summary>
public sealed record StaffMember(
    Id<Person> Id,
    string Name,
    IReadOnlyList<Role> Roles,
    Id<Department>? DepartmentId,
    DateTimeOffset? LeftAt,
    bool Waits
);

internal sealed class ShowStaffHandler(CommissionerDb db) : IRequestHandler<ShowStaff, StaffMember>
{
    public async Task<StaffMember> Handle(ShowStaff query, CancellationToken cancellationToken) =>
        await db
            .People.AsNoTracking()
            .Where(p => p.Id == query.PersonId && p.EnterpriseId == null)
            .Select(p => new StaffMember(
                p.Id,
                p.Name,
                p.Roles,
                p.DepartmentId,
                p.LeftAt,
                db.RoleChanges.Any(c => c.PersonId == p.Id && c.State == RoleChangeState.Proposed)
            ))
            .SingleOrDefaultAsync(cancellationToken)
        ?? throw new NotFound();
}
