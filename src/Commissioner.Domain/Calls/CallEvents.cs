using Commissioner.Domain.People;

namespace Commissioner.Domain.Calls;

/// <summary>Somebody rings.</summary>
public sealed record CallRang : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>A seat took the call.</summary>
public sealed record CallAnswered(Id<Person>? SeatId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>Nobody took the call; the caller is to be called back by then.</summary>
public sealed record CallMissed(DateTimeOffset ReturnBy) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>The call can be heard again.</summary>
public sealed record CallRecorded(string Recording) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>Somebody had its recording opened, to hear it.</summary>
public sealed record RecordingHeard : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>The call is over.</summary>
public sealed record CallEnded : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>The seat handed the caller over to somebody on the telephone.</summary>
public sealed record CallTransferred(Id<Person> PersonId, string PersonName) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>A seat took it upon itself to call back.</summary>
public sealed record ReturnTaken : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>The caller was called back.</summary>
public sealed record ReturnMade(ReturnOutcome ReturnOutcome, string? Note) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}
