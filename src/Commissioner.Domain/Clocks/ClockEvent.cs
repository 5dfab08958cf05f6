using Commissioner.Domain.Calendars;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Clocks;

/// <summary>One thing that happened to a clock: append-only; a clock can be rebuilt from them.</summary>
public sealed class ClockEvent
{
    public Id<PromiseClock> ClockId { get; init; }

    /// <summary>Counts from 1 within the clock.</summary>
    public int Seq { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What.</summary>
    public ClockEventKind Kind { get; init; }

    /// <summary>Who did it; empty for the system.</summary>
    public Id<Person> ById { get; init; }

    /// <summary>In which role.</summary>
    public Role As { get; init; }

    /// <summary>Why, in a code or in few words; null where nothing needs a reason.</summary>
    public string? Reason { get; init; }

    /// <summary>The time that was granted, by an extension; the limit of its own, by what starts or limits it.</summary>
    public WorkingTime? Time { get; init; }

    /// <summary>The due time after it, UTC.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>The limit that it is pinned to after it.</summary>
    public string RuleCode { get; init; } = "";

    /// <summary>The policy after it.</summary>
    public int PolicyVersion { get; init; }

    /// <summary>The calendar's version after it.</summary>
    public int CalendarVersion { get; init; }
}

/// <summary>
/// That a level of a clock was raised. Clock, revision and level are a unique key, so that two nodes can't raise it twice.
/// </summary>
public sealed class Firing
{
    private Firing() { }

    public Id<PromiseClock> ClockId { get; private set; }

    /// <summary>The clock's revision at that time: under a later one the level may be raised again.</summary>
    public int Revision { get; private set; }

    /// <summary>The level that was raised.</summary>
    public PromiseLevel Level { get; private set; }

    /// <summary>When it should have been raised, UTC.</summary>
    public DateTimeOffset WantedAt { get; private set; }

    /// <summary>When it was raised, UTC; the difference is the sweep's lateness.</summary>
    public DateTimeOffset FiredAt { get; private set; }

    /// <summary>Notes a level raised now.</summary>
    public static Firing Of(PromiseClock clock, Step step, DateTimeOffset now) =>
        new()
        {
            ClockId = clock.Id,
            Revision = clock.Revision,
            Level = step.Level,
            WantedAt = step.At,
            FiredAt = now,
        };
}
