using Commissioner.Domain.Departments;

namespace Commissioner.Domain.People;

/// <summary>How a change of roles stands.</summary>
public enum RoleChangeState
{
    /// <summary>Waits for a second person.</summary>
    Proposed,

    /// <summary>Done: at once, or once the second person had agreed.</summary>
    Done,

    /// <summary>The second person did not agree.</summary>
    Refused,
}

/// <summary>
/// What somebody of the staff is to hold from now on, all of it; nothing where it leaves. One who grants rights proposes it; where it gives or
/// takes a role that watches or decides over others it counts once a second person has agreed.
/// </summary>
public sealed class RoleChange
{
    /// <summary>How long a person's name is at the most, in characters.</summary>
    public const int LongestName = 60;

    /// <summary>How long a reason is at the most, in characters.</summary>
    public const int LongestReason = 500;

    /// <summary>三员: who runs the machine, grants rights and reads the audit log.</summary>
    public static readonly IReadOnlyList<Role> Administrators = [Role.SystemAdmin, Role.SecurityAdmin, Role.Auditor];

    // What one person alone neither gives nor takes.
    private static readonly Role[] ByTwo = [.. Administrators, Role.Supervisor];
    private static readonly Role[] OfADepartment = [Role.DepartmentLiaison, Role.DepartmentHandler, Role.DepartmentHead];
    private static readonly Role[] NotForStaff = [Role.EnterpriseOwner, Role.EnterpriseUser, Role.System];

    // What no provider of identities gives or takes.
    private static readonly Role[] ByPeopleAlone = [.. ByTwo, Role.Appraiser, Role.Bank, .. NotForStaff];

    private RoleChange() { }

    public Id<RoleChange> Id { get; private set; }

    /// <summary>Whose roles.</summary>
    public Id<Person> PersonId { get; private set; }

    /// <summary>What it is to hold; empty where it leaves.</summary>
    public IReadOnlyList<Role> Roles { get; private set; } = [];

    /// <summary>Its department from then on.</summary>
    public Id<Department>? DepartmentId { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>Who proposed it; null where the provider of identities said it when the person signed in.</summary>
    public Id<Person>? ProposedById { get; private set; }

    public DateTimeOffset ProposedAt { get; private set; }

    public RoleChangeState State { get; private set; }

    /// <summary>The second person; null where none was needed, or none has decided.</summary>
    public Id<Person>? DecidedById { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The roles of staff, which are granted.</summary>
    public static IEnumerable<Role> Grantable => Enum.GetValues<Role>().Except(NotForStaff);

    /// <summary>Whether two persons give and take this role.</summary>
    public static bool NeedsTwo(Role role) => ByTwo.Contains(role);

    /// <summary>Proposes what a person is to hold; it is done at once where no second person is needed.</summary>
    /// <param name="person">Whose roles.</param>
    /// <param name="roles">All that it is to hold; nothing where it leaves.</param>
    /// <param name="departmentId">Its department, of roles of one.</param>
    /// <param name="reason">Why.</param>
    /// <param name="actor">Who grants rights.</param>
    /// <param name="at">Now, UTC.</param>
    /// <exception cref="RuleBroken">One of <see cref="RoleRules"/>.</exception>
    public static RoleChange Propose(
        Person person,
        IReadOnlyList<Role> roles,
        Id<Department>? departmentId,
        string? reason,
        Actor actor,
        DateTimeOffset at
    )
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(actor);
        Demand(person.Id != actor.Id, RoleRules.NotOnesOwnRoles);
        Demand(person.LeftAt is null, RoleRules.PersonHasLeft);
        var all = roles.Distinct().Order().ToList();
        Demand(!all.Exists(NotForStaff.Contains) && person.EnterpriseId is null, RoleRules.RoleNotForStaff, "roles");
        Demand(all.Count == 1 || !all.Exists(Administrators.Contains), RoleRules.AdministratorsHoldNothingElse, "roles");
        Demand(all.Count == 1 || !all.Contains(Role.Bank), RoleRules.BankHoldsNothingElse, "roles");
        var isDepartments = all.Exists(OfADepartment.Contains);
        Demand(!isDepartments || departmentId is not null, RoleRules.RoleNeedsDepartment, "departmentId");
        Demand(isDepartments || departmentId is null, RoleRules.RoleHasNoDepartment, "departmentId");
        Demand(!all.SequenceEqual(person.Roles.Order()) || departmentId != person.DepartmentId, RoleRules.RolesUnchanged, "roles");
        Demand(!string.IsNullOrWhiteSpace(reason) && reason.Length <= LongestReason, RoleRules.RoleReasonMissing, "reason");
        RoleChange change = new()
        {
            Id = Id<RoleChange>.New(at),
            PersonId = person.Id,
            Roles = all,
            DepartmentId = departmentId,
            Reason = reason!.Trim(),
            ProposedById = actor.Id,
            ProposedAt = at,
        };
        if (!all.Except(person.Roles).Concat(person.Roles.Except(all)).Any(ByTwo.Contains))
        {
            change.Do(person, at);
        }

        return change;
    }

    /// <summary>Whether a provider of identities may give this role: none that administers, supervises or appraises.</summary>
    public static bool IsByProvider(Role role) => !ByPeopleAlone.Contains(role);

    /// <summary>
    /// What a provider of identities gives and takes when somebody signs in; done at once. Whoever is left without a role has not left: at the
    /// provider's next word it may be here again.
    /// </summary>
    /// <param name="person">Who signs in.</param>
    /// <param name="given">What is new.</param>
    /// <param name="taken">What came from the provider before, and is withdrawn.</param>
    /// <param name="departmentId">Its department as the provider says it; null for the one that it has.</param>
    /// <param name="reason">Why.</param>
    /// <param name="at">Now, UTC.</param>
    /// <returns>The change; null where nothing changes.</returns>
    /// <exception cref="RuleBroken">One of <see cref="RoleRules"/>.</exception>
    public static RoleChange? ByProvider(
        Person person,
        IReadOnlyList<Role> given,
        IReadOnlyList<Role> taken,
        Id<Department>? departmentId,
        string reason,
        DateTimeOffset at
    )
    {
        ArgumentNullException.ThrowIfNull(person);
        Demand(person.LeftAt is null, RoleRules.PersonHasLeft);
        Demand(person.EnterpriseId is null, RoleRules.RoleNotForStaff, "roles");
        Demand(!given.Concat(taken).Any(ByPeopleAlone.Contains), RoleRules.RoleNotByProvider, "roles");
        var all = person.Roles.Except(taken).Union(given).Order().ToList();
        Demand(all.Count <= 1 || !all.Exists(Administrators.Contains), RoleRules.AdministratorsHoldNothingElse, "roles");
        Demand(all.Count <= 1 || !all.Contains(Role.Bank), RoleRules.BankHoldsNothingElse, "roles");
        var department = all.Exists(OfADepartment.Contains) ? departmentId ?? person.DepartmentId : null;
        Demand(!all.Exists(OfADepartment.Contains) || department is not null, RoleRules.RoleNeedsDepartment, "departmentId");
        if (all.SequenceEqual(person.Roles.Order()) && department == person.DepartmentId)
        {
            return null;
        }

        RoleChange change = new()
        {
            Id = Id<RoleChange>.New(at),
            PersonId = person.Id,
            Roles = all,
            DepartmentId = department,
            Reason = reason,
            ProposedAt = at,
            State = RoleChangeState.Done,
            DecidedAt = at,
        };
        person.Hold(all, department, at, stays: true);
        return change;
    }

    /// <summary>The second person decides.</summary>
    /// <exception cref="RuleBroken">One of <see cref="RoleRules"/>.</exception>
    public void Decide(bool agrees, Person person, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(actor);
        Demand(State == RoleChangeState.Proposed, RoleRules.RoleChangeDecided);
        Demand(actor.Id != ProposedById && actor.Id != PersonId, RoleRules.ASecondPersonDecides);
        DecidedById = actor.Id;
        DecidedAt = at;
        State = RoleChangeState.Refused;
        if (agrees)
        {
            Do(person, at);
        }
    }

    private static void Demand(bool holds, Rule rule, string? field = null)
    {
        if (!holds)
        {
            throw new RuleBroken(rule) { Field = field };
        }
    }

    private void Do(Person person, DateTimeOffset at)
    {
        person.Hold(Roles, DepartmentId, at);
        State = RoleChangeState.Done;
        DecidedAt = at;
    }
}
