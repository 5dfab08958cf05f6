using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;

namespace Commissioner.Domain.People;

/// <summary>Who acts: a signed-in person, or the system.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">Its name as shown.</param>
/// <param name="Roles">What it is in the scheme.</param>
/// <param name="EnterpriseId">Its enterprise, where it is an enterprise's person.</param>
/// <param name="DepartmentId">Its department, where it is a department's person.</param>
public sealed record Actor(
    Id<Person> Id,
    string Name,
    IReadOnlyList<Role> Roles,
    Id<Enterprise>? EnterpriseId,
    Id<Department>? DepartmentId
)
{
    /// <summary>Jobs and clocks.</summary>
    public static Actor System { get; } = new(default, "系统", [Role.System], null, null);

    /// <summary>Somebody who has not signed in.</summary>
    public static Actor Anonymous { get; } = new(default, "", [], null, null);

    /// <summary>Signed in, or the system.</summary>
    public bool IsKnown => Roles.Count > 0;

    /// <summary>Holds one of these roles.</summary>
    public bool Is(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
        {
            if (Roles.Contains(role))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first of these roles that it holds, or null.</summary>
    public Role? First(IEnumerable<Role> roles)
    {
        foreach (var role in roles)
        {
            if (Roles.Contains(role))
            {
                return role;
            }
        }

        return null;
    }
}
