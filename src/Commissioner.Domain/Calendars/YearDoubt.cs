namespace Commissioner.Domain.Calendars;

/// <summary>
/// A year with so few or so many days off that dates were probably left out of its notice, or read twice. It may be right all the same.
/// </summary>
/// <param name="Year">The year.</param>
/// <param name="HolidayDates">Dates that its notice gives off.</param>
/// <param name="WorkingDays">Working days that are left.</param>
public sealed record YearDoubt(int Year, int HolidayDates, int WorkingDays)
{
    /// <summary>Fewer dates than this are doubted: New Year and the Spring Festival alone have more.</summary>
    public const int FewestHolidayDates = 7;

    /// <summary>Fewer working days of a five-day week are doubted.</summary>
    public const int FewestWorkingDays = 240;

    /// <summary>More working days of a five-day week are doubted: 2024 to 2026 had 248 to 251.</summary>
    public const int MostWorkingDays = 255;

    /// <summary>What is to be doubted of a year; null where nothing is.</summary>
    public static YearDoubt? Of(WorkingCalendar calendar, int year)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var off = calendar.Overrides.Values.Count(o => o.IsOff && o.NoticeYear == year);
        var worked = calendar.WorkingDaysIn(year);

        // A desk that works on Saturdays too, or on three days a week, is measured by what a five-day week would have left.
        var likeFiveDays =
            worked - Days(year, d => calendar.BaseWeek[d].Count > 0) + Days(year, d => d is > DayOfWeek.Sunday and < DayOfWeek.Saturday);
        return off < FewestHolidayDates || likeFiveDays is < FewestWorkingDays or > MostWorkingDays ? new(year, off, worked) : null;
    }

    private static int Days(int year, Func<DayOfWeek, bool> which)
    {
        var first = new DateOnly(year, 1, 1);
        return Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Count(d => which(first.AddDays(d).DayOfWeek));
    }
}
