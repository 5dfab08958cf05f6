using Commissioner.Domain.Cases;
using Commissioner.Domain.Replacements;

namespace Commissioner.Domain.Clocks;

/// <summary>
/// The clock of one promise: one row per subject, kind and cycle. <see cref="NextFireAt"/> is when the sweep has something to raise;
/// null while nothing is left to raise and once it has stopped.
/// </summary>
public sealed class PromiseClock
{
    private PromiseClock() { }

    /// <summary>Its key.</summary>
    public Id<PromiseClock> Id { get; private set; }

    /// <summary>The case that it is of; null for a replacement's.</summary>
    public Id<Case>? CaseId { get; private set; }

    /// <summary>The replacement that it is of; null for a case's.</summary>
    public Id<Replacement>? ReplacementId { get; private set; }

    /// <summary>The case, the leg or the replacement that owes.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>What was promised.</summary>
    public PromiseKind Kind { get; private set; }

    /// <summary>1 for the first time, then one more each time that it starts anew.</summary>
    public int Cycle { get; private set; }

    /// <summary>When its time began, UTC.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>The last instant in time, UTC.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>From when it is amber, UTC.</summary>
    public DateTimeOffset AmberAt { get; private set; }

    /// <summary>False when the due time lies beyond the calendar's last announced year.</summary>
    public bool Assured { get; private set; }

    /// <summary>What has been raised.</summary>
    public PromiseLevel Level { get; private set; }

    /// <summary>When the sweep has something to raise, UTC; null when it has not.</summary>
    public DateTimeOffset? NextFireAt { get; private set; }

    /// <summary>When it ended, UTC; null while it runs.</summary>
    public DateTimeOffset? StoppedAt { get; private set; }

    /// <summary>How it ended; null while it runs.</summary>
    public PromiseResult? Result { get; private set; }

    /// <summary>The limits that it was made by.</summary>
    public int PolicyVersion { get; private set; }

    /// <summary>The calendar that it was made by.</summary>
    public int CalendarVersion { get; private set; }

    /// <summary>Runs still.</summary>
    public bool IsRunning => StoppedAt is null;

    /// <summary>Starts a case's clock.</summary>
    public static PromiseClock Start(Promise promise, Id<Case> @case, Guid subject, int cycle) => Start(promise, subject, cycle, @case, null);

    /// <summary>Starts a replacement's clock.</summary>
    public static PromiseClock Start(Promise promise, Id<Replacement> replacement) => Start(promise, replacement.Value, 1, null, replacement);

    /// <summary>Near or past its due time at this instant. In time up to and including <see cref="DueAt"/>.</summary>
    public Alarm AlarmAt(DateTimeOffset now) =>
        !IsRunning ? Alarm.None : now > DueAt ? Alarm.Red : now >= AmberAt ? Alarm.Amber : Alarm.None;

    /// <summary>Ends it by what somebody did.</summary>
    public void Stop(DateTimeOffset at) => End(at, at <= DueAt ? PromiseResult.Met : PromiseResult.Late);

    /// <summary>Ends it without a result: it is no longer owed.</summary>
    public void Cancel(DateTimeOffset at) => End(at, PromiseResult.Cancelled);

    /// <summary>Ends it by itself: its time is over and the system acts.</summary>
    public void Lapse(DateTimeOffset at) => End(at, PromiseResult.Lapsed);

    /// <summary>Runs on after what stopped it was sent back; the due time stays, what was raised stays raised.</summary>
    public void RunOn()
    {
        (StoppedAt, Result) = (null, null);
        NextFireAt = Level switch { PromiseLevel.Quiet => AmberAt, PromiseLevel.Warned => DueAt, _ => null };
    }

    /// <summary>Raises what is due at this instant, lowest first; empty when nothing is. Never early, each level once.</summary>
    public IReadOnlyList<PromiseLevel> Fire(DateTimeOffset now)
    {
        if (!IsRunning)
        {
            NextFireAt = null;
            return [];
        }

        List<PromiseLevel> raised = [];
        if (Level < PromiseLevel.Warned && now >= AmberAt)
        {
            raised.Add(PromiseLevel.Warned);
        }

        if (Level < PromiseLevel.Overdue && now > DueAt)
        {
            raised.Add(PromiseLevel.Overdue);
        }

        Level = raised.Count > 0 ? raised[^1] : Level;
        NextFireAt = Level switch { PromiseLevel.Quiet => AmberAt, PromiseLevel.Warned => DueAt, _ => null };
        return raised;
    }

    private static PromiseClock Start(Promise promise, Guid subject, int cycle, Id<Case>? @case, Id<Replacement>? replacement) => new()
    {
        Id = Id<PromiseClock>.New(promise.StartedAt),
        CaseId = @case,
        ReplacementId = replacement,
        SubjectId = subject,
        Kind = promise.Kind,
        Cycle = cycle,
        StartedAt = promise.StartedAt,
        DueAt = promise.DueAt,
        AmberAt = promise.AmberAt,
        Assured = promise.Assured,
        NextFireAt = promise.AmberAt,
        PolicyVersion = promise.PolicyVersion,
        CalendarVersion = promise.CalendarVersion,
    };

    private void End(DateTimeOffset at, PromiseResult result)
    {
        if (!IsRunning)
        {
            return;
        }

        (StoppedAt, Result, NextFireAt) = (at, result, null);
    }
}

/// <summary>That a level of a clock was raised. A unique row, so that it is raised once whatever happens.</summary>
public sealed class Firing
{
    private Firing() { }

    /// <summary>The clock.</summary>
    public Id<PromiseClock> ClockId { get; private set; }

    /// <summary>The level.</summary>
    public PromiseLevel Level { get; private set; }

    /// <summary>When it should have been raised, UTC.</summary>
    public DateTimeOffset WantedAt { get; private set; }

    /// <summary>When it was raised, UTC; the difference is the sweep's lateness.</summary>
    public DateTimeOffset FiredAt { get; private set; }

    /// <summary>Notes a level raised now.</summary>
    public static Firing Of(PromiseClock clock, PromiseLevel level, DateTimeOffset now) => new()
    {
        ClockId = clock.Id,
        Level = level,
        WantedAt = level == PromiseLevel.Warned ? clock.AmberAt : clock.DueAt,
        FiredAt = now,
    };
}
