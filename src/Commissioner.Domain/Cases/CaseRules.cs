namespace Commissioner.Domain.Cases;

/// <summary>What is refused about cases.</summary>
public static class CaseRules
{
    public static readonly Rule MoveOutOfOrder = new("MoveOutOfOrder", "The case does not stand where this move starts.");

    public static readonly Rule MoveNotYours = new("MoveNotYours", "Another role makes this move.", RuleKind.Role);

    public static readonly Rule TitleMissing = new("TitleMissing", "A request needs a title of 1 to 100 characters.");

    public static readonly Rule DescriptionMissing = new("DescriptionMissing", "A request needs a text of 1 to 5,000 characters.");

    public static readonly Rule PlaceTooLong = new("PlaceTooLong", "A place has at most 200 characters.");

    public static readonly Rule CategoryUnknown = new("CategoryUnknown", "There is no such category.");

    public static readonly Rule NotReadBack = new("NotReadBack", "What is filed for an enterprise must be read back to it.");

    public static readonly Rule ConfidentialByOneself = new(
        "ConfidentialByOneself",
        "A confidential case is filed by the enterprise itself, never through the hotline."
    );

    public static readonly Rule NotOfConfidential = new("NotOfConfidential", "A confidential case knows no such move.");

    public static readonly Rule ContactOutcomeMissing = new(
        "ContactOutcomeMissing",
        "A contact is recorded with its outcome: a click is not a contact."
    );

    public static readonly Rule TimesCannotBe = new("TimesCannotBe", "This time lies in the future, or before what it follows.");

    public static readonly Rule FourElementsMissing = new(
        "FourElementsMissing",
        "Say when it was taken up, who was spoken to, what was done and when it was solved."
    );

    public static readonly Rule LegStillOpen = new("LegStillOpen", "A called department still owes its result.");

    public static readonly Rule ReviewerProposed = new("ReviewerProposed", "Who proposed the closure does not review it.");

    public static readonly Rule ReasonMissing = new("ReasonMissing", "This move needs a reason.");

    public static readonly Rule WordsMissing = new("WordsMissing", "Record the enterprise's own words.");

    public static readonly Rule UrgencyUnknown = new("UrgencyUnknown", "Urgency is Ordinary, Urgent or Emergency.");

    public static readonly Rule ContactNameMissing = new("ContactNameMissing", "Say who rang, in at most 40 characters.");

    public static readonly Rule ForWhom = new(
        "ForWhom",
        "A hotline seat says for which enterprise it files; an enterprise files for itself."
    );

    public static readonly Rule FileUnknown = new("FileUnknown", "One of the files was not uploaded by you, or belongs to another case.");

    public static readonly Rule ContactMeansMissing = new("ContactMeansMissing", "A contact is a call, a visit or a message.");

    public static readonly Rule TimeMissing = new("TimeMissing", "Say when.");

    public static readonly Rule OutcomeMissing = new("OutcomeMissing", "Say resolved, partly or not resolved.");

    public static readonly Rule SupplementMissing = new("SupplementMissing", "Add a text of at most 5,000 characters, or a file.");

    /// <summary>Detail 0: when it was pressed for, UTC.</summary>
    public static readonly Rule NudgedToday = new("NudgedToday", "A request is pressed for once a day.");

    public static readonly Rule QuestionMissing = new(
        "QuestionMissing",
        "Ask in 1 to 1,000 characters, everything that is missing at once."
    );

    public static readonly Rule AnswerMissing = new("AnswerMissing", "Answer in 1 to 5,000 characters.");

    public static readonly Rule AskedOften = new(
        "AskedOften",
        "The enterprise is asked once before acceptance and twice after it, not more.",
        RuleKind.Conflict
    );

    public static readonly Rule ExtendedBefore = new("ExtendedBefore", "More time is granted once.", RuleKind.Conflict);

    public static readonly Rule ExtensionTooLate = new(
        "ExtensionTooLate",
        "More time is asked for at least one working day before the due time.",
        RuleKind.Conflict
    );

    public static readonly Rule ExtensionTooLong = new(
        "ExtensionTooLong",
        "An extension is 1 working day at least, and not longer than the promise itself."
    );

    public static readonly Rule NoExtensionAsked = new("NoExtensionAsked", "Nobody has asked for more time.");

    public static readonly Rule ExtensionIsAsked = new("ExtensionIsAsked", "More time has been asked for already and is not decided.");

    public static readonly Rule RedirectReasonMissing = new("RedirectReasonMissing", "A redirect names one of the listed reasons.");

    public static readonly Rule GoToMissing = new("GoToMissing", "A redirect says in 1 to 200 characters where to go instead.");

    public static readonly Rule MergeIntoAnother = new(
        "MergeIntoAnother",
        "A case is merged into another open case of the same enterprise."
    );

    public static readonly Rule MeasuresMissing = new("MeasuresMissing", "A plan says in 1 to 1,000 characters what is done meanwhile.");

    public static readonly Rule PlanNeedsADepartment = new("PlanNeedsADepartment", "A plan names the responsible department.");

    public static readonly Rule ReviewDayCannotBe = new(
        "ReviewDayCannotBe",
        "The next review is at least one working day and at most 90 days ahead."
    );

    public static readonly Rule PlanIsAsked = new("PlanIsAsked", "A plan has been asked for already and is not decided.");

    public static readonly Rule NoPlanAsked = new("NoPlanAsked", "Nobody has asked for a plan.");

    public static readonly Rule FindingsMissing = new("FindingsMissing", "A review says in 1 to 1,000 characters how the matter stands.");

    public static readonly Rule ExplainedWhyMissing = new(
        "ExplainedWhyMissing",
        "An explanation says whether law, policy or competence forbids it."
    );

    public static readonly Rule BasisMissing = new("BasisMissing", "An explanation cites its basis in 1 to 1,000 characters.");

    public static readonly Rule ExplanationMissing = new("ExplanationMissing", "Explain it to the enterprise in 1 to 2,000 characters.");

    public static readonly Rule ExplanationIsProposed = new(
        "ExplanationIsProposed",
        "An explanation has been proposed already and is not decided."
    );

    public static readonly Rule NoExplanationProposed = new("NoExplanationProposed", "Nobody has proposed an explanation.");

    public static readonly Rule ApprovedByOthers = new(
        "ApprovedByOthers",
        "Who proposed or approved the explanation does not approve or refuse it."
    );

    public static readonly Rule ApprovedBefore = new("ApprovedBefore", "This office has approved already; the other one has not.");

    public static readonly Rule ReopenTooLate = new(
        "ReopenTooLate",
        "A closed case can be taken up again within 30 days.",
        RuleKind.Conflict
    );

    public static readonly Rule DemandMissing = new("DemandMissing", "A supervision order says in 1 to 1,000 characters what is demanded.");

    public static readonly Rule OrderNeedsAddressee = new(
        "OrderNeedsAddressee",
        "A supervision order goes to the commissioner, the service office or a department that was called."
    );

    public static readonly Rule OrderAnswerMissing = new(
        "OrderAnswerMissing",
        "An answer says in 1 to 2,000 characters why it is late and what is done."
    );

    public static readonly Rule DoneByIsAhead = new("DoneByIsAhead", "When it will be done lies ahead.");

    public static readonly Rule OrderOutOfOrder = new(
        "OrderOutOfOrder",
        "The supervision order does not stand where this can be done.",
        RuleKind.Conflict
    );

    public static readonly Rule OpinionMissing = new("OpinionMissing", "An opinion has 1 to 2,000 characters.");

    public static readonly Rule NoOpinionOwed = new("NoOpinionOwed", "No opinion is owed on this case.", RuleKind.Conflict);
}
