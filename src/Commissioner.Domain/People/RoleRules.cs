namespace Commissioner.Domain.People;

/// <summary>What is refused about the roles of staff, and who grants them (docs/trade.md, People).</summary>
public static class RoleRules
{
    public static readonly Rule PersonNameMissing = new("PersonNameMissing", "Somebody of the staff has a name of 1 to 60 characters.");

    /// <summary>Role of a person of an enterprise, or of the system.</summary>
    public static readonly Rule RoleNotForStaff = new("RoleNotForStaff", "This is no role of the staff.");

    public static readonly Rule RolesMissing = new("RolesMissing", "Somebody of the staff holds at least one role.");

    /// <summary>三员分立: who runs the machine, grants rights or reads the audit log has no other business here, and no two of the three.</summary>
    public static readonly Rule AdministratorsHoldNothingElse = new(
        "AdministratorsHoldNothingElse",
        "Each of the three administrators holds this one role and no other."
    );

    /// <summary>Whoever is of a bank is no official: with any other role it would see what nobody released.</summary>
    public static readonly Rule BankHoldsNothingElse = new("BankHoldsNothingElse", "Somebody of a bank holds this one role and no other.");

    public static readonly Rule RoleNeedsDepartment = new("RoleNeedsDepartment", "Roles of a department need one.");

    public static readonly Rule RoleHasNoDepartment = new("RoleHasNoDepartment", "Only roles of a department have one.");

    public static readonly Rule RoleReasonMissing = new(
        "RoleReasonMissing",
        "Why the roles change is written down, in 500 characters at the most."
    );

    public static readonly Rule RolesUnchanged = new("RolesUnchanged", "These are the roles that the person holds.");

    /// <summary>Of these at least one person of the park decides, whatever a provider of identities says.</summary>
    public static readonly Rule RoleNotByProvider = new(
        "RoleNotByProvider",
        "Roles that administer, supervise or appraise are granted by people, never by a provider of identities."
    );

    public static readonly Rule NotOnesOwnRoles = new("NotOnesOwnRoles", "Of one's own roles others decide.", RuleKind.Role);

    public static readonly Rule ASecondPersonDecides = new(
        "ASecondPersonDecides",
        "A second person decides: neither who proposed it nor whom it is about.",
        RuleKind.Role
    );

    public static readonly Rule OneRoleChangeAtATime = new(
        "OneRoleChangeAtATime",
        "A change of this person's roles waits for a second person.",
        RuleKind.Conflict
    );

    public static readonly Rule RoleChangeDecided = new("RoleChangeDecided", "This change was decided already.", RuleKind.Conflict);

    /// <summary>Without one of each the machine, the rights or the audit log would be nobody's.</summary>
    public static readonly Rule LastAdministrator = new(
        "LastAdministrator",
        "This is the last one who holds that administrator's role: another is needed first.",
        RuleKind.Conflict
    );

    public static readonly Rule StillServesEnterprises = new(
        "StillServesEnterprises",
        "This commissioner or backup still serves enterprises: they are handed over first.",
        RuleKind.Conflict
    );

    public static readonly Rule StillHandlesLegs = new(
        "StillHandlesLegs",
        "This person deals with open legs of its department: the service office hands them over first.",
        RuleKind.Conflict
    );

    /// <summary>What one person alone does not give, one alone does not take.</summary>
    public static readonly Rule WatchersLeaveByTwo = new(
        "WatchersLeaveByTwo",
        "Whoever administers or supervises leaves by two administrators, not by the service office.",
        RuleKind.Conflict
    );

    public static readonly Rule NobodyTakesOver = new(
        "NobodyTakesOver",
        "Nobody is named who takes an enterprise over, and its backup can't.",
        RuleKind.Conflict
    );

    public static readonly Rule LegsNeedAHandler = new(
        "LegsNeedAHandler",
        "Open legs need somebody of the department who takes them over, and a number by which it is reached."
    );

    public static readonly Rule PersonHasLeft = new("PersonHasLeft", "This person has left.", RuleKind.Conflict);
}
