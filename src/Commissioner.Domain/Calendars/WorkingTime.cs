using System.Globalization;

namespace Commissioner.Domain.Calendars;

/// <summary>What a period is counted in.</summary>
public enum TimeUnit
{
    /// <summary>Minutes by the clock on the wall, day and night.</summary>
    WallMinutes,

    /// <summary>Minutes inside the windows of a calendar.</summary>
    WorkingMinutes,

    /// <summary>Hours inside the windows of a calendar.</summary>
    WorkingHours,

    /// <summary>
    /// Whole days 自然日, as laws count: the day of the start is not counted; a last day that is off moves to the close of the next working
    /// day.
    /// </summary>
    CalendarDays,

    /// <summary>Whole working days 工作日: the day of the start is not counted, the last one counts to close of business.</summary>
    WorkingDays,
}

/// <summary>A period that a promise allows, such as five working days.</summary>
/// <param name="Amount">How many of <paramref name="Unit"/>; <see cref="RuleBroken"/> when negative.</param>
/// <param name="Unit">What it is counted in.</param>
public readonly record struct WorkingTime(int Amount, TimeUnit Unit)
{
    /// <summary>How many of <see cref="Unit"/>, never negative.</summary>
    public int Amount { get; } = Amount >= 0 ? Amount : throw new RuleBroken(CalendarRules.PeriodIsNotNegative, Amount);

    public static WorkingTime Days(int amount) => new(amount, TimeUnit.WorkingDays);

    public static WorkingTime Hours(int amount) => new(amount, TimeUnit.WorkingHours);

    public static WorkingTime Minutes(int amount) => new(amount, TimeUnit.WorkingMinutes);

    /// <summary>Elapsed minutes, whatever the calendar says.</summary>
    public static WorkingTime WallMinutes(int amount) => new(amount, TimeUnit.WallMinutes);

    /// <summary>Reads the short form of <see cref="ToString"/>; throws <see cref="FormatException"/>.</summary>
    public static WorkingTime Parse(string s) =>
        TryParse(s, out var time) ? time : throw new FormatException($"'{s}' is not a period such as 5d, 4h, 30m, 15wm or 30cd.");

    /// <summary>Reads the short form of <see cref="ToString"/>.</summary>
    public static bool TryParse(string? s, out WorkingTime result)
    {
        var text = (s ?? "").AsSpan().Trim();
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        TimeUnit? unit =
            digits < 1
                ? null
                : text[digits..] switch
                {
                    "d" => TimeUnit.WorkingDays,
                    "h" => TimeUnit.WorkingHours,
                    "m" => TimeUnit.WorkingMinutes,
                    "wm" => TimeUnit.WallMinutes,
                    "cd" => TimeUnit.CalendarDays,
                    _ => null,
                };
        result = default;
        if (unit is null || !int.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
        {
            return false;
        }
        result = new(amount, unit.Value);
        return true;
    }

    /// <summary>
    /// The short form: <c>5d</c>, <c>4h</c>, <c>30m</c>, <c>15wm</c> for minutes on the wall and <c>30cd</c> for days of the law.
    /// </summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Amount}{Unit switch
    {
        TimeUnit.WorkingDays => "d",
        TimeUnit.WorkingHours => "h",
        TimeUnit.WorkingMinutes => "m",
        TimeUnit.CalendarDays => "cd",
        _ => "wm",
    }}"
        );
}
