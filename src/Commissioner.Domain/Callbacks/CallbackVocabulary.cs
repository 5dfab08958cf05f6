using System.Globalization;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;

namespace Commissioner.Domain.Callbacks;

/// <summary>
/// Why an enterprise is called back, the weightiest first: of one case one call is made, for the weightiest reason (docs/trade.md,
/// Call-backs).
/// </summary>
public enum CallbackReason
{
    /// <summary>It withdrew: was it pressed to? 撤回.</summary>
    Withdrawal,

    /// <summary>It rated poorly 差评.</summary>
    PoorRating,

    /// <summary>What it rated poorly is said to be put right 差评整改.</summary>
    PoorCorrected,

    /// <summary>It raised its rating: did it do so freely? 改评.</summary>
    RatingRaised,

    /// <summary>The case was closed with an explanation 解释办结.</summary>
    Explained,

    /// <summary>The case was supervised 督办.</summary>
    Supervised,

    /// <summary>Its commissioner was replaced a while ago 更换后.</summary>
    AfterReplacement,

    /// <summary>Drawn at random 抽样.</summary>
    Sampled,
}

/// <summary>Where a call-back stands.</summary>
public enum CallbackStatus
{
    /// <summary>Owed 待回访.</summary>
    Open,

    /// <summary>The enterprise was reached 已回访.</summary>
    Done,

    /// <summary>Three calls in vain 未接通.</summary>
    NotReached,
}

/// <summary>What the enterprise said, answer by answer of the agent's script.</summary>
/// <param name="Solved">Is it solved? Null where the call is about no one case.</param>
/// <param name="ContactedAt">When were you contacted, UTC; null for never, or where it does not remember.</param>
/// <param name="PraiseAsked">Did anyone ask for praise?</param>
/// <param name="WithdrawalPressed">Did anyone ask for a withdrawal?</param>
/// <param name="AnotherCommissioner">Do you want another commissioner?</param>
/// <param name="RaiseWasFree">Was the rating raised freely? Null where none was raised.</param>
/// <param name="Words">In its own words, at most 1,000 characters.</param>
/// <param name="Recording">Where the recording is kept.</param>
public sealed record CallbackAnswers(
    Outcome? Solved,
    DateTimeOffset? ContactedAt,
    bool PraiseAsked,
    bool WithdrawalPressed,
    bool AnotherCommissioner,
    bool? RaiseWasFree,
    string Words,
    string? Recording
);

/// <summary>A morning or an afternoon of a calendar.</summary>
public readonly record struct HalfDay(DateOnly Day, bool Afternoon)
{
    /// <summary>The half-day of an instant in the calendar's zone; noon divides the day.</summary>
    public static HalfDay Of(DateTimeOffset at, WorkingCalendar calendar)
    {
        var local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(calendar.Zone));
        return new(DateOnly.FromDateTime(local.DateTime), local.Hour >= 12);
    }

    /// <inheritdoc/>
    public override string ToString() => Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (Afternoon ? " PM" : " AM");
}
