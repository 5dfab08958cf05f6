namespace Commissioner.Domain.Calendars;

/// <summary>A date that a year's notice settles.</summary>
/// <param name="On">The local date.</param>
/// <param name="Name">The holiday it belongs to.</param>
/// <param name="IsOff">Nobody works; false for a make-up day 调休, or for a day that an amended notice gives back to work.</param>
public readonly record struct AnnouncedDay(DateOnly On, string Name, bool IsOff);

/// <summary>How the next version of a calendar is made of the one in force.</summary>
public static class NextVersion
{
    /// <summary>
    /// A year is announced, or announced anew: what its notice had settled before is dropped, what notices of other years settled stays.
    /// Where two notices name one date, the later year's stands. Make-up days are worked like the first working day of the week, and a
    /// date that is worked anyway like any other of its weekday.
    /// </summary>
    /// <exception cref="RuleBroken">What a calendar may not be: <see cref="CalendarRules"/>.</exception>
    public static WorkingCalendar Announce(this WorkingCalendar calendar, int version, YearNotice notice, IEnumerable<AnnouncedDay> days)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(notice);
        var hours = UsualHours(calendar.BaseWeek) ?? throw new RuleBroken(CalendarRules.NoWorkingTime);
        var others = calendar.Overrides.Values.Where(o => o.NoticeYear != notice.Year).ToDictionary(o => o.On);
        var standing = days.Where(d => !others.TryGetValue(d.On, out var other) || other.NoticeYear < notice.Year).ToList();
        foreach (var day in standing)
        {
            others.Remove(day.On);
        }

        var announced = standing
            .Where(d => d.IsOff || calendar.BaseWeek[d.On.DayOfWeek].Count == 0)
            .Select(d => new DatedOverride(d.On, d.Name, d.IsOff ? [] : hours, notice.Year));

        return WorkingCalendar.Create(
            calendar.Code,
            version,
            calendar.Zone,
            calendar.BaseWeek,
            [.. others.Values, .. announced],
            [.. calendar.Notices.Where(n => n.Year != notice.Year), notice]
        );
    }

    /// <summary>
    /// Other hours or another zone, the same holidays: make-up days that were worked like a usual day are worked like a usual day again.
    /// </summary>
    /// <exception cref="RuleBroken">What a calendar may not be: <see cref="CalendarRules"/>.</exception>
    public static WorkingCalendar KeepHours(
        this WorkingCalendar calendar,
        string code,
        int version,
        string zone,
        IReadOnlyDictionary<DayOfWeek, IReadOnlyList<Window>> week
    )
    {
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(week);
        // A week without any hours is refused, even where make-up days have some: no promise could be counted in it.
        var now = UsualHours(week) ?? throw new RuleBroken(CalendarRules.NoWorkingTime);
        var before = UsualHours(calendar.BaseWeek);
        return WorkingCalendar.Create(
            code,
            version,
            zone,
            week,
            calendar.Overrides.Values.Select(o =>
                !o.IsOff && before is not null && o.Windows.SequenceEqual(before) ? o with { Windows = now } : o
            ),
            calendar.Notices
        );
    }

    /// <summary>
    /// The first year whose notice is missing: this year's at any time, the next one's from 1 November on; null where none is.
    /// </summary>
    public static int? MissingYear(this WorkingCalendar calendar, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var today = calendar.DateOf(now);
        var needed = today.Month >= 11 ? today.Year + 1 : today.Year;
        return calendar.LastAssured is not { } last ? today.Year
            : last.Year < needed ? last.Year + 1
            : null;
    }

    /// <summary>
    /// Reads hours such as <c>09:00-12:30, 14:00-18:00</c>; empty for a day off. Commas, semicolons and 、 of either width stand between.
    /// </summary>
    /// <exception cref="RuleBroken"><see cref="CalendarRules.WindowsUnreadable"/> with what was read.</exception>
    public static IReadOnlyList<Window> Hours(string? text)
    {
        var windows = new List<Window>();
        foreach (
            var part in (text ?? "")
                .Replace('：', ':')
                .Split([',', ';', '，', '；', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        )
        {
            windows.Add(Window.TryParse(part, out var window) ? window : throw new RuleBroken(CalendarRules.WindowsUnreadable, part));
        }

        return windows;
    }

    private static IReadOnlyList<Window>? UsualHours(IReadOnlyDictionary<DayOfWeek, IReadOnlyList<Window>> week) =>
        Enumerable
            .Range((int)DayOfWeek.Monday, 7)
            .Select(day => week.GetValueOrDefault((DayOfWeek)(day % 7)))
            .FirstOrDefault(hours => hours is { Count: > 0 });
}
