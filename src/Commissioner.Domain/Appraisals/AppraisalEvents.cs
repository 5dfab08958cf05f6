using Commissioner.Domain.Cases;

namespace Commissioner.Domain.Appraisals;

/// <summary>A unit proposed to leave something out.</summary>
public sealed record ExclusionProposed(Id<Case> CaseId, FactKind FactKind, ExclusionGround ExclusionGround) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>Supervision has checked it.</summary>
public sealed record ExclusionChecked : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>Appraisal approved it: it is public from then on.</summary>
public sealed record ExclusionApproved(DateTimeOffset ContestUntil) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;
}

/// <summary>It was refused, or taken back after a contest.</summary>
public sealed record ExclusionRefused(string Reason) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>Somebody contests it.</summary>
public sealed record ExclusionContested : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>The contest was looked into and it stands.</summary>
public sealed record ExclusionUpheld : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;
}
