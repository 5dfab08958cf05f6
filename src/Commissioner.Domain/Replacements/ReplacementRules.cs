namespace Commissioner.Domain.Replacements;

/// <summary>What is refused about replacements.</summary>
public static class ReplacementRules
{
    public static readonly Rule NobodyToReplace = new(
        "NobodyToReplace",
        "The duty desk serves this enterprise: there is nobody to replace."
    );

    public static readonly Rule ReplacementEnded = new("ReplacementEnded", "This replacement has ended.");

    public static readonly Rule KeepTooLate = new("KeepTooLate", "The present commissioner can be kept within one working day.");

    public static readonly Rule OnlyTheEnterprise = new("OnlyTheEnterprise", "Only the enterprise itself decides this.", RuleKind.Role);

    public static readonly Rule ServedBefore = new("ServedBefore", "This person has served the enterprise before.", RuleKind.Conflict);

    public static readonly Rule NotACandidate = new(
        "NotACandidate",
        "This person is no commissioner, or serves as many enterprises as it can.",
        RuleKind.Conflict
    );

    public static readonly Rule OnlyTheOffice = new("OnlyTheOffice", "The service office appoints successors.", RuleKind.Role);

    public static readonly Rule SuccessorIsOwed = new(
        "SuccessorIsOwed",
        "A successor is owed already: a rotation waits until it is there."
    );

    public static readonly Rule TiedToTheEnterprise = new(
        "TiedToTheEnterprise",
        "This person has declared a tie to the enterprise.",
        RuleKind.Conflict
    );

    public static readonly Rule NothingWasAsked = new("NothingWasAsked", "The enterprise was not asked, or has answered.");

    public static readonly Rule OnlyWhoHandsOver = new(
        "OnlyWhoHandsOver",
        "The former commissioner and the successor sign; the former one writes.",
        RuleKind.Role
    );

    public static readonly Rule HandOverSigned = new("HandOverSigned", "The hand-over has been signed.");

    public static readonly Rule HandOverNoteMissing = new("HandOverNoteMissing", "A note has 1 to 2,000 characters.");

    public static readonly Rule OnlyTheSuccessor = new("OnlyTheSuccessor", "The successor records its own first contact.", RuleKind.Role);

    public static readonly Rule ContactWasMade = new("ContactWasMade", "The successor's first contact has been recorded.");
}
