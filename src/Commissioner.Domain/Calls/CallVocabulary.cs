namespace Commissioner.Domain.Calls;

/// <summary>What an exchange says of a call.</summary>
public enum CallSign
{
    /// <summary>It rings.</summary>
    Ringing,

    /// <summary>A seat has taken it.</summary>
    Answered,

    /// <summary>Its recording can be heard.</summary>
    Recorded,

    /// <summary>Nobody took it.</summary>
    Missed,

    /// <summary>It is over.</summary>
    HungUp,
}

/// <summary>How far a call has come; what an exchange says late never leads it back.</summary>
public enum CallState
{
    /// <summary>来电振铃.</summary>
    Ringing,

    /// <summary>通话中.</summary>
    Answered,

    /// <summary>未接.</summary>
    Missed,

    /// <summary>已结束.</summary>
    Ended,
}

/// <summary>What came of calling somebody back.</summary>
public enum ReturnOutcome
{
    /// <summary>It was reached 已回电.</summary>
    Reached,

    /// <summary>It was not reached 未接通.</summary>
    NotReached,

    /// <summary>It need not be called: a wrong number, or it rang again 无需回电.</summary>
    Needless,
}

/// <summary>One thing that an exchange says.</summary>
/// <param name="Sign">What.</param>
/// <param name="At">When, UTC.</param>
/// <param name="From">The caller's number as the exchange gives it; null or empty where it is withheld.</param>
/// <param name="To">The number that was called.</param>
/// <param name="Seat">The seat, where one took it and is known.</param>
/// <param name="Recording">By which the recording is found.</param>
public sealed record CallNews(
    CallSign Sign,
    DateTimeOffset At,
    string? From,
    string? To,
    Id<People.Person>? Seat = null,
    string? Recording = null
);

/// <summary>What is refused about calls.</summary>
public static class CallRules
{
    public static readonly Rule CallTaken = new("CallTaken", "Somebody else has this call.", RuleKind.Conflict);

    public static readonly Rule NoReturnOwed = new("NoReturnOwed", "This caller need not be called back any more.", RuleKind.Conflict);

    public static readonly Rule ReturnOutcomeMissing = new("ReturnOutcomeMissing", "Say what came of it: Reached, NotReached or Needless.");

    public static readonly Rule ReturnNoteTooLong = new("ReturnNoteTooLong", "A note has at most 500 characters.");

    public static readonly Rule TransferNobody = new("TransferNobody", "Say to whom the call was handed over.");

    public static readonly Rule SeatsCall = new("SeatsCall", "Calls are taken by hotline seats.", RuleKind.Role);

    public static readonly Rule RecordingsHearers = new(
        "RecordingsHearers",
        "Recordings are heard by hotline seats and supervision.",
        RuleKind.Role
    );

    public static readonly Rule CallUnreadable = new("CallUnreadable", "An event of a call names the call, what happened and when.");
}
