namespace Commissioner.Domain.Calendars;

/// <summary>A date of which two versions say different things.</summary>
/// <param name="On">The local date.</param>
/// <param name="Before">What the older said; null where it followed the week.</param>
/// <param name="After">What the newer says; null where it follows the week.</param>
public sealed record DateDifference(DateOnly On, DatedOverride? Before, DatedOverride? After);

/// <summary>Hours of a weekday of which two versions say different things.</summary>
public sealed record HoursDifference(DayOfWeek Day, IReadOnlyList<Window> Before, IReadOnlyList<Window> After);

/// <summary>A year whose notice two versions name differently.</summary>
/// <param name="Year">The year.</param>
/// <param name="Before">The older's notice; null where it knew none.</param>
/// <param name="After">The newer's notice; null where it knows none.</param>
public sealed record NoticeDifference(int Year, string? Before, string? After);

/// <summary>What the next version of a calendar changes.</summary>
/// <param name="Dates">Dates added, removed and changed, in order.</param>
/// <param name="Hours">Weekdays with other hours, from Monday on.</param>
/// <param name="Notices">Years with another notice, in order.</param>
/// <param name="ZoneBefore">The older's zone; null where it is the same.</param>
public sealed record CalendarDifference(
    IReadOnlyList<DateDifference> Dates,
    IReadOnlyList<HoursDifference> Hours,
    IReadOnlyList<NoticeDifference> Notices,
    string? ZoneBefore
)
{
    /// <summary>Nothing is different.</summary>
    public bool IsNothing => Dates.Count == 0 && Hours.Count == 0 && Notices.Count == 0 && ZoneBefore is null;

    /// <summary>Compares two versions.</summary>
    public static CalendarDifference Between(WorkingCalendar before, WorkingCalendar after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var dates = before
            .Overrides.Keys.Union(after.Overrides.Keys)
            .Order()
            .Select(on => new DateDifference(on, before.Overrides.GetValueOrDefault(on), after.Overrides.GetValueOrDefault(on)))
            .Where(d => d.Before?.Name != d.After?.Name || !Alike(d.Before?.Windows, d.After?.Windows));
        var hours = Enumerable
            .Range((int)DayOfWeek.Monday, 7)
            .Select(day => (DayOfWeek)(day % 7))
            .Select(day => new HoursDifference(day, before.BaseWeek[day], after.BaseWeek[day]))
            .Where(h => !Alike(h.Before, h.After));
        var notices = before
            .Notices.Concat(after.Notices)
            .Select(n => n.Year)
            .Distinct()
            .Order()
            .Select(year => new NoticeDifference(year, NumberOf(before, year), NumberOf(after, year)))
            .Where(n => n.Before != n.After);
        return new([.. dates], [.. hours], [.. notices], before.Zone == after.Zone ? null : before.Zone);
    }

    /// <summary>
    /// An instant before which both versions give the same answers, UTC; it may be earlier than need be, never later. Null where they never
    /// differ.
    /// </summary>
    public DateTimeOffset? Since
    {
        get
        {
            if (Hours.Count > 0 || ZoneBefore is not null)
            {
                return new DateTimeOffset(WorkingCalendar.FirstYear, 1, 1, 0, 0, 0, TimeSpan.Zero);
            }

            var days = Dates
                .Where(d => !Alike(d.Before?.Windows, d.After?.Windows))
                .Select(d => d.On)
                .Concat(Notices.Where(n => n.Before is null || n.After is null).Select(n => new DateOnly(n.Year, 1, 1)))
                .ToList();
            // The dates are local ones. A day earlier in UTC is early enough, since no zone is further than that from UTC.
            return days.Count == 0 ? null : new DateTimeOffset(days.Min().AddDays(-1), TimeOnly.MinValue, TimeSpan.Zero);
        }
    }

    private static string? NumberOf(WorkingCalendar calendar, int year) => calendar.Notices.FirstOrDefault(n => n.Year == year)?.Number;

    private static bool Alike(IReadOnlyList<Window>? one, IReadOnlyList<Window>? other) =>
        one is null || other is null ? one is null == other is null : one.SequenceEqual(other);
}
