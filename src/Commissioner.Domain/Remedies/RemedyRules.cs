namespace Commissioner.Domain.Remedies;

/// <summary>What is refused of remedies.</summary>
public static class RemedyRules
{
    public static readonly Rule RemedyTitleMissing = new("RemedyTitleMissing", "A remedy has a title, of 60 characters at most.");

    public static readonly Rule RemedyMeasuresMissing = new(
        "RemedyMeasuresMissing",
        "A remedy says what is to be done, in 2,000 characters at most."
    );

    public static readonly Rule RemedyScopeMissing = new(
        "RemedyScopeMissing",
        "A remedy names a place, of 2 to 200 characters, or a department: otherwise a like case could not be known when it comes back."
    );

    public static readonly Rule RemedyTimeUnusable = new(
        "RemedyTimeUnusable",
        "A remedy is owed within 1 to 250 working days, or until a working day within a year; of the two one is named, or neither."
    );

    public static readonly Rule RemedyCasesMissing = new("RemedyCasesMissing", "A remedy stands for 1 to 200 cases.");

    public static readonly Rule RemedyNotForThis = new(
        "RemedyNotForThis",
        "A case that is confidential or about officials is dealt with by itself and is part of no remedy.",
        RuleKind.Conflict
    );

    public static readonly Rule RemedyHasCase = new("RemedyHasCase", "The remedy stands for this case already.", RuleKind.Conflict);

    public static readonly Rule RemedyNotNow = new("RemedyNotNow", "As this remedy stands now, that can't be done.", RuleKind.Conflict);

    public static readonly Rule RemedyOfOthers = new("RemedyOfOthers", "Who owes a remedy reports that it is done.", RuleKind.Role);

    public static readonly Rule RemedyWordsMissing = new("RemedyWordsMissing", "Say it in words, in 2,000 characters at most.");

    public static readonly Rule RemedyAnswerMissing = new(
        "RemedyAnswerMissing",
        "Say whether it helped: yes or no; words have 500 characters at most."
    );

    public static readonly Rule RemedyAnsweredBefore = new("RemedyAnsweredBefore", "This was answered.", RuleKind.Conflict);
}
