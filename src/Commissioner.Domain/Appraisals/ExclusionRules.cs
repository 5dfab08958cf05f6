namespace Commissioner.Domain.Appraisals;

/// <summary>What is refused about leaving something out.</summary>
public static class ExclusionRules
{
    /// <summary>Ratings and the like are never left out.</summary>
    public static readonly Rule NotToBeLeftOut = new(
        nameof(NotToBeLeftOut),
        "Only first contacts, check-ins, results, settling and outcomes can be left out."
    );

    /// <summary>The unit has no such thing in that case.</summary>
    public static readonly Rule NothingToLeaveOut = new(
        nameof(NothingToLeaveOut),
        "Nothing of this kind counts for this unit in this case."
    );

    /// <summary>Say on what ground.</summary>
    public static readonly Rule GroundMissing = new(nameof(GroundMissing), "Say on what ground.");

    /// <summary>Say why.</summary>
    public static readonly Rule ExclusionReasonMissing = new(nameof(ExclusionReasonMissing), "Say why, in at most 1,000 characters.");

    /// <summary>Say whether one agrees.</summary>
    public static readonly Rule ExclusionAnswerMissing = new(nameof(ExclusionAnswerMissing), "Say whether you agree.");

    /// <summary>It is proposed or approved already.</summary>
    public static readonly Rule ExclusionProposedAlready = new(
        nameof(ExclusionProposedAlready),
        "This has been proposed or decided already.",
        RuleKind.Conflict
    );

    /// <summary>Another step comes first.</summary>
    public static readonly Rule ExclusionOutOfOrder = new(nameof(ExclusionOutOfOrder), "This step is not due.");

    /// <summary>Who proposes does not check; who checks does not approve.</summary>
    public static readonly Rule ThreePeople = new(
        nameof(ThreePeople),
        "Proposal, check and approval need three different people.",
        RuleKind.Role
    );

    /// <summary>Five working days are over.</summary>
    public static readonly Rule ContestTooLate = new(nameof(ContestTooLate), "The five working days for contesting are over.");
}
