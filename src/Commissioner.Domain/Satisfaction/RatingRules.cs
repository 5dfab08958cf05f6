namespace Commissioner.Domain.Satisfaction;

/// <summary>What is refused about ratings.</summary>
public static class RatingRules
{
    public static readonly Rule NotYetClosed = new("NotYetClosed", "A case is rated once it is closed.");

    public static readonly Rule RatedAlready = new("RatedAlready", "This case has been rated, and its rating changed.");

    public static readonly Rule LevelUnknown = new("LevelUnknown", "A level is 1 (very satisfied) to 5 (very dissatisfied).");

    public static readonly Rule ReasonTooLong = new("ReasonTooLong", "A reason has at most 1,000 characters.");

    public static readonly Rule DepartmentTookNoPart = new("DepartmentTookNoPart", "This department took no part in the case.");

    public static readonly Rule DepartmentRatedTwice = new("DepartmentRatedTwice", "A department is rated once in a rating.");

    /// <summary>An invitation is valid for 30 days.</summary>
    public static readonly Rule RatingTooLate = new("RatingTooLate", "A case is rated within 30 days.");

    public static readonly Rule ChangeTooLate = new("ChangeTooLate", "A rating is changed within 30 days.");

    public static readonly Rule IncidentKindUnknown = new(
        "IncidentKindUnknown",
        "Say what the enterprise was asked for: PraiseAsked or WithdrawalPressed."
    );

    public static readonly Rule IncidentLifted = new("IncidentLifted", "The rating has been let count again.");

    public static readonly Rule FindingMissing = new("FindingMissing", "Say what was found: Founded, Unfounded or Unclear.");
}
