using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Cases;

/// <summary>What a caller said, before what a seat did for it.</summary>
public sealed record CallerSpoke(string Words, string Recording) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

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

public sealed record DepartmentCalled(
    Id<Whistle> WhistleId,
    Id<Leg> LegId,
    Id<Department> DepartmentId,
    string DepartmentName,
    bool Lead,
    WhistleKind Kind,
    DateTimeOffset CheckInBy
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A called department checked in and named its handler.</summary>
public sealed record DepartmentCheckedIn(
    Id<Leg> LegId,
    Id<Department> DepartmentId,
    string DepartmentName,
    string Handler,
    string FirstStep,
    DateTimeOffset FirstStepAt
) : DomainEvent
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
public sealed record PromiseNearlyDue(
    PromiseKind Promise,
    DateTimeOffset DueAt,
    Id<Department>? DepartmentId,
    string? DepartmentName,
    DateTimeOffset? StoodSince = null
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A promise was not kept in time.</summary>
public sealed record PromiseOverdue(
    PromiseKind Promise,
    DateTimeOffset DueAt,
    Id<Department>? DepartmentId,
    string? DepartmentName,
    IReadOnlyList<Role>? Tells,
    DateTimeOffset? StoodSince = null
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A late promise climbed a rung: a reminder, a supervision order, the leader.</summary>
public sealed record PromiseEscalated(
    PromiseKind Promise,
    PromiseLevel Raised,
    DateTimeOffset DueAt,
    Id<Department>? DepartmentId,
    string? DepartmentName,
    IReadOnlyList<Role>? Tells,
    DateTimeOffset? StoodSince = null
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>The enterprise was reminded that it is asked.</summary>
public sealed record EnterpriseReminded(PromiseKind Promise, DateTimeOffset DueAt, DateTimeOffset? StoodSince = null) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The enterprise was asked for what is missing, all at once 一次性告知, or for an answer.</summary>
public sealed record EnterpriseAsked(string Question, DateTimeOffset AnswerBy) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The enterprise answered; the clock runs again.</summary>
public sealed record EnterpriseAnswered(string AnswerText, DateTimeOffset? DueAt, int WithFiles = 0) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The enterprise added to its request without being asked.</summary>
/// <param name="SupplementText">Its words; empty where only files came.</param>
/// <param name="WithFiles">How many files came with it.</param>
public sealed record CaseSupplemented(string SupplementText, int WithFiles) : DomainEvent
{
    // Departments read it on their own page, as far as their whistles disclose the enterprise's words.
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The enterprise pressed for its request 催办.</summary>
/// <param name="Nudged">Who has it, and is asked.</param>
/// <param name="DepartmentId">The department that has it, where one has.</param>
/// <param name="DepartmentName">That department's name.</param>
/// <param name="Promise">What is owed next; null where nothing is.</param>
/// <param name="DueBy">By when, UTC.</param>
public sealed record CaseNudged(
    HolderKind Nudged,
    Id<Department>? DepartmentId,
    string? DepartmentName,
    PromiseKind? Promise,
    DateTimeOffset? DueBy
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => DepartmentId is null ? Audience.Desk | Audience.Enterprise | Audience.Supervision : Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>What was missing did not come in time; the enterprise may take the case up again at any time.</summary>
public sealed record SupplementLapsed : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>No answer came in time; the clock runs again without it.</summary>
public sealed record AnswerLapsed : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>More time was asked for.</summary>
public sealed record ExtensionAskedFor(int Days, string ExtensionReason) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>More time was granted: the enterprise hears the new date and the reason.</summary>
public sealed record ExtensionGranted(int Days, string ExtensionReason, DateTimeOffset DueAt) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>More time was refused.</summary>
public sealed record ExtensionRefused(string Reason) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>A second department has a part in it: the joint limit takes over.</summary>
public sealed record JointLimitTookOver(DateTimeOffset DueAt) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>No second department has a part in it any more: the own limit holds again.</summary>
/// <param name="DueAt">When it is due now, UTC.</param>
/// <param name="FromNow">It counts from this instant, since counted from the start it would have been over.</param>
public sealed record JointLimitEnded(DateTimeOffset DueAt, bool FromNow) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>A promise was laid anew, by another policy or calendar.</summary>
public sealed record PromiseRebased(PromiseKind Promise, DateTimeOffset From, DateTimeOffset DueAt, string RebaseReason) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The matter belongs elsewhere: why, and where to go instead.</summary>
public sealed record CaseRedirected(RedirectReason RedirectReason, string GoTo) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>It is one matter with another case of the enterprise, and goes on there.</summary>
public sealed record CaseMerged(Id<Case> IntoId, string? IntoNumber, string Reason) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>It was another matter after all, and is dealt with by itself again; what was promised is promised still.</summary>
public sealed record CaseSeparated(Id<Case> FromId, string Reason, DateTimeOffset? DueAt) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The enterprise withdrew it.</summary>
public sealed record CaseWithdrawn(string Reason) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The enterprise took it up again.</summary>
public sealed record CaseReopened(string? Words, DateTimeOffset DueAt) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The Leader was asked to plan it.</summary>
public sealed record PlanAskedFor(string Measures, string ResponsibleName, DateTimeOffset ReviewBy) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>It is planned: what is done, by whom, and when it is looked at again.</summary>
public sealed record PlanGranted(string Measures, string ResponsibleName, DateTimeOffset ReviewBy, bool Assured) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The Leader refused to plan it.</summary>
public sealed record PlanRefused(string Reason) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>A planned matter was looked at and stays planned until another day.</summary>
public sealed record PlanReviewed(string Findings, DateTimeOffset ReviewBy, bool Assured) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>A planned matter was looked at and is dealt with again.</summary>
public sealed record PlanTakenUp(string Findings, DateTimeOffset DueAt) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The Leader ended a plan: the matter is dealt with again.</summary>
public sealed record PlanEnded(string Reason, DateTimeOffset DueAt) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>It was proposed to close it explained.</summary>
public sealed record ExplanationProposed(ExplainedWhy ExplainedWhy, string Basis, string Words) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>One of the two offices approved the explanation.</summary>
public sealed record ExplanationApproved : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>One of the two offices refused the explanation.</summary>
public sealed record ExplanationRefused(string Reason) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>It was closed with an explanation, which the enterprise may contest.</summary>
public sealed record CaseExplained(ExplainedWhy ExplainedWhy, string Basis, string Words, DateTimeOffset ContestBy) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>A department's part ended with the case.</summary>
public sealed record LegCancelled(Id<Whistles.Leg> LegId, Id<Department> DepartmentId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}
