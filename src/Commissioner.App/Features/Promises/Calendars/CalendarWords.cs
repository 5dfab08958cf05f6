using System.Globalization;
using Commissioner.App.Features.Clocks;
using Commissioner.App.Hosting;
using Commissioner.Domain.Calendars;

namespace Commissioner.App.Features.Calendars;

/// <summary>Calendars, dates and hours in words.</summary>
public static class CalendarWords
{
    /// <summary>From Monday to Sunday.</summary>
    public static IReadOnlyList<DayOfWeek> Week { get; } =
    [.. Enumerable.Range((int)DayOfWeek.Monday, 7).Select(day => (DayOfWeek)(day % 7))];

    /// <summary>What a calendar is called: in the reader's language where it ships with the product, else as it was named.</summary>
    public static string NameOf(string code, Rulebook rulebook, Texts texts) =>
        texts.Find("calendar." + code) ?? rulebook.CalendarNames.GetValueOrDefault(code) ?? code;

    /// <summary>Hours of a day; empty for a day off.</summary>
    public static string Hours(IReadOnlyList<Window> windows) => string.Join(", ", windows);

    /// <summary>A date with its weekday: 2026年10月1日（周四）.</summary>
    public static string Say(DateOnly date) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en"
            ? date.ToString("ddd d MMM yyyy", CultureInfo.GetCultureInfo("en-GB"))
            : date.ToString("yyyy年M月d日（ddd）", CultureInfo.GetCultureInfo("zh-CN"));

    /// <summary>A month's name.</summary>
    public static string Month(int month) => CultureInfo.CurrentUICulture.DateTimeFormat.GetMonthName(month);
}
