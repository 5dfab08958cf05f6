namespace Commissioner.Domain.FaultReviews;

public sealed record FaultReviewOpened(DateTimeOffset StateBy) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>The person stated its view, or nothing.</summary>
public sealed record FaultStatementMade(bool Nothing) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>Somebody decided.</summary>
public sealed record FaultDecided(bool Fault, DateTimeOffset? AppealBy) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>The person appeals.</summary>
public sealed record FaultAppealed : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

public sealed record FaultAppealRuled(FaultOutcome FaultOutcome) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>It was taken back.</summary>
public sealed record FaultReviewWithdrawn : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}
