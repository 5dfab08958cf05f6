using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Watches;

/// <summary>How an authority came to an enterprise.</summary>
public enum VisitKind
{
    /// <summary>A visit 走访.</summary>
    Visit,

    /// <summary>An inspection 检查.</summary>
    Inspection,

    /// <summary>A penalty 处罚.</summary>
    Penalty,
}

/// <summary>
/// A visit, an inspection or a penalty that a department reports. For 12 months after an enterprise rated poorly, those on it are listed to
/// supervision, as a guard against retaliation; who reports learns nothing of that.
/// </summary>
public sealed class ReportedVisit
{
    /// <summary>For so many months after a poor rating supervision looks at them.</summary>
    public const int WatchedForMonths = 12;

    private ReportedVisit() { }

    public Id<ReportedVisit> Id { get; private set; }

    public Id<Enterprise> EnterpriseId { get; private set; }

    /// <summary>The department that came.</summary>
    public Id<Department> DepartmentId { get; private set; }

    /// <summary>How.</summary>
    public VisitKind Kind { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Why and by which paper, 1 to 500 characters.</summary>
    public string Note { get; private set; } = "";

    /// <summary>Who reports it.</summary>
    public Id<Person> ReportedById { get; private set; }

    /// <summary>When it was reported, UTC.</summary>
    public DateTimeOffset ReportedAt { get; private set; }

    /// <summary>A department reports that it was there.</summary>
    /// <exception cref="RuleBroken">A rule of <see cref="VisitRules"/>.</exception>
    public static ReportedVisit Report(
        Id<Enterprise> enterprise,
        VisitKind? kind,
        DateTimeOffset? at,
        string? note,
        Actor by,
        DateTimeOffset now
    )
    {
        if (by.DepartmentId is not { } department)
        {
            throw new RuleBroken(VisitRules.DepartmentsReport)
            {
                Could = [Role.DepartmentLiaison, Role.DepartmentHandler, Role.DepartmentHead],
            };
        }

        if (kind is not { } what || !Enum.IsDefined(what))
        {
            throw new RuleBroken(VisitRules.VisitKindUnknown) { Field = "kind" };
        }

        if (at is not { } when || when > now || when < now.AddMonths(-WatchedForMonths))
        {
            throw new RuleBroken(VisitRules.VisitTimeCannotBe) { Field = "at" };
        }

        if (string.IsNullOrWhiteSpace(note) || note.Characters() > 500)
        {
            throw new RuleBroken(VisitRules.VisitNoteMissing) { Field = "note" };
        }

        return new()
        {
            Id = Id<ReportedVisit>.New(now),
            EnterpriseId = enterprise,
            DepartmentId = department,
            Kind = what,
            At = when,
            Note = note.Trim(),
            ReportedById = by.Id,
            ReportedAt = now,
        };
    }

    /// <summary>A department took part in a visit that was agreed on, and whoever led it wrote it down.</summary>
    public static ReportedVisit Held(
        Id<Enterprise> enterprise,
        Id<Department> department,
        DateTimeOffset at,
        string purpose,
        Actor by,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = Id<ReportedVisit>.New(now),
            EnterpriseId = enterprise,
            DepartmentId = department,
            Kind = VisitKind.Visit,
            At = at,
            Note = purpose,
            ReportedById = by.Id,
            ReportedAt = now,
        };
}

/// <summary>What is refused about reported visits.</summary>
public static class VisitRules
{
    public static readonly Rule DepartmentsReport = new(
        "DepartmentsReport",
        "Departments report visits, inspections and penalties.",
        RuleKind.Role
    );

    public static readonly Rule VisitKindUnknown = new("VisitKindUnknown", "Say which it was: Visit, Inspection or Penalty.");

    public static readonly Rule VisitTimeCannotBe = new("VisitTimeCannotBe", "It took place within the last 12 months.");

    public static readonly Rule VisitNoteMissing = new("VisitNoteMissing", "Say why, in at most 500 characters.");

    public static readonly Rule EnterpriseUnknown = new("EnterpriseUnknown", "No enterprise of the park has this credit code or name.");
}
