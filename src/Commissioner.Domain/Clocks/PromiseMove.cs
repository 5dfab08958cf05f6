using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Replacements;

namespace Commissioner.Domain.Clocks;

/// <summary>What another version of its calendar makes of an open promise.</summary>
/// <param name="ClockId">The promise's clock.</param>
/// <param name="CaseId">Its case; null for a replacement's.</param>
/// <param name="ReplacementId">Its replacement; null for a case's.</param>
/// <param name="Kind">What was promised.</param>
/// <param name="DueAt">When it is due now, UTC.</param>
/// <param name="To">What it would be.</param>
public sealed record PromiseMove(Id<PromiseClock> ClockId, Id<Case>? CaseId, Id<Replacement>? ReplacementId, PromiseKind Kind, DateTimeOffset DueAt, Laid To)
{
    /// <summary>It is due at another time.</summary>
    public bool Moves => To.DueAt != DueAt;

    /// <summary>
    /// The enterprise loses nothing: what is owed to it comes no later, what it owes itself is asked of it no earlier. Only then a promise moves
    /// without being approved one by one (product.md §5).
    /// </summary>
    public bool InFavour => Kind is PromiseKind.Confirmation or PromiseKind.Supplement or PromiseKind.Answer ? To.DueAt >= DueAt : To.DueAt <= DueAt;

    /// <summary>What a calendar would make of a clock; nothing changes.</summary>
    public static PromiseMove Of(PromiseClock clock, Promises promises, WorkingCalendar calendar) =>
        new(clock.Id, clock.CaseId, clock.ReplacementId, clock.Kind, clock.DueAt, clock.WouldBe(promises.PolicyOf(clock.PolicyVersion)[clock.RuleCode], calendar));
}
