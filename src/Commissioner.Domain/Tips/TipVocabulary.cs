namespace Commissioner.Domain.Tips;

/// <summary>How a tip stands.</summary>
public enum TipState
{
    /// <summary>Nobody of supervision has read it.</summary>
    New,

    /// <summary>Supervision deals with it.</summary>
    InHand,

    Closed,
}

/// <summary>What came of a tip.</summary>
public enum TipOutcome
{
    /// <summary>It was so 属实.</summary>
    Founded,

    /// <summary>It was not so 不属实.</summary>
    Unfounded,

    /// <summary>Another authority deals with it 移送.</summary>
    Referred,
}
