using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Satisfaction;

/// <summary>A poor rating is to be handled.</summary>
public sealed record PoorRatingOpened(DateTimeOffset ContactBy, DateTimeOffset CorrectBy) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>Somebody of the service office handles it.</summary>
public sealed record PoorRatingAssigned(Id<Person> PersonId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>The enterprise was heard.</summary>
public sealed record PoorRatingContacted : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>It was looked into.</summary>
public sealed record PoorRatingVerified(Verification Verification, DateTimeOffset CorrectBy) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>It was put right, and the enterprise has its reply.</summary>
public sealed record PoorRatingCorrected(Id<Case> CaseId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>A poor rating was not heard, or put right, in time.</summary>
public sealed record PoorRatingLate(PromiseKind Promise, DateTimeOffset DueAt, PromiseLevel Raised, IReadOnlyList<Role>? Tells)
    : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>Who was to hear the enterprise leaves; one of the office takes it anew.</summary>
public sealed record PoorRatingGivenBack(Id<Person> PersonId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}
