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

    public static readonly Rule EnterpriseNameMissing = new(
        "EnterpriseNameMissing",
        "The enterprise needs a name of at most 120 characters."
    );
}
