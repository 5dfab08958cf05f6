using Commissioner.Domain.Enterprises;

namespace Commissioner.Domain.Departments;

/// <summary>A unit that can be called by whistle 部门.</summary>
public sealed class Department
{
    private Department() { }

    public Id<Department> Id { get; private set; }

    /// <summary>The park it serves.</summary>
    public Id<Park> ParkId { get; private set; }

    /// <summary>Its short code, unique.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Its name as shown.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The calendar that its promises run on; null for the case's.</summary>
    public string? CalendarCode { get; private set; }

    /// <summary>Keeps hours of its own from now on; null for the case's.</summary>
    public void KeepHours(string? calendarCode) => CalendarCode = calendarCode;

    /// <summary>Sets a department up.</summary>
    public static Department Open(Id<Department> id, Id<Park> parkId, string code, string name) =>
        new()
        {
            Id = id,
            ParkId = parkId,
            Code = code,
            Name = name,
        };
}
