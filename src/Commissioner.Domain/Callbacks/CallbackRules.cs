namespace Commissioner.Domain.Callbacks;

/// <summary>What is refused about call-backs.</summary>
public static class CallbackRules
{
    /// <summary>It has ended.</summary>
    public static readonly Rule CallbackEnded = new("CallbackEnded", "This call-back has ended.");

    /// <summary>Its time has not come.</summary>
    public static readonly Rule CallbackTooEarly = new("CallbackTooEarly", "The time for this call-back has not come.");

    /// <summary>Attempts are on different half-days.</summary>
    public static readonly Rule HalfDayTriedBefore = new(
        "HalfDayTriedBefore",
        "This half-day was tried before: attempts are on different half-days.",
        RuleKind.Conflict
    );

    /// <summary>A note has at most 200 characters.</summary>
    public static readonly Rule NoteTooLong = new("NoteTooLong", "A note has at most 200 characters.");

    /// <summary>The enterprise's own words are recorded.</summary>
    public static readonly Rule OwnWordsMissing = new(
        "OwnWordsMissing",
        "What the enterprise says is recorded in its own words, at most 1,000 characters."
    );

    /// <summary>Is it solved?</summary>
    public static readonly Rule SolvedMissing = new("SolvedMissing", "Ask whether it is solved: Resolved, Partly or NotResolved.");

    /// <summary>A recording's reference has at most 100 characters.</summary>
    public static readonly Rule RecordingTooLong = new("RecordingTooLong", "A recording's reference has at most 100 characters.");

    /// <summary>The rating was raised: was it free?</summary>
    public static readonly Rule RaiseUnasked = new("RaiseUnasked", "The rating was raised: ask whether that was free.");

    /// <summary>Call-back agents call back.</summary>
    public static readonly Rule AgentsCallBack = new("AgentsCallBack", "Call-backs are made by call-back agents.", RuleKind.Role);
}
