namespace Commissioner.Domain.Remedies;

/// <summary>How a remedy stands.</summary>
public enum RemedyState
{
    /// <summary>Its measures are owed.</summary>
    Owed,

    /// <summary>They were taken, and the enterprises are asked whether it helped. For a year a like case takes it up again.</summary>
    Done,

    /// <summary>It is not worth it, or is another's.</summary>
    CalledOff,
}

/// <summary>Why a case counts as a like one that came back.</summary>
public enum RemedyReason
{
    /// <summary>The category and the place are the same.</summary>
    SamePlace,

    /// <summary>The category and the department are the same.</summary>
    SameDepartment,
}
