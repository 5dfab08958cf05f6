using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;

namespace Commissioner.Domain.Clocks;

/// <summary>A promise as it is made: what, from when, until when, and by which rules.</summary>
/// <param name="Kind">What was promised.</param>
/// <param name="StartedAt">When its time began, UTC.</param>
/// <param name="DueAt">The last instant in time, UTC.</param>
/// <param name="AmberAt">From when it is amber, UTC.</param>
/// <param name="Assured">False when the due time lies beyond the calendar's last announced year 待公告确认.</param>
/// <param name="PolicyVersion">The limits it was made by.</param>
/// <param name="CalendarVersion">The calendar it was made by.</param>
public sealed record Promise(
    PromiseKind Kind, DateTimeOffset StartedAt, DateTimeOffset DueAt, DateTimeOffset AmberAt, bool Assured, int PolicyVersion, int CalendarVersion);

/// <summary>Makes promises: limits of one policy version, on one calendar version.</summary>
public sealed class Promises(WorkingCalendar calendar, PromisePolicy policy)
{
    /// <summary>The calendar that they run on.</summary>
    public WorkingCalendar Calendar { get; } = calendar;

    /// <summary>Makes a promise by the policy's limit for this urgency.</summary>
    /// <param name="kind">What is promised.</param>
    /// <param name="urgency">How urgent the case or the whistle is.</param>
    /// <param name="from">When its time begins.</param>
    public Promise Make(PromiseKind kind, Urgency urgency, DateTimeOffset from) => Within(policy.Limit(kind, urgency), kind, from);

    /// <summary>Makes a promise with a limit of its own.</summary>
    public Promise Within(WorkingTime limit, PromiseKind kind, DateTimeOffset from)
    {
        var due = Calendar.Add(from, limit);
        return new(kind, from, due.At, AmberFrom(limit, from, due.At), due.Assured, policy.Version, Calendar.Version);
    }

    /// <summary>The lead's result is promised one working day before the case is due, and never less than one after it checked in (product.md §5).</summary>
    public Promise ForLead(DateTimeOffset caseDueAt, DateTimeOffset from)
    {
        var least = Within(WorkingTime.Days(1), PromiseKind.LegResult, from);
        var due = Calendar.Subtract(caseDueAt, WorkingTime.Days(1));
        return due.At <= least.DueAt
            ? least
            : new(PromiseKind.LegResult, from, due.At, AmberFrom(WorkingTime.Days(2), from, due.At), due.Assured, policy.Version, Calendar.Version);
    }

    // product.md §5: one working day left or 80 % used, whichever is first; a limit of one day or less has no "day left".
    private DateTimeOffset AmberFrom(WorkingTime limit, DateTimeOffset from, DateTimeOffset due)
    {
        if (limit.Unit == TimeUnit.WallMinutes)
        {
            return from + (0.8 * (due - from));
        }

        var used = Calendar.Add(from, 0.8 * Calendar.Between(from, due)).At;
        if (limit.Unit != TimeUnit.WorkingDays || limit.Amount <= 1)
        {
            return used;
        }

        var dayLeft = Calendar.Subtract(due, WorkingTime.Days(1)).At;
        return dayLeft < used && dayLeft > from ? dayLeft : used;
    }
}
