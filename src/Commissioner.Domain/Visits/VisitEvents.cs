namespace Commissioner.Domain.Visits;

/// <summary>The enterprise asked for a visit.</summary>
public sealed record VisitAskedFor : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;
}

/// <summary>A visit was planned within the enterprise's budget.</summary>
public sealed record VisitPlanned : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;
}

/// <summary>A visit beyond the budget was planned: the service office is asked.</summary>
public sealed record VisitDecisionAsked : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>The service office allowed a visit beyond the budget.</summary>
public sealed record VisitAllowed : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;
}

/// <summary>The service office did not allow it.</summary>
public sealed record VisitRefused : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>One side named another time.</summary>
public sealed record VisitMoved(DateTimeOffset ToAt) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;
}

public sealed record VisitAgreed : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;
}

public sealed record VisitDeclined : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;
}

public sealed record VisitCalledOff : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;
}

/// <summary>Another department comes along.</summary>
public sealed record VisitJoined : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;
}

public sealed record VisitHeld : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.All;
}

/// <summary>The enterprise rated a visit.</summary>
public sealed record VisitRated : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Enterprise | Audience.Supervision;
}
