using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Cases;

/// <summary>The enterprise filed a request.</summary>
public sealed record CaseSubmitted(bool ReadBack) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The case was accepted and its promise fixed.</summary>
public sealed record CaseAccepted(DateTimeOffset DueAt, bool Assured) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The commissioner spoke to the enterprise.</summary>
public sealed record FirstContactRecorded(ContactMeans Means, DateTimeOffset ContactAt, string ContactOutcome) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>A department was called.</summary>
public sealed record DepartmentCalled(
    Id<Whistle> WhistleId, Id<Leg> LegId, Id<Department> DepartmentId, string DepartmentName, bool Lead, WhistleKind Kind, DateTimeOffset CheckInBy) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A called department checked in and named its handler.</summary>
public sealed record DepartmentCheckedIn(
    Id<Leg> LegId, Id<Department> DepartmentId, string DepartmentName, string Handler, string FirstStep, DateTimeOffset FirstStepAt) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A department reported its result.</summary>
public sealed record DepartmentReported(Id<Leg> LegId, Id<Department> DepartmentId, string DepartmentName, string Done) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>The commissioner accepted a department's report.</summary>
public sealed record ReportApproved(Id<Leg> LegId, Id<Department> DepartmentId, string DepartmentName) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>The commissioner sent a department's report back.</summary>
public sealed record ReportReturned(Id<Leg> LegId, Id<Department> DepartmentId, string DepartmentName, string Reason) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>The commissioner proposed the closure.</summary>
public sealed record ClosureProposed(string Done, DateTimeOffset SolvedAt) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The closure passed the review, or nobody reviewed it in time.</summary>
public sealed record ClosurePassed(bool Reviewed, DateTimeOffset ConfirmBy) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The review sent the closure back.</summary>
public sealed record ClosureReturned(string Reason) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>The enterprise said whether it is resolved.</summary>
public sealed record OutcomeConfirmed(Outcome Outcome, string? Words) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The enterprise was asked and said nothing.</summary>
public sealed record ConfirmationLapsed : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>A promise turned amber.</summary>
public sealed record PromiseNearlyDue(PromiseKind Promise, DateTimeOffset DueAt, Id<Department>? DepartmentId, string? DepartmentName) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A promise was not kept in time.</summary>
public sealed record PromiseOverdue(PromiseKind Promise, DateTimeOffset DueAt, Id<Department>? DepartmentId, string? DepartmentName) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}
