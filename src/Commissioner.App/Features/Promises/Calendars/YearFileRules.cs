using Commissioner.Domain;

namespace Commissioner.App.Features.Calendars;

/// <summary>What is refused of a file with a year's holidays.</summary>
public static class YearFileRules
{
    public static readonly Rule YearFileMissing = new("YearFileMissing", "Choose the file with the year's holidays.");

    /// <summary>Detail 0: where.</summary>
    public static readonly Rule YearFileUnreadable = new(
        "YearFileUnreadable",
        "The file is not {year, papers, days: [{name, date, isOffDay}]}."
    );

    public static readonly Rule NoticeNumberMissing = new("NoticeNumberMissing", "Give the number of the year's notice.");

    /// <summary>Detail 0: what was given.</summary>
    public static readonly Rule YearUnreadable = new("YearUnreadable", "This is not a year.");

    /// <summary>Detail 0: the year of the first row.</summary>
    public static readonly Rule YearDiffers = new("YearDiffers", "One file holds one year's notice.");

    /// <summary>Detail 0: what was given.</summary>
    public static readonly Rule DateUnreadable = new("DateUnreadable", "This is not a date such as 2027-01-01.");

    /// <summary>Detail 0: the year of the notice.</summary>
    public static readonly Rule DateStray = new(
        "DateStray",
        "A year's notice settles its own dates, the December before it and the January after it."
    );

    /// <summary>Detail 0: the row that has the date already.</summary>
    public static readonly Rule DateTwice = new("DateTwice", "Another row has this date.");

    public static readonly Rule DayNameMissing = new("DayNameMissing", "A holiday is named in at most 100 characters.");

    /// <summary>Detail 0: what was given.</summary>
    public static readonly Rule OffUnreadable = new("OffUnreadable", "Say true for a day off and false for a make-up day.");

    /// <summary>Details 0 to 2: the year, its holiday dates, its working days.</summary>
    public static readonly Rule FewDaysOff = new(
        "FewDaysOff",
        "The year has implausibly few or many days off: say confirmFew where it is so all the same."
    );
}
