using Commissioner.App.Features.Staff;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Departures;

/// <summary>Who is here of the staff by a part of its name or user name, the first fifty: whom the service office can let go.</summary>
[Allow(Permission.LetStaffGo)]
public sealed record FindStaff(string? Search) : IQuery<IReadOnlyList<StaffHere>>
{
    /// <summary>So many at the most; who searches finds the others.</summary>
    public const int Most = 50;
}

/// <summary>Somebody of the staff.</summary>
public sealed record StaffHere(Id<Person> Id, string Name, IReadOnlyList<Role> Roles, string? Department);

internal sealed class FindStaffHandler(CommissionerDb db) : IRequestHandler<FindStaff, IReadOnlyList<StaffHere>>
{
    public async Task<IReadOnlyList<StaffHere>> Handle(FindStaff query, CancellationToken cancellationToken)
    {
        var found = await db.StaffCalledAsync(query.Search?.Trim() ?? "", left: false, cancellationToken);
        var shown = found.OrderBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.Id).Take(FindStaff.Most).Select(s => s.Id).ToList();
        var lines = await (
            from p in db.People.AsNoTracking()
            where shown.Contains(p.Id)
            select new StaffHere(
                p.Id,
                p.Name,
                p.Roles,
                db.Departments.Where(d => d.Id == p.DepartmentId).Select(d => d.Name).FirstOrDefault()
            )
        ).ToListAsync(cancellationToken);
        return [.. lines.OrderBy(l => shown.IndexOf(l.Id))];
    }
}
