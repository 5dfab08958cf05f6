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
    public static readonly Rule OneOpenLegPerDepartment = new(
        "OneOpenLegPerDepartment",
        "A department is not called twice while its first leg is open.",
        RuleKind.Conflict
    );

    /// <summary>There is no such department.</summary>
    public static readonly Rule DepartmentUnknown = new("DepartmentUnknown", "There is no such department.");

    /// <summary>The leg does not stand where this move starts.</summary>
    public static readonly Rule LegOutOfOrder = new("LegOutOfOrder", "The leg does not stand where this move starts.");

    /// <summary>A check-in names a handler.</summary>
    public static readonly Rule HandlerMissing = new("HandlerMissing", "A check-in names one handler.");

    /// <summary>A check-in says the first step and its time.</summary>
    public static readonly Rule FirstStepMissing = new(
        "FirstStepMissing",
        "A check-in says the first step and when it will be taken: a bare click is refused."
    );

    /// <summary>Kind and disclosure are of their lists.</summary>
    public static readonly Rule KindUnknown = new(
        "KindUnknown",
        "A whistle is Routine, Hard or Emergency and discloses Full, ContactHidden or IdentityHidden."
    );

    /// <summary>The item is of the catalogue.</summary>
    public static readonly Rule CatalogueItemUnknown = new(
        "CatalogueItemUnknown",
        "The code of a catalogue item has at most 40 characters."
    );

    /// <summary>An objection says why: 1 to 1,000 characters.</summary>
    public static readonly Rule ObjectionReasonMissing = new(
        "ObjectionReasonMissing",
        "Say in 1 to 1,000 characters why the department was called in error."
    );

    /// <summary>An objection cites the duty basis: 1 to 500 characters.</summary>
    public static readonly Rule DutyBasisMissing = new(
        "DutyBasisMissing",
        "An objection cites in 1 to 500 characters what the department's duties rest on."
    );

    /// <summary>An objection names another department as competent.</summary>
    public static readonly Rule CompetentMissing = new(
        "CompetentMissing",
        "An objection names the department that is competent, and not the own one."
    );

    /// <summary>The head consents.</summary>
    public static readonly Rule HeadConsentMissing = new("HeadConsentMissing", "A department objects with the consent of its head.");

    /// <summary>One working day; 30 minutes in an emergency.</summary>
    public static readonly Rule ObjectedTooLate = new(
        "ObjectedTooLate",
        "A department objects within one working day of the call, in an emergency within 30 minutes.",
        RuleKind.Conflict
    );

    /// <summary>A department objects once.</summary>
    public static readonly Rule ObjectedBefore = new(
        "ObjectedBefore",
        "This call is final: it was objected to and ruled on.",
        RuleKind.Conflict
    );

    /// <summary>Keep, reassign or confer.</summary>
    public static readonly Rule DecisionUnknown = new("DecisionUnknown", "A ruling keeps, reassigns or confers.");

    /// <summary>Who objected does not rule.</summary>
    public static readonly Rule ObjectorRules = new("ObjectorRules", "Who objected does not rule on it.", RuleKind.Conflict);

    /// <summary>A conference decides it.</summary>
    public static readonly Rule ConferenceDecides = new("ConferenceDecides", "A conference decides this objection.", RuleKind.Conflict);

    /// <summary>A leg goes to another department.</summary>
    public static readonly Rule ReassignedToItself = new("ReassignedToItself", "A leg is reassigned to another department.");

    /// <summary>A leg is raised to the third level at the most.</summary>
    public static readonly Rule HighestLevel = new("HighestLevel", "The leg stands at the highest level.", RuleKind.Conflict);

    /// <summary>Assisting legs are cancelled before the lead's.</summary>
    public static readonly Rule LeadIsCancelledLast = new(
        "LeadIsCancelledLast",
        "While others assist, somebody leads: their legs are cancelled first.",
        RuleKind.Conflict
    );

    /// <summary>Why, where it stands, when more is heard.</summary>
    public static readonly Rule InterimMissing = new(
        "InterimMissing",
        "An interim report says why it is late, where it stands and when more is heard."
    );

    /// <summary>No report lies with the head.</summary>
    public static readonly Rule NothingForHead = new("NothingForHead", "No report of this leg waits for its head.", RuleKind.Conflict);

    /// <summary>There is a meeting to come to.</summary>
    public static readonly Rule NoMeeting = new("NoMeeting", "This whistle names no meeting on site.", RuleKind.Conflict);

    /// <summary>An arrival says where: 1 to 200 characters.</summary>
    public static readonly Rule ArrivalMissing = new("ArrivalMissing", "An arrival says in 1 to 200 characters where, and when.");

    /// <summary>There is an arrival to confirm.</summary>
    public static readonly Rule NobodyArrived = new(
        "NobodyArrived",
        "Nobody has said that it arrived, or it was confirmed already.",
        RuleKind.Conflict
    );

    /// <summary>1 to 5, a remark of at most 500 characters.</summary>
    public static readonly Rule MarkMissing = new(
        "MarkMissing",
        "Judge from 1 (best) to 5 (worst), with a remark of at most 500 characters."
    );

    /// <summary>Each side judges once.</summary>
    public static readonly Rule JudgedBefore = new("JudgedBefore", "Each side judges once.", RuleKind.Conflict);

    /// <summary>Within five working days.</summary>
    public static readonly Rule JudgedTooLate = new(
        "JudgedTooLate",
        "The two sides judge each other within five working days of the approval.",
        RuleKind.Conflict
    );

    /// <summary>A seat's whistle is an emergency's, on what it filed itself within 24 hours.</summary>
    public static readonly Rule SeatsEmergency = new(
        "SeatsEmergency",
        "A hotline seat whistles for emergencies only, on a case that it filed within the last 24 hours.",
        RuleKind.Conflict
    );
}
