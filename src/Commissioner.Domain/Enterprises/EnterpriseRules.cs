namespace Commissioner.Domain.Enterprises;

/// <summary>What is refused about enterprises and their commissioners.</summary>
public static class EnterpriseRules
{
    /// <summary>One person can't hold both posts.</summary>
    public static readonly Rule CommissionerIsNotItsOwnBackup = new(
        "CommissionerIsNotItsOwnBackup",
        "One person can't be commissioner and backup of an enterprise."
    );

    /// <summary>The enterprise has a commissioner already; only a replacement changes that.</summary>
    public static readonly Rule EnterpriseIsPaired = new(
        "EnterpriseIsPaired",
        "The enterprise has a commissioner: only a replacement changes that."
    );

    /// <summary>What a contact is wanted for is said.</summary>
    public static readonly Rule RevealPurposeMissing = new(
        "RevealPurposeMissing",
        "A contact is shown for a purpose: Contact, Visit or Verify."
    );

    /// <summary>Name is needed.</summary>
    public static readonly Rule EnterpriseNameMissing = new(
        "EnterpriseNameMissing",
        "The enterprise needs a name of at most 120 characters."
    );
}
