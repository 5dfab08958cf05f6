namespace Commissioner.Domain.Enterprises;

/// <summary>What is refused about enterprises and their commissioners.</summary>
public static class EnterpriseRules
{
    public static readonly Rule CommissionerIsNotItsOwnBackup = new(
        "CommissionerIsNotItsOwnBackup",
        "One person can't be commissioner and backup of an enterprise."
    );

    public static readonly Rule EnterpriseIsPaired = new(
        "EnterpriseIsPaired",
        "The enterprise has a commissioner: only a replacement changes that."
    );

    public static readonly Rule RevealPurposeMissing = new(
        "RevealPurposeMissing",
        "A contact is shown for a purpose: Contact, Visit or Verify."
    );

    /// <summary>Detail 0: its name.</summary>
    public static readonly Rule EnterpriseHasEnded = new(
        "EnterpriseHasEnded",
        "The enterprise merged into another, or left the park.",
        RuleKind.Conflict
    );

    public static readonly Rule OnlyTheOfficeMoves = new(
        "OnlyTheOfficeMoves",
        "Where an enterprise belongs, and that it merges or leaves, is the service office's to say.",
        RuleKind.Role
    );

    public static readonly Rule MoveReasonMissing = new("MoveReasonMissing", "A reason of 1 to 500 characters is needed.");

    public static readonly Rule MoveElsewhere = new("MoveElsewhere", "Choose another sub-park, one that takes enterprises.");

    public static readonly Rule CommissionerUndecided = new(
        "CommissionerUndecided",
        "Who moves an enterprise says whether its commissioner stays or another follows."
    );

    public static readonly Rule MergesIntoAnother = new("MergesIntoAnother", "An enterprise merges into another one that is in the park.");

    /// <summary>
    /// Detail 0: open cases; 1: call-backs; 2: poor ratings; 3: what supervision deals with; 4: requests about personal information; 5: undertakings; 6: claims.
    /// </summary>
    public static readonly Rule EnterpriseHasOpen = new(
        "EnterpriseHasOpen",
        "What is open is dealt with, or withdrawn by the enterprise, before it leaves the park.",
        RuleKind.Conflict
    );

    public static readonly Rule EnterpriseNameMissing = new(
        "EnterpriseNameMissing",
        "The enterprise needs a name of at most 120 characters."
    );
}
