using Commissioner.Domain;
using Commissioner.Domain.People;

namespace Commissioner.Data;

/// <summary>
/// A version of a calendar, proposed or in force; never changed once it is. What ships with the product is version 1 of its own and no row.
/// </summary>
public sealed class StoredCalendar
{
    /// <summary>What it is called in the settings.</summary>
    public string Code { get; init; } = "";

    /// <summary>Its name as shown.</summary>
    public string Name { get; init; } = "";

    /// <summary>1, 2, 3 …</summary>
    public int Version { get; init; }

    /// <summary>Zone, week, overrides and notices, as <see cref="Domain.Calendars.CalendarFile"/> writes them.</summary>
    public string Content { get; init; } = "";

    /// <summary>Where it comes from: the notice's number, or why it was changed.</summary>
    public string Source { get; init; } = "";

    public Id<Person> ProposedById { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset ProposedAt { get; init; }

    /// <summary>The second person who confirmed it; null while it is proposed.</summary>
    public Id<Person>? ConfirmedById { get; set; }

    /// <summary>Since when it is in force, UTC; null while it is proposed.</summary>
    public DateTimeOffset? InForceAt { get; set; }
}

/// <summary>
/// A version of the policy, proposed or in force; never changed once it is. The first ships with the product and is no row.
/// </summary>
public sealed class StoredPolicy
{
    /// <summary>2, 3, 4 …</summary>
    public int Version { get; init; }

    /// <summary>The limits, as <see cref="Domain.Clocks.PolicyFile"/> writes them.</summary>
    public string Content { get; init; } = "";

    /// <summary>Why it was changed.</summary>
    public string Reason { get; init; } = "";

    public Id<Person> ProposedById { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset ProposedAt { get; init; }

    /// <summary>The second person who confirmed it; null while it is proposed.</summary>
    public Id<Person>? ConfirmedById { get; set; }

    /// <summary>Since when it is in force, UTC; null while it is proposed.</summary>
    public DateTimeOffset? InForceAt { get; set; }
}
