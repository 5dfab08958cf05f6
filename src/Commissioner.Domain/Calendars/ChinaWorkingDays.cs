using System.Text.Json;

namespace Commissioner.Domain.Calendars;

/// <summary>
/// The working days of mainland China by the yearly notices of the State Council's General Office 国务院办公厅节假日安排, as shipped with the product.
/// A notice may settle dates of the years beside its own.
/// </summary>
public static class ChinaWorkingDays
{
    /// <summary>
    /// Monday to Friday and make-up days, 09:00–12:30 and 14:00–18:00 in Shanghai; assured for the years whose notice is shipped.
    /// </summary>
    public static WorkingCalendar Default { get; } = Load();

    static WorkingCalendar Load()
    {
        using var file = typeof(ChinaWorkingDays).Assembly.GetManifestResourceStream("china-working-days.json")!;
        var years = JsonSerializer.Deserialize<Dictionary<int, NoticeOfYear>>(file, JsonSerializerOptions.Web)!;
        IReadOnlyList<Window> hours = [Window.Parse("09:00-12:30"), Window.Parse("14:00-18:00")];
        return WorkingCalendar.Create(
            "cn-park",
            1,
            "Asia/Shanghai",
            Enumerable.Range((int)DayOfWeek.Monday, 5).ToDictionary(day => (DayOfWeek)day, _ => hours),
            years.SelectMany(year => year.Value.Days.Select(day => new DatedOverride(day.Date, day.Name, day.Off ? [] : hours, year.Key))),
            years.Select(year => new YearNotice(year.Key, year.Value.Notice))
        );
    }

    sealed record NoticeOfYear(string Notice, IReadOnlyList<Day> Days);

    sealed record Day(DateOnly Date, string Name, bool Off);
}
