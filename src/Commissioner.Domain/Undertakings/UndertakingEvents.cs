using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;

namespace Commissioner.Domain.Undertakings;

/// <summary>An event of one node: it says who has the node from then on, so that the timeline is the node's ledger, too.</summary>
public interface INodeEvent
{
    string NodeCode { get; }

    /// <summary>Who has the node after it.</summary>
    HolderKind Held { get; }

    /// <summary>The department that has it, where one has.</summary>
    Id<Department>? HeldById { get; }
}

/// <summary>The enterprise entrusted it.</summary>
public sealed record UndertakingEntrusted(string UndertakingTitle, string TemplateCode) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>It began; the agents are named.</summary>
public sealed record UndertakingStarted(string AgentName, string ColleagueName, DateTimeOffset EndAt) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>Others go on as agents.</summary>
public sealed record AgentsNamed(string AgentName, string ColleagueName) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The enterprise took its entrustment back.</summary>
public sealed record EntrustmentTakenBack : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The green lane's limits hold from here on.</summary>
public sealed record GreenLaneGranted(string GreenDecision, DateTimeOffset EndAt) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>A node may be handed in.</summary>
public sealed record NodeBecameReady(
    string NodeCode,
    string NodeName,
    HolderKind Held,
    Id<Department>? HeldById,
    Id<Department> DepartmentId,
    DateTimeOffset FileBy
) : DomainEvent, INodeEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>Papers lie with the department.</summary>
public sealed record NodeSubmitted(
    string NodeCode,
    string NodeName,
    HolderKind Held,
    Id<Department>? HeldById,
    string DepartmentName,
    DateTimeOffset DueAt
) : DomainEvent, INodeEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => HeldById;
}

/// <summary>The department took the papers up.</summary>
public sealed record NodeTakenUp(string NodeCode, string NodeName, HolderKind Held, Id<Department>? HeldById, string DepartmentName)
    : DomainEvent,
        INodeEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => HeldById;
}

/// <summary>Papers were returned, with everything that is missing.</summary>
public sealed record NodeReturned(
    string NodeCode,
    string NodeName,
    HolderKind Held,
    Id<Department>? HeldById,
    Id<Department> DepartmentId,
    string DepartmentName,
    string Missing,
    DateTimeOffset FileBy
) : DomainEvent, INodeEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>What was missing was handed in.</summary>
public sealed record NodeCorrected(
    string NodeCode,
    string NodeName,
    HolderKind Held,
    Id<Department>? HeldById,
    string DepartmentName,
    DateTimeOffset DueAt
) : DomainEvent, INodeEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => HeldById;
}

public sealed record NodeApproved(
    string NodeCode,
    string NodeName,
    HolderKind Held,
    Id<Department>? HeldById,
    Id<Department> DepartmentId,
    string DepartmentName
) : DomainEvent, INodeEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

public sealed record NodeRefused(
    string NodeCode,
    string NodeName,
    HolderKind Held,
    Id<Department>? HeldById,
    Id<Department> DepartmentId,
    string DepartmentName,
    string Reason
) : DomainEvent, INodeEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A node stands still until a day.</summary>
public sealed record NodeSuspended(
    string NodeCode,
    string NodeName,
    HolderKind Held,
    Id<Department>? HeldById,
    Id<Department> DepartmentId,
    SuspensionCause SuspensionCause,
    string Reason,
    DateTimeOffset GoesOnAt
) : DomainEvent, INodeEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A node goes on.</summary>
public sealed record NodeResumed(
    string NodeCode,
    string NodeName,
    HolderKind Held,
    Id<Department>? HeldById,
    Id<Department> DepartmentId,
    DateTimeOffset DueAt
) : DomainEvent, INodeEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A promise of a node is due soon or late.</summary>
public sealed record NodeLate(
    string NodeCode,
    string NodeName,
    HolderKind Held,
    Id<Department>? HeldById,
    Id<Department> DepartmentId,
    PromiseKind Promise,
    DateTimeOffset DueAt,
    PromiseLevel Raised,
    IReadOnlyList<Role> Tells
) : DomainEvent, INodeEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A slip of one node moved others.</summary>
public sealed record NodesMoved(string NodeCode, string NodeName, string NodeNames, DateTimeOffset EndWasAt, DateTimeOffset EndAt)
    : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>A matter of a node became a case.</summary>
public sealed record NodeBecameCase(string NodeCode, string NodeName, Id<Case> CaseId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The enterprise is told where it stands, every week.</summary>
public sealed record StandingTold(int NodesDone, int NodesAll, string? NodeNames, DateTimeOffset EndAt) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>Every node is approved.</summary>
public sealed record UndertakingCompleted(int DaysTaken, int DaysStatutory) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The enterprise said what it thinks of it.</summary>
public sealed record UndertakingRated(Level Level) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Enterprise | Audience.Supervision;
}

/// <summary>An enterprise applied for a package.</summary>
public sealed record PackageFiled(string UndertakingTitle, string TemplateCode, DateTimeOffset EndAt) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>A unit said what is missing of its matter; the enterprise is asked once all have spoken.</summary>
public sealed record NodeLacks(
    string NodeCode,
    string NodeName,
    HolderKind Held,
    Id<Department>? HeldById,
    Id<Department> DepartmentId,
    string DepartmentName,
    string Missing
) : DomainEvent, INodeEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>What a unit found missing was asked for.</summary>
public sealed record NodeAsked(string NodeCode, string NodeName, HolderKind Held, Id<Department>? HeldById, Id<Department> DepartmentId)
    : DomainEvent,
        INodeEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>The enterprise was asked for everything that is missing, of all matters at once.</summary>
public sealed record PackageReturned(string Missing, DateTimeOffset FileBy) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The enterprise handed in what it was asked for.</summary>
public sealed record PackageSupplied(string? Words) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>A promise of the whole is due soon or late, or the enterprise is reminded.</summary>
public sealed record PackageLate(PromiseKind Promise, DateTimeOffset DueAt, PromiseLevel Raised, IReadOnlyList<Role> Tells) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>What was asked for did not come in time: the matter is not decided on.</summary>
public sealed record NodeLapsed(string NodeCode, string NodeName, HolderKind Held, Id<Department>? HeldById, Id<Department> DepartmentId)
    : DomainEvent,
        INodeEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>The owner signed that a paper follows.</summary>
public sealed record PaperPromised(string NodeCode, string NodeName, Id<Department> DepartmentId, string PaperName, DateTimeOffset DueAt)
    : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A promise of a paper is due soon or late.</summary>
public sealed record PaperLate(
    string NodeCode,
    string NodeName,
    Id<Department> DepartmentId,
    string PaperName,
    PromiseKind Promise,
    DateTimeOffset DueAt,
    PromiseLevel Raised,
    IReadOnlyList<Role> Tells
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A promised paper came.</summary>
public sealed record PaperSupplied(string NodeCode, string NodeName, Id<Department> DepartmentId, string PaperName, DateTimeOffset DueAt)
    : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A promised paper is in order.</summary>
public sealed record PaperVerified(string NodeCode, string NodeName, Id<Department> DepartmentId, string PaperName) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A promised paper is not in order.</summary>
public sealed record PaperSentBack(
    string NodeCode,
    string NodeName,
    Id<Department> DepartmentId,
    string PaperName,
    string Reason,
    DateTimeOffset DueAt
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A paper that did not come is ordered.</summary>
public sealed record PaperCorrectionOrdered(
    string NodeCode,
    string NodeName,
    Id<Department> DepartmentId,
    string PaperName,
    string Reason,
    DateTimeOffset DueAt
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A promise was broken: what was granted is revoked, and no other promise is taken until a day.</summary>
public sealed record PromiseBroken(
    string NodeCode,
    string NodeName,
    HolderKind Held,
    Id<Department>? HeldById,
    Id<Department> DepartmentId,
    string PaperName,
    string Reason,
    DateOnly ExcludedThrough
) : DomainEvent, INodeEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>The enterprise says what kept it.</summary>
public sealed record MajeureClaimed(string NodeCode, string NodeName, Id<Department> DepartmentId, string PaperName, string Reason)
    : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>Force majeure was granted; with a new day where the paper is still to come.</summary>
public sealed record MajeureGranted(string NodeCode, string NodeName, Id<Department> DepartmentId, string PaperName, DateTimeOffset? DueAt)
    : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>Force majeure was refused.</summary>
public sealed record MajeureRefused(string NodeCode, string NodeName, Id<Department> DepartmentId, string PaperName, string Reason)
    : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}
