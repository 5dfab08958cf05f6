using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;

namespace Commissioner.Domain.Clocks;

/// <summary>What another version of its calendar makes of an open promise.</summary>
/// <param name="ClockId">The promise's clock.</param>
/// <param name="CaseId">Its case; null for anything else's.</param>
/// <param name="Kind">What was promised.</param>
/// <param name="DueAt">When it is due now, UTC.</param>
/// <param name="PausedAt">Since when it stands still, UTC; null while it runs.</param>
/// <param name="To">What it would be.</param>
public sealed record PromiseMove(
    Id<PromiseClock> ClockId,
    Id<Case>? CaseId,
    PromiseKind Kind,
    DateTimeOffset DueAt,
    DateTimeOffset? PausedAt,
    Laid To
)
{
    /// <summary>It is due at another time.</summary>
    public bool Moves => To.DueAt != DueAt;

    /// <summary>The enterprise loses nothing: what is owed to it comes no later, what it owes itself is asked of it no earlier.</summary>
    public bool InFavour =>
        Kind is PromiseKind.Confirmation or PromiseKind.Supplement or PromiseKind.Answer ? To.DueAt >= DueAt : To.DueAt <= DueAt;

    /// <summary>
    /// It moves without being approved one by one: in the enterprise's favour, and nobody who is in time now would be late at once for time
    /// that had passed before.
    /// </summary>
    public bool MovesByItself(DateTimeOffset now) => InFavour && !(DueAt >= (PausedAt ?? now) && To.DueAt < (PausedAt ?? now));

    /// <summary>What a calendar would make of a clock; nothing changes.</summary>
    public static PromiseMove Of(PromiseClock clock, Promises promises, WorkingCalendar calendar) =>
        new(
            clock.Id,
            clock.OfCase,
            clock.Kind,
            clock.DueAt,
            clock.PausedAt,
            clock.WouldBe(promises.PolicyOf(clock.PolicyVersion)[clock.RuleCode], calendar)
        );
}
