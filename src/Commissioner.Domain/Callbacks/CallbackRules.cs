namespace Commissioner.Domain.Callbacks;

/// <summary>What is refused about call-backs.</summary>
public static class CallbackRules
{
    public static readonly Rule CallbackEnded = new("CallbackEnded", "This call-back has ended.");

    public static readonly Rule CallbackTooEarly = new("CallbackTooEarly", "The time for this call-back has not come.");

    public static readonly Rule HalfDayTriedBefore = new(
        "HalfDayTriedBefore",
        "This half-day was tried before: attempts are on different half-days.",
        RuleKind.Conflict
    );

    public static readonly Rule NoteTooLong = new("NoteTooLong", "A note has at most 200 characters.");

    public static readonly Rule OwnWordsMissing = new(
        "OwnWordsMissing",
        "What the enterprise says is recorded in its own words, at most 1,000 characters."
    );

    public static readonly Rule SolvedMissing = new("SolvedMissing", "Ask whether it is solved: Resolved, Partly or NotResolved.");

    public static readonly Rule RecordingTooLong = new("RecordingTooLong", "A recording's reference has at most 100 characters.");

    public static readonly Rule RaiseUnasked = new("RaiseUnasked", "The rating was raised: ask whether that was free.");

    public static readonly Rule AgentsCallBack = new("AgentsCallBack", "Call-backs are made by call-back agents.", RuleKind.Role);
}
