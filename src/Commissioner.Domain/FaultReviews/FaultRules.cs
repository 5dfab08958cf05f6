namespace Commissioner.Domain.FaultReviews;

/// <summary>What is refused in a fault review.</summary>
public static class FaultRules
{
    public static readonly Rule OnlyCommissioners = new(nameof(OnlyCommissioners), "A review is about a commissioner.");

    public static readonly Rule FaultGroundMissing = new(
        nameof(FaultGroundMissing),
        "Say what is looked into; dissatisfaction alone is no ground."
    );

    /// <summary>Words. Detail 0: the most characters.</summary>
    public static readonly Rule FaultWordsMissing = new(nameof(FaultWordsMissing), "Say it in words, not more than so many characters.");

    /// <summary>Nobody decides of itself, nor of what it opened, nor on an appeal against itself.</summary>
    public static readonly Rule OthersDecide = new(
        nameof(OthersDecide),
        "Opening, decision and appeal need three people, none of them the one reviewed.",
        RuleKind.Role
    );

    public static readonly Rule OnesOwn = new(nameof(OnesOwn), "Only the person itself states its view and appeals.", RuleKind.Role);

    /// <summary>The person comes first. Detail 0: until when it may state its view.</summary>
    public static readonly Rule NotHeardYet = new(
        nameof(NotHeardYet),
        "Nothing is decided before the person was heard or its time is over.",
        RuleKind.Conflict
    );

    public static readonly Rule ConsequenceMissing = new(nameof(ConsequenceMissing), "Say what follows from the fault.");

    /// <summary>Ten working days are over. Detail 0: when that was.</summary>
    public static readonly Rule AppealTooLate = new(
        nameof(AppealTooLate),
        "The ten working days for an appeal are over.",
        RuleKind.Conflict
    );

    public static readonly Rule FaultAnswerMissing = new(nameof(FaultAnswerMissing), "Say what becomes of the appeal.");

    /// <summary>An appeal makes nothing worse.</summary>
    public static readonly Rule OnlyLighter = new(nameof(OnlyLighter), "A changed consequence is lighter than the one appealed against.");

    public static readonly Rule FaultOutOfOrder = new(nameof(FaultOutOfOrder), "This step is not due.", RuleKind.Conflict);

    public static readonly Rule ItsOpenerWithdraws = new(nameof(ItsOpenerWithdraws), "Only who opened it takes it back.", RuleKind.Role);
}
