using System.Collections.ObjectModel;

namespace Commissioner.Domain.Calendars;

/// <summary>A moment that a calendar gives for an answer.</summary>
/// <param name="At">The moment, in UTC.</param>
/// <param name="Assured">False where a year without a notice was needed, so that it is pending the notice 待公告确认.</param>
public readonly record struct Answer(DateTimeOffset At, bool Assured);

/// <summary>
/// One version of the working hours of a park: a base week with dated overrides, in the local time of an IANA zone. Immutable and safe
/// to share between threads. It reaches from <see cref="FirstYear"/> to <see cref="LastYear"/>; questions that lead out of these years
/// throw <see cref="RuleBroken"/> with <see cref="CalendarRules.NoWorkingTime"/>.
/// </summary>
public sealed class WorkingCalendar
{
    /// <summary>The first year that can be asked about.</summary>
    public const int FirstYear = 1970;

    /// <summary>The last year that can be asked about: far enough for any promise, near enough to end every search.</summary>
    public const int LastYear = 2199;

    static readonly long Earliest = new DateTime(FirstYear - 1, 1, 1).Ticks;
    static readonly long Latest = new DateTime(LastYear + 2, 1, 1).Ticks;
    static readonly TimeSpan AllYears = new(Latest - Earliest);

    readonly TimeZoneInfo zone;
    readonly CalendarYear?[] years = new CalendarYear?[LastYear - FirstYear + 1];

    WorkingCalendar(
        string code,
        int version,
        TimeZoneInfo zone,
        ReadOnlyDictionary<DayOfWeek, IReadOnlyList<Window>> baseWeek,
        ReadOnlyDictionary<DateOnly, DatedOverride> overrides,
        ReadOnlyCollection<YearNotice> notices
    )
    {
        Code = code;
        Version = version;
        this.zone = zone;
        BaseWeek = baseWeek;
        Overrides = overrides;
        Notices = notices;
    }

    /// <summary>What the calendar is called in the settings; all its versions share it.</summary>
    public string Code { get; }

    /// <summary>Counts from 1; a promise is pinned to one.</summary>
    public int Version { get; }

    /// <summary>IANA id of the zone that its windows are read in.</summary>
    public string Zone => zone.Id;

    /// <summary>The windows of all seven days, sorted, touching ones merged.</summary>
    public IReadOnlyDictionary<DayOfWeek, IReadOnlyList<Window>> BaseWeek { get; }

    /// <summary>The dates that do not follow the base week.</summary>
    public IReadOnlyDictionary<DateOnly, DatedOverride> Overrides { get; }

    /// <summary>The years whose holidays are known, in order and without a gap.</summary>
    public IReadOnlyList<YearNotice> Notices { get; }

    /// <summary>The first year whose holidays are known, null without any notice.</summary>
    public YearNotice? FirstAssured => Notices.Count == 0 ? null : Notices[0];

    /// <summary>The last year whose holidays are known, null without any notice.</summary>
    public YearNotice? LastAssured => Notices.Count == 0 ? null : Notices[^1];

    /// <summary>
    /// A calendar, its windows sorted and touching ones merged. Throws <see cref="RuleBroken"/> with one of <see cref="CalendarRules"/> for
    /// a zone that is not known, windows that run backward or overlap, a date overridden twice, a gap between the notices, and when nobody
    /// ever works.
    /// </summary>
    /// <param name="code">What it is called in the settings.</param>
    /// <param name="version">From 1.</param>
    /// <param name="zone">An IANA id such as <c>Asia/Shanghai</c>.</param>
    /// <param name="baseWeek">Windows by weekday, in any order; a day that is absent is off.</param>
    /// <param name="overrides">Dates that do not follow the base week.</param>
    /// <param name="notices">The years whose holidays are known; dates of other years are answered, but not assured.</param>
    public static WorkingCalendar Create(
        string code,
        int version,
        string zone,
        IReadOnlyDictionary<DayOfWeek, IReadOnlyList<Window>> baseWeek,
        IEnumerable<DatedOverride> overrides,
        IEnumerable<YearNotice> notices
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) || !found.HasIanaId)
        {
            throw new RuleBroken(CalendarRules.ZoneIsKnown, zone);
        }

        var week = Enum.GetValues<DayOfWeek>()
            .ToDictionary(day => day, day => (IReadOnlyList<Window>)InOrder(baseWeek.GetValueOrDefault(day, [])));
        var dates = new Dictionary<DateOnly, DatedOverride>();
        foreach (var dated in overrides)
        {
            if (!dates.TryAdd(dated.On, dated with { Windows = InOrder(dated.Windows) }))
            {
                throw new RuleBroken(CalendarRules.OneOverridePerDate, dated.On);
            }
        }
        if (week.Values.All(windows => windows.Count == 0) && dates.Values.All(dated => dated.IsOff))
        {
            throw new RuleBroken(CalendarRules.NoWorkingTime);
        }

        var known = notices.OrderBy(notice => notice.Year).ToList();
        if (known.Where((notice, i) => notice.Year != known[0].Year + i).FirstOrDefault() is { } stray)
        {
            throw new RuleBroken(CalendarRules.NoticeYearsAreConsecutive, stray.Year);
        }
        return new(code, version, found, week.AsReadOnly(), dates.AsReadOnly(), known.AsReadOnly());
    }

    /// <summary>Whether the holidays of a year are known.</summary>
    public bool IsAssured(int year) => Notices.Count > 0 && year >= Notices[0].Year && year <= Notices[^1].Year;

    /// <summary>The local date of an instant.</summary>
    public DateOnly DateOf(DateTimeOffset at) => DateOnly.FromDayNumber(DayOf(at.UtcTicks));

    /// <summary>
    /// When a period that starts at <paramref name="from"/> ends. Working days: close of business of the n-th working day after the local
    /// date of the start. Working hours and minutes: summed inside the windows; an end that meets the end of a window stays there. A period
    /// of nothing ends where it starts.
    /// </summary>
    public Answer Add(DateTimeOffset from, WorkingTime time) =>
        time switch
        {
            { Amount: 0 } or { Unit: TimeUnit.WallMinutes } => new(from.ToUniversalTime().AddMinutes(time.Amount), true),
            { Unit: TimeUnit.WorkingDays } => AddDays(from.UtcTicks, time.Amount),
            { Unit: TimeUnit.CalendarDays } => AddCalendarDays(from, time.Amount),
            _ => Add(from, Length(time)),
        };

    /// <summary>
    /// When exactly <paramref name="working"/> of working time has passed since <paramref name="from"/>; <see cref="RuleBroken"/> when
    /// negative.
    /// </summary>
    public Answer Add(DateTimeOffset from, TimeSpan working)
    {
        if (IsNothing(working))
        {
            return new(from.ToUniversalTime(), true);
        }
        var start = YearOf(from.UtcTicks);
        var worked = start.WorkedBy(from.UtcTicks) + working.Ticks;
        var year = start;
        while (worked > year.Worked)
        {
            worked -= year.Worked;
            year = Year(year.Number + 1);
        }
        return Told(year.WhenWorked(worked), start, year);
    }

    /// <summary>
    /// The mirror of <see cref="Add(DateTimeOffset, WorkingTime)"/>: when a period must start to end at <paramref name="to"/>. Working
    /// days: close of business of the n-th working day before the day that <paramref name="to"/> ends in (midnight ends the day before it).
    /// Working hours and minutes: a start that meets the start of a window stays there.
    /// </summary>
    public Answer Subtract(DateTimeOffset to, WorkingTime time) =>
        time switch
        {
            { Amount: 0 } or { Unit: TimeUnit.WallMinutes } => new(to.ToUniversalTime().AddMinutes(-(double)time.Amount), true),
            { Unit: TimeUnit.WorkingDays } => SubtractDays(to.UtcTicks - 1, time.Amount),
            { Unit: TimeUnit.CalendarDays } => new(Midnight(DateOnly.FromDayNumber(DayOf(to.UtcTicks - 1) - time.Amount + 1)), true),
            _ => Subtract(to, Length(time)),
        };

    /// <summary>
    /// Since when exactly <paramref name="working"/> of working time has passed at <paramref name="to"/>; <see cref="RuleBroken"/> when
    /// negative.
    /// </summary>
    public Answer Subtract(DateTimeOffset to, TimeSpan working)
    {
        if (IsNothing(working))
        {
            return new(to.ToUniversalTime(), true);
        }
        var start = YearOf(to.UtcTicks - 1);
        var worked = start.WorkedBy(to.UtcTicks) - working.Ticks;
        var year = start;
        while (worked < 0)
        {
            year = Year(year.Number - 1);
            worked += year.Worked;
        }
        return Told(year.LastWorked(worked), year, start);
    }

    /// <summary>Working time between two instants, to the tick; negative when <paramref name="to"/> is the earlier one.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        if (to < from)
        {
            return -Between(to, from);
        }
        var first = YearOf(from.UtcTicks);
        var last = YearOf(to.UtcTicks);
        var worked = last.WorkedBy(to.UtcTicks) - first.WorkedBy(from.UtcTicks);
        for (var year = first.Number; year < last.Number; year++)
        {
            worked += Year(year).Worked;
        }
        return new(worked);
    }

    /// <summary>Whole working minutes between two instants; what is left of a minute is dropped.</summary>
    public long WorkingMinutesBetween(DateTimeOffset from, DateTimeOffset to) => Between(from, to).Ticks / TimeSpan.TicksPerMinute;

    /// <summary>
    /// Working days after the local date of <paramref name="from"/>, up to and with the day that <paramref name="to"/> ends in: n for a
    /// period of n working days. Negative when <paramref name="to"/> is the earlier one.
    /// </summary>
    public int WorkingDaysBetween(DateTimeOffset from, DateTimeOffset to)
    {
        if (to < from)
        {
            return -WorkingDaysBetween(to, from);
        }
        var firstDay = DayOf(from.UtcTicks);
        var lastDay = Math.Max(firstDay, DayOf(to.UtcTicks - 1));
        var first = YearOfDay(firstDay);
        var last = YearOfDay(lastDay);
        var days = last.WorkingDaysThrough(lastDay) - first.WorkingDaysThrough(firstDay);
        for (var year = first.Number; year < last.Number; year++)
        {
            days += Year(year).WorkingDays;
        }
        return days;
    }

    /// <summary>Whether an instant is working time. The end of a window is not.</summary>
    public bool IsWorking(DateTimeOffset at)
    {
        var year = YearOf(at.UtcTicks);
        var piece = year.FirstEndingAfter(at.UtcTicks);
        return piece < year.Pieces && year.Piece(piece).From <= at.UtcTicks;
    }

    /// <summary>Whether a local date has any working time.</summary>
    public bool IsWorkingDay(DateOnly date)
    {
        var year = Year(date.Year);
        return year.WorkingDaysThrough(date.DayNumber) > year.WorkingDaysBefore(date.DayNumber);
    }

    /// <summary>The first working instant that is not before <paramref name="at"/>: itself when it is working time.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset at)
    {
        var year = YearOf(at.UtcTicks);
        var piece = year.FirstEndingAfter(at.UtcTicks);
        while (piece == year.Pieces)
        {
            year = Year(year.Number + 1);
            piece = 0;
        }
        return Utc(Math.Max(at.UtcTicks, year.Piece(piece).From));
    }

    /// <summary>
    /// The working time between two instants as intervals in UTC, cut at both, touching ones joined; their lengths sum to <see
    /// cref="Between"/>.
    /// </summary>
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> WindowsBetween(DateTimeOffset from, DateTimeOffset to)
    {
        var windows = new List<(DateTimeOffset From, DateTimeOffset To)>();
        if (to <= from)
        {
            return windows;
        }
        var last = YearOf(to.UtcTicks).Number;
        for (var year = YearOf(from.UtcTicks); ; year = Year(year.Number + 1))
        {
            for (var i = year.FirstEndingAfter(from.UtcTicks); i < year.Pieces && year.Piece(i).From < to.UtcTicks; i++)
            {
                var piece = year.Piece(i);
                var opens = Utc(Math.Max(piece.From, from.UtcTicks));
                var shuts = Utc(Math.Min(piece.To, to.UtcTicks));
                if (windows.Count > 0 && windows[^1].To == opens)
                {
                    windows[^1] = (windows[^1].From, shuts);
                }
                else
                {
                    windows.Add((opens, shuts));
                }
            }
            if (year.Number == last)
            {
                return windows;
            }
        }
    }

    /// <summary>The local windows of a date: its override, else its weekday.</summary>
    public IReadOnlyList<Window> WindowsOn(DateOnly date) =>
        Overrides.TryGetValue(date, out var dated) ? dated.Windows : BaseWeek[date.DayOfWeek];

    public int WorkingDaysIn(int year) => Year(year).WorkingDays;

    static ReadOnlyCollection<Window> InOrder(IReadOnlyList<Window> windows)
    {
        var ordered = new List<Window>();
        foreach (var window in windows.OrderBy(window => window.From))
        {
            if (window.From < 0 || window.To <= window.From || window.To > 1440)
            {
                throw new RuleBroken(CalendarRules.WindowsRunForward, window);
            }
            if (ordered.Count == 0 || ordered[^1].To < window.From)
            {
                ordered.Add(window);
            }
            else if (ordered[^1].To == window.From)
            {
                ordered[^1] = ordered[^1] with { To = window.To };
            }
            else
            {
                throw new RuleBroken(CalendarRules.WindowsDoNotOverlap, ordered[^1], window);
            }
        }
        return ordered.AsReadOnly();
    }

    static DateTimeOffset Utc(long ticks) => new(ticks, TimeSpan.Zero);

    static TimeSpan Length(WorkingTime time)
    {
        // int.MaxValue hours are more ticks than a long holds, so the length is capped at all the years there are.
        var minutes = time.Unit == TimeUnit.WorkingHours ? time.Amount * 60L : time.Amount;
        return TimeSpan.FromMinutes(Math.Min(minutes, AllYears.Ticks / TimeSpan.TicksPerMinute));
    }

    static bool IsNothing(TimeSpan working) =>
        working < TimeSpan.Zero ? throw new RuleBroken(CalendarRules.PeriodIsNotNegative, working)
        : working >= AllYears ? throw new RuleBroken(CalendarRules.NoWorkingTime, working)
        : working == TimeSpan.Zero;

    Answer AddDays(long from, int days)
    {
        var day = DayOf(from);
        var start = YearOfDay(day);
        var nth = start.WorkingDaysThrough(day) + (long)days;
        var year = start;
        while (nth > year.WorkingDays)
        {
            nth -= year.WorkingDays;
            year = Year(year.Number + 1);
        }
        return Told(year.Close((int)nth - 1), start, year);
    }

    // As laws count: the period ends at midnight after its last day; where nobody works on that day, at the close of the next working day.
    Answer AddCalendarDays(DateTimeOffset from, int days)
    {
        var first = DayOf(from.UtcTicks);
        var last = DateOnly.FromDayNumber(Math.Min(first + days, DateOnly.MaxValue.DayNumber - 1));
        var year = Year(last.Year);
        if (!IsWorkingDay(last))
        {
            return AddDays(Midnight(last).UtcTicks, 1);
        }
        return Told(Midnight(last.AddDays(1)).UtcTicks, year, year);
    }

    // The first instant of a local date. Where clocks jump over midnight, the first one that exists; where midnight comes twice, the
    // earlier one.
    DateTimeOffset Midnight(DateOnly date)
    {
        var local = date.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }
        return Utc(
            local.Ticks - (zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local)).Ticks
        );
    }

    Answer SubtractDays(long to, int days)
    {
        var day = DayOf(to);
        var start = YearOfDay(day);
        var nth = start.WorkingDaysBefore(day) - (long)days;
        var year = start;
        while (nth < 0)
        {
            year = Year(year.Number - 1);
            nth += year.WorkingDays;
        }
        return Told(year.Close((int)nth), year, start);
    }

    Answer Told(long utc, CalendarYear first, CalendarYear last) => new(Utc(utc), IsAssured(first.Number) && IsAssured(last.Number));

    int DayOf(long utc)
    {
        // Checked before the zone is asked, because TimeZoneInfo fails at the ends of time, where a forgotten instant (default) lies.
        if (utc < Earliest || utc >= Latest)
        {
            throw new RuleBroken(CalendarRules.NoWorkingTime);
        }
        return (int)((utc + zone.GetUtcOffset(new DateTime(utc, DateTimeKind.Utc)).Ticks) / TimeSpan.TicksPerDay);
    }

    CalendarYear YearOf(long utc) => YearOfDay(DayOf(utc));

    CalendarYear YearOfDay(int day) => Year(DateOnly.FromDayNumber(day).Year);

    CalendarYear Year(int number)
    {
        if (number is < FirstYear or > LastYear)
        {
            throw new RuleBroken(CalendarRules.NoWorkingTime, number);
        }
        // No lock: two threads may lay out the same year, but their results are equal and either may stay.
        return years[number - FirstYear] ??= new(number, zone, WindowsOn);
    }
}
