using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Remedies;

/// <summary>Several like cases got one remedy, and somebody owes it.</summary>
public sealed record RemedyStarted(Id<Department>? DepartmentId, int CaseCount, DateTimeOffset DueAt) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>It stands for one case more.</summary>
public sealed record RemedyCaseAdded(Id<Case> CaseId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>It no longer stands for a case.</summary>
public sealed record RemedyCaseTaken(Id<Case> CaseId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>Its measures were taken: the enterprises are asked whether it helped.</summary>
public sealed record RemedyDone(Id<Department>? DepartmentId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>An enterprise said whether it helped, of its own case.</summary>
public sealed record RemedyAnswered(bool Helped, Id<Case> CaseId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>A like case came back: it is owed again.</summary>
public sealed record RemedyReopened(RemedyReason RemedyReason, Id<Case> CaseId, Id<Department>? DepartmentId, DateTimeOffset DueAt)
    : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>It is due soon or late.</summary>
public sealed record RemedyLate(Id<Department>? DepartmentId, DateTimeOffset DueAt, PromiseLevel Raised, IReadOnlyList<Role> Tells)
    : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>It is not owed any more.</summary>
public sealed record RemedyCalledOff(Id<Department>? DepartmentId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>The department that owed it closed, and another owes it by the same time.</summary>
public sealed record RemedyHandedOn(Id<Department> DepartmentId, string DepartmentName) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}
