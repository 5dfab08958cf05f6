namespace Commissioner.Domain.Satisfaction;

/// <summary>What is refused about ratings.</summary>
public static class RatingRules
{
    /// <summary>Only a closed case is rated.</summary>
    public static readonly Rule NotYetClosed = new("NotYetClosed", "A case is rated once it is closed.");

    /// <summary>It was rated.</summary>
    public static readonly Rule RatedAlready = new("RatedAlready", "This case has been rated.");

    /// <summary>Levels are 1 to 5.</summary>
    public static readonly Rule LevelUnknown = new("LevelUnknown", "A level is 1 (very satisfied) to 5 (very dissatisfied).");

    /// <summary>At most 1,000 characters.</summary>
    public static readonly Rule ReasonTooLong = new("ReasonTooLong", "A reason has at most 1,000 characters.");

    /// <summary>That department took no part.</summary>
    public static readonly Rule DepartmentTookNoPart = new("DepartmentTookNoPart", "This department took no part in the case.");

    /// <summary>Each department is rated once.</summary>
    public static readonly Rule DepartmentRatedTwice = new("DepartmentRatedTwice", "A department is rated once in a rating.");
}
