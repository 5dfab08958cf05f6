namespace Commissioner.Domain.People;

/// <summary>What a caller said on the telephone, and where it can be heard again.</summary>
/// <param name="Words">The caller's own words, at most 1,000 characters.</param>
/// <param name="Recording">By which the recording is found: its own reference, or the call's.</param>
public sealed record Spoken(string? Words, string? Recording)
{
    internal static readonly Spoken Nothing = new(null, null);

    internal void Check()
    {
        if (string.IsNullOrWhiteSpace(Words) || Words.Characters() > 1000)
        {
            throw new RuleBroken(SpokenRules.CallersWordsMissing) { Field = "words" };
        }

        if (string.IsNullOrWhiteSpace(Recording) || Recording.Characters() > 100)
        {
            throw new RuleBroken(SpokenRules.RecordingMissing) { Field = "recording" };
        }
    }
}

/// <summary>What is refused of a seat that speaks for a caller.</summary>
public static class SpokenRules
{
    public static readonly Rule CallersWordsMissing = new(
        "CallersWordsMissing",
        "A seat speaks for an enterprise in the caller's own words, 1 to 1,000 characters."
    );

    public static readonly Rule RecordingMissing = new(
        "RecordingMissing",
        "A seat speaks for an enterprise with the recording's reference, 1 to 100 characters."
    );
}
