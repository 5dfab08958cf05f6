namespace Commissioner.Domain.Financing;

/// <summary>How a financing need stands.</summary>
public enum FinancingState
{
    /// <summary>The enterprise has stated it.</summary>
    Stated,

    /// <summary>Somebody has proposed it for the white list.</summary>
    Proposed,

    /// <summary>On the white list 融资白名单.</summary>
    Listed,

    /// <summary>Not taken onto the white list.</summary>
    Refused,

    Granted,

    /// <summary>The enterprise does not need it any more.</summary>
    Withdrawn,

    /// <summary>No bank granted it.</summary>
    Ungranted,
}

/// <summary>What of a need is released to a bank, field by field.</summary>
public enum FinancingField
{
    /// <summary>Who the enterprise is.</summary>
    Enterprise,

    Amount,

    Purpose,

    Term,

    /// <summary>By when it is wanted.</summary>
    WantedOn,

    Collateral,

    Contact,
}

/// <summary>How what one bank was shown stands.</summary>
public enum PushState
{
    /// <summary>The bank owes an answer.</summary>
    Open,

    /// <summary>The bank has asked for more, and the enterprise is to answer.</summary>
    Asked,

    Interested,

    Declined,

    Granted,

    /// <summary>The bank sees nothing of it any more.</summary>
    Ended,
}

/// <summary>Why a bank sees nothing of it any more.</summary>
public enum PushEnd
{
    /// <summary>The enterprise took its release back.</summary>
    Revoked,

    /// <summary>The need is settled, and not by this bank.</summary>
    Settled,

    /// <summary>The bank is no partner any more.</summary>
    BankEnded,

    /// <summary>The enterprise merged into another, or left.</summary>
    EnterpriseEnded,
}

/// <summary>What a bank says.</summary>
public enum BankWord
{
    /// <summary>It offers.</summary>
    Interested,

    AsksForMore,

    Declines,
}

/// <summary>Why a bank declines.</summary>
public enum BankReason
{
    AmountUnfit,

    TermUnfit,

    CollateralLacking,

    LineOfBusiness,

    TooYoung,

    CreditRecord,

    Other,
}

/// <summary>What became of a need.</summary>
public enum FinancingOutcome
{
    Granted,

    Withdrawn,

    Ungranted,
}
