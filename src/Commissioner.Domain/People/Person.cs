using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;

namespace Commissioner.Domain.People;

/// <summary>Somebody who signs in: at an enterprise, in a department or in the park's administration.</summary>
public sealed class Person
{
    private Person() { }

    public Id<Person> Id { get; private set; }

    /// <summary>Its name as shown.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What it is in the scheme.</summary>
    public IReadOnlyList<Role> Roles { get; private set; } = [];

    /// <summary>The enterprise it belongs to, where it is an enterprise's person.</summary>
    public Id<Enterprise>? EnterpriseId { get; private set; }

    /// <summary>The department it belongs to, where it is a department's person.</summary>
    public Id<Department>? DepartmentId { get; private set; }

    /// <summary>When it left, UTC; null while it is here. It holds no role from then on, and its name stays where it acted.</summary>
    public DateTimeOffset? LeftAt { get; private set; }

    /// <summary>By which it is reached at work: <see cref="ContactWays"/>; empty where nobody said.</summary>
    public string Phone { get; private set; } = "";

    /// <summary>Is reached by these from now on.</summary>
    public void AnswerAt(ContactWays ways)
    {
        ArgumentNullException.ThrowIfNull(ways);
        Phone = ways.ToString();
    }

    /// <summary>Holds these roles from now on, and leaves where there are none, unless it is said to stay.</summary>
    internal void Hold(IReadOnlyList<Role> roles, Id<Department>? departmentId, DateTimeOffset at, bool stays = false)
    {
        (Roles, DepartmentId) = (roles, departmentId);
        if (roles.Count == 0 && !stays)
        {
            (LeftAt, Phone) = (at, "");
        }
    }

    /// <summary>Its enterprise merged into another: it belongs to that one from now on, as owner or contact.</summary>
    internal void GoWith(Enterprise successor, Role role) => (EnterpriseId, Roles) = (successor.Id, [role]);

    /// <summary>Takes somebody in.</summary>
    public static Person Register(
        Id<Person> id,
        string name,
        IReadOnlyList<Role> roles,
        Id<Enterprise>? enterpriseId = null,
        Id<Department>? departmentId = null
    ) =>
        new()
        {
            Id = id,
            Name = name,
            Roles = roles,
            EnterpriseId = enterpriseId,
            DepartmentId = departmentId,
        };

    /// <summary>This person as one who acts.</summary>
    public Actor Acting() => new(Id, Name, Roles, EnterpriseId, DepartmentId);
}
