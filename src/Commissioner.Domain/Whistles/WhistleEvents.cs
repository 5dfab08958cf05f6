using Commissioner.Domain.Departments;

namespace Commissioner.Domain.Whistles;

/// <summary>A called department says that it was called in error, and who is competent.</summary>
public sealed record DepartmentObjected(
    Id<Leg> LegId,
    Id<Department> DepartmentId,
    string DepartmentName,
    string Reason,
    string DutyBasis,
    Id<Department> CompetentId,
    string CompetentName,
    DateTimeOffset RulingBy
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>
/// The department stays called, for good; from the objection until the ruling, or until that was due, the time is the department's.
/// </summary>
public sealed record ObjectionDismissed(
    Id<Leg> LegId,
    Id<Department> DepartmentId,
    string DepartmentName,
    string Reason,
    DateTimeOffset CheckInBy,
    DateTimeOffset ChargedFromAt,
    DateTimeOffset ChargedUntilAt
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>
/// The department was called in error: the time since is nobody's, and the catalogue item that it was called by should change.
/// </summary>
public sealed record ObjectionUpheld(
    Id<Leg> LegId,
    Id<Department> DepartmentId,
    string DepartmentName,
    string Reason,
    Id<Whistle> WhistleId,
    string? CatalogueItemCode,
    bool Lead,
    Id<Department>? NewDepartmentId,
    string? NewDepartmentName,
    DateTimeOffset ChargedFromAt
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A conference is to decide on the objection.</summary>
public sealed record ObjectionConferred(
    Id<Leg> LegId,
    Id<Department> DepartmentId,
    string DepartmentName,
    string Reason,
    Id<Conference> ConferenceId,
    DateTimeOffset DecideBy
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A department that assisted leads from now on.</summary>
public sealed record LeadTakenOver(Id<Leg> LegId, Id<Department> DepartmentId, string DepartmentName) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>Passed on three times without a lead: a problem case for the leader, with the whole path.</summary>
public sealed record NobodyLed(Id<Whistle> WhistleId, Id<Leg> LegId, int Transfers, string Path) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>A leg went a level up: 2 head and leader in charge, 3 joint meeting.</summary>
public sealed record LegRaised(
    Id<Leg> LegId,
    Id<Department> DepartmentId,
    string? DepartmentName,
    int Level,
    RaisedBecause RaisedBecause,
    string? Reason
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A department is no longer asked.</summary>
public sealed record DepartmentReleased(Id<Leg> LegId, Id<Department> DepartmentId, string DepartmentName, string Reason) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A department closed, and another owes what it owed.</summary>
public sealed record LegGoesOn(Id<Leg> LegId, string DepartmentName, Id<Department> NewDepartmentId, string NewDepartmentName) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => NewDepartmentId;
}

/// <summary>Somebody else of the department deals with its leg.</summary>
public sealed record LegHandedOver(Id<Leg> LegId, Id<Department> DepartmentId, string DepartmentName, string Handler) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A department says why its result comes late, where it stands and when more is heard.</summary>
public sealed record InterimReported(
    Id<Leg> LegId,
    Id<Department> DepartmentId,
    string DepartmentName,
    string Why,
    string Standing,
    DateTimeOffset NextAt
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A lead's report lies with its head.</summary>
public sealed record ReportLaidBeforeHead(Id<Leg> LegId, Id<Department> DepartmentId, string DepartmentName) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>The head of a department stands behind its report.</summary>
public sealed record HeadConsented(Id<Leg> LegId, Id<Department> DepartmentId, string DepartmentName, bool Stated) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A department came to the meeting on site.</summary>
public sealed record DepartmentArrived(
    Id<Leg> LegId,
    Id<Department> DepartmentId,
    string DepartmentName,
    string ArrivalPlace,
    DateTimeOffset ArrivedAt
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>The other side confirms that a department came.</summary>
public sealed record ArrivalConfirmed(Id<Leg> LegId, Id<Department> DepartmentId, string DepartmentName) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A conference was convened, or its time, place or people changed.</summary>
public sealed record ConferenceConvened(
    Id<Conference> ConferenceId,
    Id<Whistle> WhistleId,
    string Agenda,
    string? MeetPlace,
    DateTimeOffset? MeetAt,
    string? People
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>The minutes of a conference were written.</summary>
public sealed record ConferenceMinuted(Id<Conference> ConferenceId, Id<Whistle> WhistleId, string Minutes, int Decisions) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>A conference decided what a department does, and until when.</summary>
public sealed record DepartmentDecided(
    Id<Leg> LegId,
    Id<Department> DepartmentId,
    string DepartmentName,
    bool Lead,
    string Decision,
    DateTimeOffset DueAt
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Department | Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>One side judged the other; what it thinks stays sealed.</summary>
public sealed record SideJudged(Id<Leg> LegId, Id<Department> DepartmentId, bool ByDepartment) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}
