namespace Commissioner.Domain.Appraisals;

/// <summary>What is refused about leaving something out.</summary>
public static class ExclusionRules
{
    public static readonly Rule NotToBeLeftOut = new(
        nameof(NotToBeLeftOut),
        "Only first contacts, check-ins, results, settling and outcomes can be left out."
    );

    public static readonly Rule NothingToLeaveOut = new(
        nameof(NothingToLeaveOut),
        "Nothing of this kind counts for this unit in this case."
    );

    public static readonly Rule GroundMissing = new(nameof(GroundMissing), "Say on what ground.");

    public static readonly Rule ExclusionReasonMissing = new(nameof(ExclusionReasonMissing), "Say why, in at most 1,000 characters.");

    public static readonly Rule ExclusionAnswerMissing = new(nameof(ExclusionAnswerMissing), "Say whether you agree.");

    public static readonly Rule ExclusionProposedAlready = new(
        nameof(ExclusionProposedAlready),
        "This has been proposed or decided already.",
        RuleKind.Conflict
    );

    public static readonly Rule ExclusionOutOfOrder = new(nameof(ExclusionOutOfOrder), "This step is not due.");

    public static readonly Rule ThreePeople = new(
        nameof(ThreePeople),
        "Proposal, check and approval need three different people.",
        RuleKind.Role
    );

    public static readonly Rule ContestTooLate = new(nameof(ContestTooLate), "The five working days for contesting are over.");
}
