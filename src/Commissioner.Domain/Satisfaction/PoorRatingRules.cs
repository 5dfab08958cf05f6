namespace Commissioner.Domain.Satisfaction;

/// <summary>What is refused about poor ratings.</summary>
public static class PoorRatingRules
{
    /// <summary>The one rated does not handle it.</summary>
    public static readonly Rule RatedOneKeepsOut = new(
        "RatedOneKeepsOut",
        "A poor rating is handled by somebody of the service office, and not by the one rated.",
        RuleKind.Conflict
    );

    /// <summary>Somebody else handles it.</summary>
    public static readonly Rule AnotherHandles = new("AnotherHandles", "Somebody else handles this poor rating.");

    /// <summary>It has ended.</summary>
    public static readonly Rule PoorRatingEnded = new("PoorRatingEnded", "This poor rating was put right already.");

    /// <summary>A contact has an outcome.</summary>
    public static readonly Rule PoorContactMissing = new(
        "PoorContactMissing",
        "Say what the enterprise said, in at most 1,000 characters."
    );

    /// <summary>The enterprise is heard first.</summary>
    public static readonly Rule ContactFirst = new("ContactFirst", "Hear the enterprise first.");

    /// <summary>Is it so?</summary>
    public static readonly Rule VerificationMissing = new("VerificationMissing", "Say whether it is so: True, Partly or NotVerifiable.");

    /// <summary>What was found is said.</summary>
    public static readonly Rule VerificationTextMissing = new(
        "VerificationTextMissing",
        "Say what was found, in at most 1,000 characters."
    );

    /// <summary>A date within the limit.</summary>
    public static readonly Rule CorrectionWithinLimit = new(
        "CorrectionWithinLimit",
        "It is put right between now and the end of the limit."
    );

    /// <summary>It is looked into first.</summary>
    public static readonly Rule VerifyFirst = new("VerifyFirst", "Look into it first.");

    /// <summary>What was put right is said.</summary>
    public static readonly Rule CorrectionMissing = new("CorrectionMissing", "Say what was put right, in at most 1,000 characters.");

    /// <summary>The enterprise gets a reply.</summary>
    public static readonly Rule ReplyMissing = new(
        "ReplyMissing",
        "Write the reply that the enterprise reads, in at most 1,000 characters."
    );
}
