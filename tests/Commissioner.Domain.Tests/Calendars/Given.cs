using System.Globalization;
using Commissioner.Domain.Calendars;

namespace Commissioner.Domain.Tests.Calendars;

/// <summary>Calendars and instants in few words.</summary>
static class Given
{
    public static readonly DayOfWeek[] WholeWeek = Enum.GetValues<DayOfWeek>();

    public static readonly DayOfWeek[] MondayToFriday = [.. WholeWeek.Except([DayOfWeek.Saturday, DayOfWeek.Sunday])];

    public static IReadOnlyList<Window> Windows(params string[] windows) => [.. windows.Select(Window.Parse)];

    public static DatedOverride Off(string date) => new(Date(date), "off", []);

    public static DatedOverride Worked(string date, params string[] windows) => new(Date(date), "worked", Windows(windows));

    public static YearNotice[] Notices(params int[] years) => [.. years.Select(year => new YearNotice(year, $"No. {year}"))];

    public static WorkingCalendar Calendar(
        string zone = "Asia/Shanghai",
        IReadOnlyList<Window>? windows = null,
        IEnumerable<DayOfWeek>? days = null,
        IEnumerable<DatedOverride>? overrides = null,
        IEnumerable<YearNotice>? notices = null
    ) =>
        WorkingCalendar.Create(
            "test",
            1,
            zone,
            (days ?? MondayToFriday).ToDictionary(day => day, _ => windows ?? Windows("09:00-12:30", "14:00-18:00")),
            overrides ?? [],
            notices ?? Notices(2025, 2026, 2027)
        );

    public static DateOnly Date(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An instant with its offset, such as <c>2026-03-29T01:00+02:00</c>.</summary>
    public static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    /// <summary>An instant by the wall clock of Shanghai, such as <c>2026-02-13 10:00</c>.</summary>
    public static DateTimeOffset Shanghai(string clock) => At(clock + "+08:00");
}
