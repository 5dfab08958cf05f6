namespace Commissioner.Domain.Calendars;

/// <summary>A date that does not follow the base week: a holiday, or a make-up day 调休 that is worked.</summary>
/// <param name="On">The local date.</param>
/// <param name="Name">The holiday it belongs to, as the notice calls it.</param>
/// <param name="Windows">When it is worked; empty when it is off.</param>
/// <param name="Notice">The year of the notice that settles it, which may be the year beside its own; null for its own.</param>
public sealed record DatedOverride(DateOnly On, string Name, IReadOnlyList<Window> Windows, int? Notice = null)
{
    /// <summary>Nobody works on this date.</summary>
    public bool IsOff => Windows.Count == 0;

    /// <summary>The year of the notice that settles it.</summary>
    public int NoticeYear => Notice ?? On.Year;
}

/// <summary>The official notice that settles the holidays of a year.</summary>
/// <param name="Year">The calendar year that is settled.</param>
/// <param name="Number">Its number 文号.</param>
public sealed record YearNotice(int Year, string Number);
