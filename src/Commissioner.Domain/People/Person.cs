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
