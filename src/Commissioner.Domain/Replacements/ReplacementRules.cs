namespace Commissioner.Domain.Replacements;

/// <summary>What is refused about replacements.</summary>
public static class ReplacementRules
{
    /// <summary>There is nobody to replace.</summary>
    public static readonly Rule NobodyToReplace = new("NobodyToReplace", "The duty desk serves this enterprise: there is nobody to replace.");

    /// <summary>It has ended.</summary>
    public static readonly Rule ReplacementEnded = new("ReplacementEnded", "This replacement has ended.");

    /// <summary>Keeping is possible within one working day.</summary>
    public static readonly Rule KeepTooLate = new("KeepTooLate", "The present commissioner can be kept within one working day.");

    /// <summary>Only the enterprise replaces and keeps.</summary>
    public static readonly Rule OnlyTheEnterprise = new("OnlyTheEnterprise", "Only the enterprise itself decides this.", RuleKind.Role);

    /// <summary>Never one who served this enterprise before.</summary>
    public static readonly Rule ServedBefore = new("ServedBefore", "This person has served the enterprise before.", RuleKind.Conflict);

    /// <summary>The person is no commissioner, or has no room.</summary>
    public static readonly Rule NotACandidate = new("NotACandidate", "This person is no commissioner, or serves as many enterprises as it can.", RuleKind.Conflict);

    /// <summary>Only the service office appoints.</summary>
    public static readonly Rule OnlyTheOffice = new("OnlyTheOffice", "The service office appoints successors.", RuleKind.Role);
}
