namespace Commissioner.Domain.Satisfaction;

/// <summary>What is refused about ratings.</summary>
public static class RatingRules
{
    /// <summary>Only a closed case is rated.</summary>
    public static readonly Rule NotYetClosed = new("NotYetClosed", "A case is rated once it is closed.");

    /// <summary>It was rated.</summary>
    public static readonly Rule RatedAlready = new("RatedAlready", "This case has been rated, and its rating changed.");

    /// <summary>Levels are 1 to 5.</summary>
    public static readonly Rule LevelUnknown = new("LevelUnknown", "A level is 1 (very satisfied) to 5 (very dissatisfied).");

    /// <summary>At most 1,000 characters.</summary>
    public static readonly Rule ReasonTooLong = new("ReasonTooLong", "A reason has at most 1,000 characters.");

    /// <summary>That department took no part.</summary>
    public static readonly Rule DepartmentTookNoPart = new("DepartmentTookNoPart", "This department took no part in the case.");

    /// <summary>Each department is rated once.</summary>
    public static readonly Rule DepartmentRatedTwice = new("DepartmentRatedTwice", "A department is rated once in a rating.");

    /// <summary>An invitation is valid for 30 days.</summary>
    public static readonly Rule RatingTooLate = new("RatingTooLate", "A case is rated within 30 days.");

    /// <summary>A rating is changed within 30 days.</summary>
    public static readonly Rule ChangeTooLate = new("ChangeTooLate", "A rating is changed within 30 days.");

    /// <summary>What it was asked for is one of two.</summary>
    public static readonly Rule IncidentKindUnknown = new(
        "IncidentKindUnknown",
        "Say what the enterprise was asked for: PraiseAsked or WithdrawalPressed."
    );

    /// <summary>It was lifted.</summary>
    public static readonly Rule IncidentLifted = new("IncidentLifted", "The rating has been let count again.");

    /// <summary>Supervision says what it found.</summary>
    public static readonly Rule FindingMissing = new("FindingMissing", "Say what was found: Founded, Unfounded or Unclear.");
}
