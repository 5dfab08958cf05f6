using Commissioner.Domain;

namespace Commissioner.App.Features.Scores;

/// <summary>Rules of reading scores.</summary>
public static class ScoreRules
{
    public static readonly Rule QuartersThatAreOver = new(
        nameof(QuartersThatAreOver),
        "Scores are shown of whole calendar quarters that are over."
    );
}
