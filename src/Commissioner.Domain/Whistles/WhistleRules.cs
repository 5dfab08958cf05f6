namespace Commissioner.Domain.Whistles;

/// <summary>What is refused about whistles and check-ins.</summary>
public static class WhistleRules
{
    public static readonly Rule AskedMissing = new("AskedMissing", "Say in 1 to 2,000 characters what the departments are asked for.");

    public static readonly Rule TriedMissing = new("TriedMissing", "Say in 1 to 2,000 characters what was tried before.");

    public static readonly Rule OneLeadLeg = new("OneLeadLeg", "Exactly one department of a whistle leads.");

    public static readonly Rule OneOpenLegPerDepartment = new(
        "OneOpenLegPerDepartment",
        "A department is not called twice while its first leg is open.",
        RuleKind.Conflict
    );

    public static readonly Rule DepartmentUnknown = new("DepartmentUnknown", "There is no such department.");

    public static readonly Rule LegOutOfOrder = new("LegOutOfOrder", "The leg does not stand where this move starts.");

    public static readonly Rule HandlerMissing = new("HandlerMissing", "A check-in names one handler.");

    public static readonly Rule OnlyTheOfficeHandsOver = new(
        "OnlyTheOfficeHandsOver",
        "The service office hands legs over.",
        RuleKind.Role
    );

    public static readonly Rule FirstStepMissing = new(
        "FirstStepMissing",
        "A check-in says the first step and when it will be taken: a bare click is refused."
    );

    public static readonly Rule KindUnknown = new(
        "KindUnknown",
        "A whistle is Routine, Hard or Emergency and discloses Full, ContactHidden or IdentityHidden."
    );

    public static readonly Rule CatalogueItemUnknown = new(
        "CatalogueItemUnknown",
        "The code of a catalogue item has at most 40 characters."
    );

    public static readonly Rule ObjectionReasonMissing = new(
        "ObjectionReasonMissing",
        "Say in 1 to 1,000 characters why the department was called in error."
    );

    public static readonly Rule DutyBasisMissing = new(
        "DutyBasisMissing",
        "An objection cites in 1 to 500 characters what the department's duties rest on."
    );

    public static readonly Rule CompetentMissing = new(
        "CompetentMissing",
        "An objection names the department that is competent, and not the own one."
    );

    public static readonly Rule HeadConsentMissing = new("HeadConsentMissing", "A department objects with the consent of its head.");

    public static readonly Rule ObjectedTooLate = new(
        "ObjectedTooLate",
        "A department objects within one working day of the call, in an emergency within 30 minutes.",
        RuleKind.Conflict
    );

    public static readonly Rule ObjectedBefore = new(
        "ObjectedBefore",
        "This call is final: it was objected to and ruled on.",
        RuleKind.Conflict
    );

    public static readonly Rule DecisionUnknown = new("DecisionUnknown", "A ruling keeps, reassigns or confers.");

    public static readonly Rule ObjectorRules = new("ObjectorRules", "Who objected does not rule on it.", RuleKind.Conflict);

    public static readonly Rule ConferenceDecides = new("ConferenceDecides", "A conference decides this objection.", RuleKind.Conflict);

    public static readonly Rule ReassignedToItself = new("ReassignedToItself", "A leg is reassigned to another department.");

    public static readonly Rule HighestLevel = new("HighestLevel", "The leg stands at the highest level.", RuleKind.Conflict);

    public static readonly Rule LeadIsCancelledLast = new(
        "LeadIsCancelledLast",
        "While others assist, somebody leads: their legs are cancelled first.",
        RuleKind.Conflict
    );

    public static readonly Rule InterimMissing = new(
        "InterimMissing",
        "An interim report says why it is late, where it stands and when more is heard."
    );

    public static readonly Rule NothingForHead = new("NothingForHead", "No report of this leg waits for its head.", RuleKind.Conflict);

    public static readonly Rule NoMeeting = new("NoMeeting", "This whistle names no meeting on site.", RuleKind.Conflict);

    public static readonly Rule ArrivalMissing = new("ArrivalMissing", "An arrival says in 1 to 200 characters where, and when.");

    public static readonly Rule NobodyArrived = new(
        "NobodyArrived",
        "Nobody has said that it arrived, or it was confirmed already.",
        RuleKind.Conflict
    );

    public static readonly Rule MarkMissing = new(
        "MarkMissing",
        "Judge from 1 (best) to 5 (worst), with a remark of at most 500 characters."
    );

    public static readonly Rule JudgedBefore = new("JudgedBefore", "Each side judges once.", RuleKind.Conflict);

    public static readonly Rule JudgedTooLate = new(
        "JudgedTooLate",
        "The two sides judge each other within five working days of the approval.",
        RuleKind.Conflict
    );

    public static readonly Rule SeatsEmergency = new(
        "SeatsEmergency",
        "A hotline seat whistles for emergencies only, on a case that it filed within the last 24 hours.",
        RuleKind.Conflict
    );
}
