using Commissioner.Domain;
using Commissioner.Domain.Clocks;

namespace Commissioner.Data;

/// <summary>A clock that could not be raised: put off, so that it holds up no other, and tried again with growing patience.</summary>
public sealed class SetAsideRow
{
    public RowKind Kind { get; init; }

    /// <summary>The clock, or the case or enterprise whose entries or facts can't be worked on.</summary>
    public Guid Key { get; init; }

    /// <summary>How often it failed.</summary>
    public int Attempts { get; set; }

    /// <summary>When it failed first, UTC.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When it failed last, UTC.</summary>
    public DateTimeOffset LastTryAt { get; set; }

    /// <summary>When it is tried next, UTC. Of a clock its own next instant: once that differs, the clock has moved on.</summary>
    public DateTimeOffset NextTryAt { get; set; }

    /// <summary>Type and code of the failure; never its text.</summary>
    public string Error { get; set; } = "";
}

/// <summary>What a row that was set aside keeps waiting.</summary>
public enum RowKind
{
    /// <summary>A clock is not raised.</summary>
    Clock,

    /// <summary>What follows from a subject's entries is not planned, from the broken one on: its order holds.</summary>
    Reaction,

    /// <summary>A subject's facts are not counted.</summary>
    Facts,

    /// <summary>A notice goes out by no channel.</summary>
    Notice,
}

/// <summary>A field of an open clock that is not what its events say.</summary>
public sealed class Drift
{
    public Id<PromiseClock> ClockId { get; init; }

    public string Field { get; init; } = "";

    /// <summary>What the row says.</summary>
    public string? Stored { get; init; }

    /// <summary>What its events say.</summary>
    public string? Rebuilt { get; init; }

    /// <summary>When it was found, UTC.</summary>
    public DateTimeOffset FoundAt { get; init; }
}

/// <summary>What can be wrong with the machine.</summary>
public enum EngineTrouble
{
    /// <summary>A job failed three times in a row.</summary>
    JobFails,

    /// <summary>The engine wakes nobody; the watchdog does its work.</summary>
    EngineStopped,

    /// <summary>A clock can't be raised.</summary>
    RowSetAside,

    /// <summary>Clocks are not what their events say.</summary>
    Drift,

    /// <summary>Next year's notice of holidays is missing.</summary>
    CalendarEnds,

    /// <summary>Another system failed for so long that it is told nothing more.</summary>
    WebhookOff,
}

/// <summary>That something was wrong with the machine: told once, until it is over.</summary>
public sealed class EngineAlarm
{
    /// <summary>Its key, growing.</summary>
    public long Id { get; private set; }

    /// <summary>What is wrong.</summary>
    public EngineTrouble Trouble { get; init; }

    /// <summary>Of what: a job's name, a year; empty where there is one only.</summary>
    public string Subject { get; init; } = "";

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset RaisedAt { get; init; }

    /// <summary>When it was over, UTC.</summary>
    public DateTimeOffset? OverAt { get; set; }
}

/// <summary>How late levels were raised, in seconds; empty when none was.</summary>
public sealed class Lateness
{
    /// <summary>Of how many.</summary>
    public int Count { get; init; }

    /// <summary>Half of them were no later.</summary>
    public double? P50 { get; init; }

    /// <summary>Of a hundred, 99 were no later.</summary>
    public double? P99 { get; init; }

    /// <summary>The latest.</summary>
    public double? Max { get; init; }
}
