using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Staff;

/// <summary>The staff whose name or user name holds a text, the first fifty by name; who has left is there where one searches.</summary>
[Allow(Permission.GrantRoles)]
public sealed record ListStaff(string? Search) : IQuery<IReadOnlyList<StaffLine>>
{
    /// <summary>So many at the most; who searches finds the others.</summary>
    public const int Most = 50;
}

/// <summary>Somebody of the staff.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">Its name.</param>
/// <param name="UserName">By which it signs in; null of who has left.</param>
/// <param name="Roles">What it holds.</param>
/// <param name="Department">Its department.</param>
/// <param name="LeftAt">When it left.</param>
/// <param name="Waits">A change of its roles waits for a second person.</param>
public sealed record StaffLine(
    Id<Person> Id,
    string Name,
    string? UserName,
    IReadOnlyList<Role> Roles,
    string? Department,
    DateTimeOffset? LeftAt,
    bool Waits
);

internal sealed class ListStaffHandler(CommissionerDb db) : IRequestHandler<ListStaff, IReadOnlyList<StaffLine>>
{
    public async Task<IReadOnlyList<StaffLine>> Handle(ListStaff query, CancellationToken cancellationToken)
    {
        var search = query.Search?.Trim() ?? "";
        var found = await db.StaffCalledAsync(search, search.Length > 0, cancellationToken);
        var shown = found.OrderBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.Id).Take(ListStaff.Most).Select(s => s.Id).ToList();
        var lines = await (
            from p in db.People.AsNoTracking()
            where shown.Contains(p.Id)
            select new StaffLine(
                p.Id,
                p.Name,
                db.Accounts.Where(a => a.Id == (Guid)(object)p.Id).Select(a => a.UserName).FirstOrDefault(),
                p.Roles,
                db.Departments.Where(d => d.Id == p.DepartmentId).Select(d => d.Name).FirstOrDefault(),
                p.LeftAt,
                db.RoleChanges.Any(c => c.PersonId == p.Id && c.State == RoleChangeState.Proposed)
            )
        ).ToListAsync(cancellationToken);
        return [.. lines.OrderBy(l => shown.IndexOf(l.Id))];
    }
}
