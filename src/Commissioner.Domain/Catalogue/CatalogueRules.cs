namespace Commissioner.Domain.Catalogue;

/// <summary>What is refused about the routing catalogue.</summary>
public static class CatalogueRules
{
    public static readonly Rule CatalogueCodeUnusable = new(
        "CatalogueCodeUnusable",
        "An item's code has 2 to 24 capital letters, digits and dashes."
    );

    public static readonly Rule MatterMissing = new("MatterMissing", "Say the matter in 1 to 60 characters.");

    public static readonly Rule WordsUnusable = new("WordsUnusable", "Give 1 to 40 words of 2 to 20 characters each.");

    public static readonly Rule LegalBasisMissing = new("LegalBasisMissing", "Say the duty's basis in 1 to 300 characters.");

    public static readonly Rule CatalogueLeadMissing = new("CatalogueLeadMissing", "Name the department that leads.");

    public static readonly Rule CatalogueReasonTooLong = new("CatalogueReasonTooLong", "Say why in at most 500 characters.");

    public static readonly Rule CatalogueCodeTaken = new("CatalogueCodeTaken", "There is an item of this code already.", RuleKind.Conflict);

    public static readonly Rule CatalogueChangesNothing = new(
        "CatalogueChangesNothing",
        "The last version says the same.",
        RuleKind.Conflict
    );

    /// <summary>Somebody added a version since it was read. Detail 0: the last version.</summary>
    public static readonly Rule CatalogueChangedMeanwhile = new(
        "CatalogueChangedMeanwhile",
        "Another version was added meanwhile: look at it first.",
        RuleKind.Conflict
    );

    /// <summary>Not before today, and not before the last version. Detail 0: the earliest day.</summary>
    public static readonly Rule CatalogueDayTooEarly = new(
        "CatalogueDayTooEarly",
        "A change takes effect today at the earliest, and not before the last one."
    );

    public static readonly Rule CatalogueProposalDecided = new(
        "CatalogueProposalDecided",
        "This proposal was decided already.",
        RuleKind.Conflict
    );
}
