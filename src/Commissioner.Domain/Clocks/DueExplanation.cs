using Commissioner.Domain.Calendars;

namespace Commissioner.Domain.Clocks;

/// <summary>What kind of day a calendar makes of a date.</summary>
public enum DayKind
{
    /// <summary>Worked, as every week 工作日.</summary>
    Ordinary,

    /// <summary>Off, as every week 休息日.</summary>
    DayOff,

    /// <summary>Off by a notice 节假日.</summary>
    Holiday,

    /// <summary>Worked by a notice, though off in every other week 调休上班.</summary>
    MakeUp,

    /// <summary>Worked at other hours than usual 调整时段.</summary>
    OtherHours,
}

/// <summary>A day on the way to a due time.</summary>
/// <param name="Date">The local date.</param>
/// <param name="Kind">What kind of day it is.</param>
/// <param name="Name">The holiday that it belongs to; null on ordinary days.</param>
/// <param name="Windows">Its working time between the start and the due time, UTC.</param>
/// <param name="WorkingMinutes">The minutes of these windows, rounded so that all days sum to the whole.</param>
/// <param name="Sum">The running sum.</param>
/// <param name="WorkingDay">The how-manieth working day it is, the day of the start not counted; null where it is none.</param>
public sealed record DueDay(
    DateOnly Date,
    DayKind Kind,
    string? Name,
    IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Windows,
    long WorkingMinutes,
    long Sum,
    int? WorkingDay
);

/// <summary>Why a promise is due when it is: the working time that it uses, day by day.</summary>
public static class DueExplanation
{
    /// <summary>
    /// The days from a start to a due time, both included, with the working time that lies between and in which the clock did not stand
    /// still. Windows that run over midnight stand with the day on which they open.
    /// </summary>
    public static IReadOnlyList<DueDay> Days(
        WorkingCalendar calendar,
        DateTimeOffset from,
        DateTimeOffset dueAt,
        IReadOnlyList<Pause>? pauses = null
    )
    {
        var windows = Outside(from, dueAt, pauses)
            .SelectMany(s => calendar.WindowsBetween(s.From, s.To))
            .ToLookup(w => calendar.DateOf(w.From));
        // A due time at midnight is the end of the day before: that day is the last one shown.
        var (first, last) = (calendar.DateOf(from), calendar.DateOf(dueAt > from ? dueAt.AddTicks(-1) : dueAt));
        List<DueDay> days = [];
        var (worked, day) = (0L, 0);
        for (var date = first; date <= last; date = date.AddDays(1))
        {
            var before = worked / TimeSpan.TicksPerMinute;
            List<(DateTimeOffset From, DateTimeOffset To)> used = [.. windows[date]];
            worked += used.Sum(w => (w.To - w.From).Ticks);
            var sum = worked / TimeSpan.TicksPerMinute;
            var (kind, name) = Of(calendar, date);
            // Working days are counted only without pauses: after half a day's pause a day is no longer a measure, minutes are.
            int? nth = pauses is not { Count: > 0 } && date > first && calendar.IsWorkingDay(date) ? ++day : null;
            days.Add(new(date, kind, name, used, sum - before, sum, nth));
        }

        return days;
    }

    /// <summary>The stretches of a span outside its pauses, which stand in order and do not overlap.</summary>
    public static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Outside(
        DateTimeOffset from,
        DateTimeOffset to,
        IReadOnlyList<Pause>? pauses
    )
    {
        foreach (var pause in pauses ?? [])
        {
            if (pause.From > from)
            {
                yield return (from, pause.From < to ? pause.From : to);
            }

            from = pause.To > from ? pause.To : from;
            if (from >= to)
            {
                yield break;
            }
        }

        if (from < to)
        {
            yield return (from, to);
        }
    }

    /// <summary>What a calendar makes of a date, and the holiday that it belongs to.</summary>
    public static (DayKind Kind, string? Name) Of(WorkingCalendar calendar, DateOnly date)
    {
        var usual = calendar.BaseWeek[date.DayOfWeek].Count > 0;
        return calendar.Overrides.TryGetValue(date, out var dated)
            ? (
                dated.IsOff ? DayKind.Holiday
                : usual ? DayKind.OtherHours
                : DayKind.MakeUp,
                dated.Name
            )
            : (usual ? DayKind.Ordinary : DayKind.DayOff, null);
    }
}
