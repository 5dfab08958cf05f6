using Commissioner.App.Channels;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Deliveries;

/// <summary>
/// Which groups' robots say what somebody is told: a department's its own people's, supervision's the supervisors' and leaders'. Neither
/// enterprises nor commissioners have a group.
/// </summary>
public sealed class Groups(CommissionerDb db, ChannelSettings channels)
{
    private static readonly Role[] Supervision = [Role.Supervisor, Role.Leader];

    /// <summary>The names of robots by person.</summary>
    public async Task<ILookup<Id<Person>, string>> OfAsync(IReadOnlyCollection<Id<Person>> people, CancellationToken cancellationToken)
    {
        if (channels.Robots.Count == 0)
        {
            return Array.Empty<(Id<Person>, string)>().ToLookup(p => p.Item1, p => p.Item2);
        }

        var found = await (
            from p in db.People.AsNoTracking().Where(p => people.Contains(p.Id) && p.EnterpriseId == null)
            join d in db.Departments on p.DepartmentId equals d.Id into departments
            from d in departments.DefaultIfEmpty()
            select new
            {
                p.Id,
                p.Roles,
                Department = d == null ? null : d.Code,
            }
        ).ToListAsync(cancellationToken);
        return (
            from p in found
            from robot in channels.Robots
            where
                robot.Value.Department.Length > 0
                    ? robot.Value.Department == p.Department
                    : p.Department is null && p.Roles.Any(Supervision.Contains)
            select (p.Id, robot.Key)
        ).ToLookup(p => p.Id, p => p.Key);
    }
}
