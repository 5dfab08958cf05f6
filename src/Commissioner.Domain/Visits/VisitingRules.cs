namespace Commissioner.Domain.Visits;

/// <summary>What is refused of visits.</summary>
public static class VisitingRules
{
    public static readonly Rule VisitPurposeMissing = new("VisitPurposeMissing", "A visit has a purpose, of 500 characters at most.");

    public static readonly Rule VisitNotThen = new("VisitNotThen", "A visit takes place within the next 180 days.");

    public static readonly Rule VisitTooManyJoin = new("VisitTooManyJoin", "At most 10 departments visit together, each named once.");

    /// <summary>Detail 0: how many visits a quarter has.</summary>
    public static readonly Rule VisitBudgetSpent = new(
        "VisitBudgetSpent",
        "The enterprise's visits of that quarter are planned: join one of them, or say why there must be one more."
    );

    public static readonly Rule VisitDecidedByAnother = new(
        "VisitDecidedByAnother",
        "Whether there is one more visit is decided by somebody else than who planned it.",
        RuleKind.Role
    );

    public static readonly Rule VisitWordsMissing = new("VisitWordsMissing", "A decision has its reason, of 500 characters at most.");

    public static readonly Rule VisitOfOthers = new(
        "VisitOfOthers",
        "Who planned a visit, or serves the enterprise that asked for it, arranges it.",
        RuleKind.Role
    );

    public static readonly Rule VisitNotNow = new("VisitNotNow", "As this visit stands now, that can't be done.", RuleKind.Conflict);

    public static readonly Rule VisitNotYet = new("VisitNotYet", "It is written down when it has begun.", RuleKind.Conflict);

    public static readonly Rule VisitNoteWanted = new("VisitNoteWanted", "A visit has a note, of 2,000 characters at most.");

    public static readonly Rule VisitFindingsTooMany = new(
        "VisitFindingsTooMany",
        "At most 20 findings are written down, each of 1 to 500 characters."
    );

    public static readonly Rule VisitRatingMissing = new(
        "VisitRatingMissing",
        "Choose how satisfied you are; words have 500 characters at most."
    );

    public static readonly Rule VisitRatedBefore = new("VisitRatedBefore", "This visit was rated.", RuleKind.Conflict);

    public static readonly Rule FindingFiledBefore = new("FindingFiledBefore", "This finding was made a case.", RuleKind.Conflict);
}
