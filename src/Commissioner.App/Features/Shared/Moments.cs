using System.Globalization;

namespace Commissioner.App.Features.Shared;

/// <summary>Moments as people read them, in the park's zone.</summary>
public static class Moments
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The park's wall clock at this instant.</summary>
    public static DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    /// <summary>Which day it is in the park.</summary>
    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(Local(clock.GetUtcNow()).DateTime);

    /// <summary>Day, weekday and time: 11月24日（周二）18:00.</summary>
    public static string Say(DateTimeOffset at)
    {
        var local = Local(at);
        return CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en"
            ? local.ToString("ddd d MMM HH:mm", CultureInfo.GetCultureInfo("en-GB"))
            : local.ToString("M月d日（ddd）HH:mm", CultureInfo.GetCultureInfo("zh-CN"));
    }

    /// <summary>The same of an end: midnight is the end of the day before, 24:00, and not the beginning of one that is no part of it.</summary>
    public static string SayEnd(DateTimeOffset at) =>
        Local(at).TimeOfDay != TimeSpan.Zero ? Say(at) : Say(at.AddDays(-1)).Replace("00:00", "24:00", StringComparison.Ordinal);

    /// <summary>Day and year: 2026年11月24日.</summary>
    public static string Day(DateTimeOffset at)
    {
        var local = Local(at);
        return CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en"
            ? local.ToString("d MMM yyyy", CultureInfo.GetCultureInfo("en-GB"))
            : local.ToString("yyyy年M月d日", CultureInfo.GetCultureInfo("zh-CN"));
    }

    /// <summary>The same of what has a day alone.</summary>
    public static string Day(DateOnly on) => Day(FromLocal(on.ToDateTime(TimeOnly.MinValue)));

    /// <summary>For a <c>datetime</c> attribute.</summary>
    public static string Machine(DateTimeOffset at) => Local(at).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>The instant at which the park's wall clock shows this date and time, as a form's field of them means it.</summary>
    public static DateTimeOffset FromLocal(DateTime local) => new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
}
