using Commissioner.Domain;

namespace Commissioner.App.Features.Rebases;

/// <summary>What is refused of a re-base.</summary>
public static class RebaseRules
{
    public static readonly Rule OneRebaseAtATime = new(nameof(OneRebaseAtATime), "Another re-base is running.");

    public static readonly Rule NothingToRebase = new(
        nameof(NothingToRebase),
        "No running promise is pinned to this version, or it is the one in force."
    );

    public static readonly Rule RebaseDoesNotRun = new(nameof(RebaseDoesNotRun), "This re-base is not running.");

    public static readonly Rule RebaseIsNotStopped = new(
        nameof(RebaseIsNotStopped),
        "Only a re-base that was stopped and not taken back can go on."
    );

    public static readonly Rule RebaseCannotBeReversed = new(
        nameof(RebaseCannotBeReversed),
        "A re-base is taken back once, when it no longer runs."
    );

    public static readonly Rule RebaseReasonMissing = new(nameof(RebaseReasonMissing), "Say why, in at most 1,000 characters.");
}
