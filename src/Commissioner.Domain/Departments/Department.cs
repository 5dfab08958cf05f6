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

    /// <summary>Corrects what is kept of it; its code stays, since tables and catalogues name it by that.</summary>
    /// <exception cref="RuleBroken"><see cref="DepartmentRules.DepartmentNameMissing"/>.</exception>
    public void Correct(Id<Park> parkId, string name)
    {
        if (!DepartmentRules.IsName(name))
        {
            throw new RuleBroken(DepartmentRules.DepartmentNameMissing) { Field = "name" };
        }

        (ParkId, Name) = (parkId, name);
    }

    /// <summary>Sets a department up.</summary>
    /// <exception cref="RuleBroken"><see cref="DepartmentRules.DepartmentCodeUnfit"/>, <see
    /// cref="DepartmentRules.DepartmentNameMissing"/>.</exception>
    public static Department Open(Id<Department> id, Id<Park> parkId, string code, string name)
    {
        if (!DepartmentRules.IsCode(code))
        {
            throw new RuleBroken(DepartmentRules.DepartmentCodeUnfit) { Field = "code" };
        }

        var department = new Department { Id = id, Code = code };
        department.Correct(parkId, name);
        return department;
    }
}
