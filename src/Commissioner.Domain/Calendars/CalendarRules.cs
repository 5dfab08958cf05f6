namespace Commissioner.Domain.Calendars;

/// <summary>What a calendar and a period of working time may not be.</summary>
public static class CalendarRules
{
    /// <summary>Nobody ever works by this calendar, or not within the years it reaches.</summary>
    public static readonly Rule NoWorkingTime = new(nameof(NoWorkingTime), "The calendar has no working time there.");

    /// <summary>The zone is not one of the IANA time zone database.</summary>
    public static readonly Rule ZoneIsKnown = new(nameof(ZoneIsKnown), "The time zone is not a known IANA zone.");

    /// <summary>A window ends before or where it starts, or leaves its day.</summary>
    public static readonly Rule WindowsRunForward = new(nameof(WindowsRunForward), "A window must end after it starts, within one day.");

    public static readonly Rule WindowsDoNotOverlap = new(nameof(WindowsDoNotOverlap), "Two windows of one day overlap.");

    public static readonly Rule OneOverridePerDate = new(nameof(OneOverridePerDate), "A date may be overridden only once.");

    /// <summary>Between the first and the last year with a notice, a year lacks one or has two.</summary>
    public static readonly Rule NoticeYearsAreConsecutive = new(
        nameof(NoticeYearsAreConsecutive),
        "The years with a notice must follow one another."
    );

    public static readonly Rule WindowsUnreadable = new(nameof(WindowsUnreadable), "Write hours as 09:00-12:30, 14:00-18:00.");

    public static readonly Rule PeriodIsNotNegative = new(nameof(PeriodIsNotNegative), "A period may not be negative.");
}
