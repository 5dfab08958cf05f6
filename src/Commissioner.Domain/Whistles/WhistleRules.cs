namespace Commissioner.Domain.Whistles;

/// <summary>What is refused about whistles and check-ins.</summary>
public static class WhistleRules
{
    /// <summary>What is asked: 1 to 2,000 characters.</summary>
    public static readonly Rule AskedMissing = new("AskedMissing", "Say in 1 to 2,000 characters what the departments are asked for.");

    /// <summary>What was tried: 1 to 2,000 characters.</summary>
    public static readonly Rule TriedMissing = new("TriedMissing", "Say in 1 to 2,000 characters what was tried before.");

    /// <summary>Exactly one department leads.</summary>
    public static readonly Rule OneLeadLeg = new("OneLeadLeg", "Exactly one department of a whistle leads.");

    /// <summary>A department is not called twice while its first leg is open.</summary>
    public static readonly Rule OneOpenLegPerDepartment = new("OneOpenLegPerDepartment", "A department is not called twice while its first leg is open.", RuleKind.Conflict);

    /// <summary>There is no such department.</summary>
    public static readonly Rule DepartmentUnknown = new("DepartmentUnknown", "There is no such department.");

    /// <summary>The leg does not stand where this move starts.</summary>
    public static readonly Rule LegOutOfOrder = new("LegOutOfOrder", "The leg does not stand where this move starts.");

    /// <summary>A check-in names a handler.</summary>
    public static readonly Rule HandlerMissing = new("HandlerMissing", "A check-in names one handler.");

    /// <summary>A check-in says the first step and its time.</summary>
    public static readonly Rule FirstStepMissing = new("FirstStepMissing", "A check-in says the first step and when it will be taken: a bare click is refused.");

    /// <summary>Kind and disclosure are of their lists.</summary>
    public static readonly Rule KindUnknown = new("KindUnknown", "A whistle is Routine, Hard or Emergency and discloses Full, ContactHidden or IdentityHidden.");
}
