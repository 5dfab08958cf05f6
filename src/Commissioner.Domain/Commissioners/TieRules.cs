namespace Commissioner.Domain.Commissioners;

/// <summary>What is refused about declared ties.</summary>
public static class TieRules
{
    public static readonly Rule OnlyOnesOwnTie = new(
        "OnlyOnesOwnTie",
        "A commissioner declares its own ties; the service office anybody's.",
        RuleKind.Role
    );

    public static readonly Rule OnlyTheOfficeEndsTies = new(
        "OnlyTheOfficeEndsTies",
        "The service office ends a declared tie.",
        RuleKind.Role
    );

    public static readonly Rule TieKindUnknown = new("TieKindUnknown", "A tie is Family, Interest, FormerPost or Other.");

    public static readonly Rule TieDeclaredAlready = new("TieDeclaredAlready", "This tie has been declared.");

    public static readonly Rule TieHasEnded = new("TieHasEnded", "This tie has ended.");

    /// <summary>Who or what is tied can't be found.</summary>
    public static readonly Rule NobodyToTie = new("NobodyToTie", "There is no such commissioner, or no such enterprise.");
}
