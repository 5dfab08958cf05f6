namespace Commissioner.Domain.Departments;

/// <summary>A name that a department bore: what was signed under it still shows it, and tables that use it are understood.</summary>
/// <param name="DepartmentId">The department.</param>
/// <param name="Name">The name.</param>
/// <param name="UntilAt">When another took its place, UTC.</param>
public sealed record DepartmentName(Id<Department> DepartmentId, string Name, DateTimeOffset UntilAt);
