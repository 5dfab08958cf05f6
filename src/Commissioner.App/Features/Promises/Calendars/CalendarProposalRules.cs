using Commissioner.Domain;

namespace Commissioner.App.Features.Calendars;

/// <summary>What is refused of proposals to change a calendar.</summary>
public static class CalendarProposalRules
{
    /// <summary>One proposal of a calendar at a time. Detail 0: the version that waits.</summary>
    public static readonly Rule ProposalWaits = new("ProposalWaits", "Another version of this calendar waits to be confirmed.");

    public static readonly Rule ProposalSettled = new("ProposalSettled", "This version is confirmed already.");

    /// <summary>Another proposal has taken its number since it was shown.</summary>
    public static readonly Rule ProposalChanged = new("ProposalChanged", "This is another proposal than the one that was shown.");

    public static readonly Rule SecondPersonConfirms = new("SecondPersonConfirms", "A second person confirms what somebody proposed.");

    public static readonly Rule ProposerWithdraws = new("ProposerWithdraws", "Only who proposed a version withdraws it.");

    public static readonly Rule NothingChanges = new("NothingChanges", "Nothing of it differs from the version in force.");

    public static readonly Rule CalendarCodeWrong = new(
        "CalendarCodeWrong",
        "A calendar's code is 2 to 32 small letters, digits and hyphens."
    );

    public static readonly Rule CalendarNameMissing = new("CalendarNameMissing", "A calendar is named in at most 60 characters.");

    public static readonly Rule ChangeReasonMissing = new("ChangeReasonMissing", "Say in at most 200 characters why it is changed.");

    /// <summary>Detail 0: what was given.</summary>
    public static readonly Rule CalendarUnknown = new("CalendarUnknown", "There is no such calendar.");
}
