namespace Commissioner.Domain.Satisfaction;

/// <summary>What is refused about poor ratings.</summary>
public static class PoorRatingRules
{
    public static readonly Rule RatedOneKeepsOut = new(
        "RatedOneKeepsOut",
        "A poor rating is handled by somebody of the service office, and not by the one rated.",
        RuleKind.Conflict
    );

    public static readonly Rule AnotherHandles = new("AnotherHandles", "Somebody else handles this poor rating.");

    public static readonly Rule PoorRatingEnded = new("PoorRatingEnded", "This poor rating was put right already.");

    public static readonly Rule PoorContactMissing = new(
        "PoorContactMissing",
        "Say what the enterprise said, in at most 1,000 characters."
    );

    public static readonly Rule ContactFirst = new("ContactFirst", "Hear the enterprise first.");

    public static readonly Rule VerificationMissing = new("VerificationMissing", "Say whether it is so: True, Partly or NotVerifiable.");

    public static readonly Rule VerificationTextMissing = new(
        "VerificationTextMissing",
        "Say what was found, in at most 1,000 characters."
    );

    public static readonly Rule CorrectionWithinLimit = new(
        "CorrectionWithinLimit",
        "It is put right between now and the end of the limit."
    );

    public static readonly Rule VerifyFirst = new("VerifyFirst", "Look into it first.");

    public static readonly Rule CorrectionMissing = new("CorrectionMissing", "Say what was put right, in at most 1,000 characters.");

    public static readonly Rule ReplyMissing = new(
        "ReplyMissing",
        "Write the reply that the enterprise reads, in at most 1,000 characters."
    );
}
