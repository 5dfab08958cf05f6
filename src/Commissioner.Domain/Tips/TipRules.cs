namespace Commissioner.Domain.Tips;

/// <summary>What is refused about tips.</summary>
public static class TipRules
{
    public static readonly Rule TipWordsMissing = new(nameof(TipWordsMissing), "Say it in 1 to 5,000 characters.");

    public static readonly Rule TipDetailTooLong = new(nameof(TipDetailTooLong), "This has 200 characters at the most.");

    public static readonly Rule TipIsClosed = new(nameof(TipIsClosed), "This report is closed.", RuleKind.Conflict);

    public static readonly Rule TipIsFull = new(nameof(TipIsFull), "Nothing more is added to this report.", RuleKind.Conflict);

    public static readonly Rule TipOutcomeMissing = new(nameof(TipOutcomeMissing), "Say what came of it.");

    /// <summary>A report that everybody declined would be read by nobody.</summary>
    public static readonly Rule SomebodyMustHearTip = new(
        nameof(SomebodyMustHearTip),
        "The last of supervision who may hear a report can't decline it: another supervisor is needed first.",
        RuleKind.Conflict
    );
}
