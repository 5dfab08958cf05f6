using System.Globalization;

namespace Commissioner.Domain.Calendars;

/// <summary>A stretch of working time within one local day, <c>[From, To)</c>.</summary>
/// <param name="From">First minute of the day that is in it, 0 to 1439.</param>
/// <param name="To">First minute of the day that is no longer in it, up to 1440, which is 24:00.</param>
public readonly record struct Window(int From, int To)
{
    /// <summary>Reads the form of <see cref="ToString"/>; throws <see cref="FormatException"/>.</summary>
    public static Window Parse(string s) =>
        TryParse(s, out var window) ? window : throw new FormatException($"'{s}' is not a window such as 09:00-12:30.");

    /// <summary>Reads the form of <see cref="ToString"/>; whether it runs forward is for the calendar to judge.</summary>
    public static bool TryParse(string? s, out Window result)
    {
        var ends = (s ?? "").Split('-', '–', '—');
        if (ends.Length == 2 && Minute(ends[0]) is { } from && Minute(ends[1]) is { } to)
        {
            result = new(from, to);
            return true;
        }
        result = default;
        return false;
    }

    /// <summary>Such as <c>09:00-12:30</c> or <c>00:00-24:00</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{From / 60:00}:{From % 60:00}-{To / 60:00}:{To % 60:00}");

    static int? Minute(string clock) =>
        clock.Trim() is "24:00" ? 1440
        : TimeOnly.TryParseExact(clock.Trim(), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? (time.Hour * 60) + time.Minute
        : null;
}
