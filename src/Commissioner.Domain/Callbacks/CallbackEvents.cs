using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Callbacks;

/// <summary>A call-back is owed, or is owed for a weightier reason.</summary>
public sealed record CallbackOpened(CallbackReason CallbackReason, DateTimeOffset DueAt) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>A call was in vain.</summary>
public sealed record CallbackTried(int Attempt) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>Three calls were in vain.</summary>
public sealed record CallbackNotReached : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>The enterprise was reached; what it said is in the call-back itself.</summary>
public sealed record CallbackMade(CallbackReason CallbackReason) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>A call-back was not made in time.</summary>
public sealed record CallbackLate(CallbackReason CallbackReason, DateTimeOffset DueAt, PromiseLevel Raised, IReadOnlyList<Role>? Tells)
    : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}
