namespace Commissioner.Domain.Visits;

/// <summary>Who wanted a visit.</summary>
public enum VisitOrigin
{
    /// <summary>The enterprise asked for it.</summary>
    AskedFor,

    /// <summary>A commissioner, a department or the service office planned it.</summary>
    Planned,
}

/// <summary>How a visit stands.</summary>
public enum VisitState
{
    /// <summary>The enterprise has named a time; who visits agrees, or names another.</summary>
    Asked,

    /// <summary>It is beyond the enterprise's budget of visits: the service office decides. The enterprise knows nothing of it.</summary>
    AwaitingDecision,

    /// <summary>Who visits has named a time; the enterprise agrees, declines or names another.</summary>
    Proposed,

    Agreed,

    /// <summary>It took place; what was said and found is written down.</summary>
    Held,

    /// <summary>The enterprise does not want it. Why, nobody asks.</summary>
    Declined,

    /// <summary>The service office decided that it is too much.</summary>
    Refused,

    /// <summary>Who planned it called it off.</summary>
    CalledOff,
}
