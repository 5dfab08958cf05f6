using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Offerings;

/// <summary>An enterprise filed what it offers or seeks.</summary>
public sealed record OfferingFiled : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The enterprise said it otherwise.</summary>
public sealed record OfferingChanged : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

public sealed record OfferingPaused : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

public sealed record OfferingResumed : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

public sealed record OfferingFulfilled : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

public sealed record OfferingWithdrawn : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>Its last day is over.</summary>
public sealed record OfferingExpired : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>Its enterprise merged into another, which has it from now on.</summary>
public sealed record OfferingHandedOn(string FromName) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>Two enterprises are asked whether they want to be introduced.</summary>
public sealed record IntroductionProposed : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>One of the two said yes. Which one, the other reads of nobody.</summary>
public sealed record IntroductionAccepted(Id<Enterprise> EnterpriseId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>Both said yes.</summary>
public sealed record IntroductionAgreed : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>One of the two does not want it.</summary>
public sealed record IntroductionDeclined(Id<Enterprise> EnterpriseId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>They were brought together.</summary>
public sealed record IntroductionMade : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>Who owns it wrote something down.</summary>
public sealed record IntroductionNoted : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>It was followed up, and they are still talking.</summary>
public sealed record IntroductionFollowedUp : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>It has its outcome.</summary>
public sealed record IntroductionEnded(IntroductionOutcome IntroductionOutcome) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>Who owns it gave it up, or one of the two is gone.</summary>
public sealed record IntroductionCalledOff : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>One of the two enterprises merged into another, which stands in its place.</summary>
public sealed record IntroductionHandedOn(string FromName) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>A follow-up is nearly due, or late.</summary>
public sealed record IntroductionLate(DateTimeOffset DueAt, PromiseLevel Raised, IReadOnlyList<Role> Tells) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}
