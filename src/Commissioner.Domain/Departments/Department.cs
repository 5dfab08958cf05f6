using Commissioner.Domain.Enterprises;

namespace Commissioner.Domain.Departments;

/// <summary>A unit that can be called by whistle 部门.</summary>
public sealed class Department
{
    private readonly List<DepartmentName> _formerNames = [];

    private Department() { }

    public Id<Department> Id { get; private set; }

    /// <summary>The park it serves.</summary>
    public Id<Park> ParkId { get; private set; }

    /// <summary>Its short code, unique.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Its name as shown.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What it was called before, where that was loaded.</summary>
    public IReadOnlyList<DepartmentName> FormerNames => _formerNames;

    /// <summary>When it closed or merged, UTC; null while it can be called.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Which department does its work since it closed.</summary>
    public Id<Department>? SuccessorId { get; private set; }

    /// <summary>Why it closed.</summary>
    public string? ClosedBecause { get; private set; }

    /// <summary>The calendar that its promises run on; null for the case's.</summary>
    public string? CalendarCode { get; private set; }

    /// <summary>Keeps hours of its own from now on; null for the case's.</summary>
    public void KeepHours(string? calendarCode) => CalendarCode = calendarCode;

    /// <summary>
    /// Corrects what is kept of it; its code stays, since tables and catalogues name it by that. A name that it no longer bears is kept among
    /// its former ones, which must have been loaded.
    /// </summary>
    /// <exception cref="RuleBroken"><see cref="DepartmentRules.DepartmentNameMissing"/>, <see
    /// cref="DepartmentRules.DepartmentIsClosed"/>.</exception>
    public void Correct(Id<Park> parkId, string name, DateTimeOffset now)
    {
        DemandOpen();
        if (!DepartmentRules.IsName(name))
        {
            throw new RuleBroken(DepartmentRules.DepartmentNameMissing) { Field = "name" };
        }

        if (Name.Length > 0 && Name != name)
        {
            _formerNames.Add(new(Id, Name, now));
        }

        (ParkId, Name) = (parkId, name);
    }

    /// <summary>Closes it, or merges it into another: that one does its work from now on.</summary>
    /// <exception cref="RuleBroken"><see cref="DepartmentRules.DepartmentIsClosed"/>, <see
    /// cref="DepartmentRules.SuccessorUnfit"/>, <see cref="DepartmentRules.ClosingReasonMissing"/>.</exception>
    public void Close(Department successor, string? reason, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(successor);
        DemandOpen();
        if (successor.Id == Id || successor.ClosedAt is not null)
        {
            throw new RuleBroken(DepartmentRules.SuccessorUnfit) { Field = "successorId" };
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.Trim().Length > DepartmentRules.LongestReason)
        {
            throw new RuleBroken(DepartmentRules.ClosingReasonMissing) { Field = "reason" };
        }

        (ClosedAt, SuccessorId, ClosedBecause) = (now, successor.Id, reason.Trim());
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
        department.Correct(parkId, name, default);
        return department;
    }

    private void DemandOpen()
    {
        if (ClosedAt is not null)
        {
            throw new RuleBroken(DepartmentRules.DepartmentIsClosed, Code) { Field = "code" };
        }
    }
}
