using System.Text.Json;

namespace Commissioner.Domain.Calendars;

/// <summary>
/// A calendar as it is stored and handed on: JSON <c>{"zone", "week": {"Monday": ["09:00-12:30"]}, "overrides": [{"on", "name", "windows",
/// "notice"}], "notices": [{"year", "number"}]}</c>.
/// </summary>
public static class CalendarFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a calendar without its code and version.</summary>
    public static string Write(WorkingCalendar calendar) =>
        JsonSerializer.Serialize(
            new Content(
                calendar.Zone,
                calendar.BaseWeek.Where(d => d.Value.Count > 0).ToDictionary(d => d.Key, d => Texts(d.Value)),
                [.. calendar.Overrides.Values.OrderBy(o => o.On).Select(o => new Dated(o.On, o.Name, Texts(o.Windows), o.Notice))],
                [.. calendar.Notices]
            ),
            Json
        );

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="RuleBroken">What a calendar may not be: <see cref="CalendarRules"/>.</exception>
    public static WorkingCalendar Read(string code, int version, string text)
    {
        var content = JsonSerializer.Deserialize<Content>(text, Json)!;
        return WorkingCalendar.Create(
            code,
            version,
            content.Zone,
            content.Week.ToDictionary(d => d.Key, d => Windows(d.Value)),
            content.Overrides.Select(o => new DatedOverride(o.On, o.Name, Windows(o.Windows), o.Notice)),
            content.Notices
        );
    }

    private static string[] Texts(IReadOnlyList<Window> windows) => [.. windows.Select(w => w.ToString())];

    private static IReadOnlyList<Window> Windows(IReadOnlyList<string> texts) => [.. texts.Select(Window.Parse)];

    private sealed record Content(
        string Zone,
        IReadOnlyDictionary<DayOfWeek, string[]> Week,
        IReadOnlyList<Dated> Overrides,
        IReadOnlyList<YearNotice> Notices
    );

    private sealed record Dated(DateOnly On, string Name, string[] Windows, int? Notice = null);
}
