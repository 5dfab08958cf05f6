namespace Commissioner.Domain.Cases;

/// <summary>What is refused about cases.</summary>
public static class CaseRules
{
    /// <summary>The case is not where this move starts.</summary>
    public static readonly Rule MoveOutOfOrder = new("MoveOutOfOrder", "The case does not stand where this move starts.");

    /// <summary>The move is another role's.</summary>
    public static readonly Rule MoveNotYours = new("MoveNotYours", "Another role makes this move.", RuleKind.Role);

    /// <summary>Title: 1 to 100 characters.</summary>
    public static readonly Rule TitleMissing = new("TitleMissing", "A request needs a title of 1 to 100 characters.");

    /// <summary>Text: 1 to 5,000 characters.</summary>
    public static readonly Rule DescriptionMissing = new("DescriptionMissing", "A request needs a text of 1 to 5,000 characters.");

    /// <summary>Place: at most 200 characters.</summary>
    public static readonly Rule PlaceTooLong = new("PlaceTooLong", "A place has at most 200 characters.");

    /// <summary>No such category.</summary>
    public static readonly Rule CategoryUnknown = new("CategoryUnknown", "There is no such category.");

    /// <summary>What was filed by phone is read back to the caller.</summary>
    public static readonly Rule NotReadBack = new("NotReadBack", "What is filed for an enterprise must be read back to it.");

    /// <summary>A contact has an outcome.</summary>
    public static readonly Rule ContactOutcomeMissing = new("ContactOutcomeMissing", "A contact is recorded with its outcome: a click is not a contact.");

    /// <summary>The time lies in the future, or before the case was filed.</summary>
    public static readonly Rule TimesCannotBe = new("TimesCannotBe", "This time lies in the future, or before what it follows.");

    /// <summary>One of the four elements is missing.</summary>
    public static readonly Rule FourElementsMissing = new("FourElementsMissing", "Say when it was taken up, who was spoken to, what was done and when it was solved.");

    /// <summary>A department still owes its result.</summary>
    public static readonly Rule LegStillOpen = new("LegStillOpen", "A called department still owes its result.");

    /// <summary>Who proposed a closure does not review it.</summary>
    public static readonly Rule ReviewerProposed = new("ReviewerProposed", "Who proposed the closure does not review it.");

    /// <summary>Returning needs a reason.</summary>
    public static readonly Rule ReasonMissing = new("ReasonMissing", "This move needs a reason.");

    /// <summary>Recording an enterprise's words needs these words.</summary>
    public static readonly Rule WordsMissing = new("WordsMissing", "Record the enterprise's own words.");
}
