namespace Commissioner.App.Features.Lists;

/// <summary>What a list of cases shows beside the case itself.</summary>
public enum CaseColumn
{
    /// <summary>How near it is to its next promise.</summary>
    Alarm,

    /// <summary>Whose it is.</summary>
    Enterprise,

    /// <summary>With whom it is, or the next step.</summary>
    Holder,

    /// <summary>Where it stands.</summary>
    Status,

    /// <summary>What is due next.</summary>
    Due,

    /// <summary>Until when it is promised to be settled.</summary>
    Promised,

    /// <summary>When it was filed.</summary>
    Filed,

    /// <summary>When it last changed.</summary>
    Updated,

    /// <summary>When it was closed.</summary>
    Closed,
}

/// <summary>By which columns a list is sorted.</summary>
internal static class CaseColumns
{
    /// <summary>The order of the first press on a column's head and the way back; null where no list is sorted by it.</summary>
    public static (CaseSort First, CaseSort Back)? Orders(CaseColumn column) =>
        column switch
        {
            CaseColumn.Enterprise => (CaseSort.EnterpriseUp, CaseSort.EnterpriseDown),
            CaseColumn.Status => (CaseSort.StatusUp, CaseSort.StatusDown),
            CaseColumn.Due => (CaseSort.DueFirst, CaseSort.DueLast),
            CaseColumn.Promised => (CaseSort.PromisedFirst, CaseSort.PromisedLast),
            CaseColumn.Filed => (CaseSort.Newest, CaseSort.Oldest),
            CaseColumn.Closed => (CaseSort.ClosedNewest, CaseSort.ClosedOldest),
            _ => null,
        };
}
