namespace Commissioner.Domain.People;

/// <summary>How an emergency access stands.</summary>
public enum EmergencyAccessState
{
    /// <summary>Waits for a second person of another role.</summary>
    Asked,

    /// <summary>Counts until its end.</summary>
    Granted,

    /// <summary>The second person did not agree.</summary>
    Refused,

    /// <summary>Nobody decided within the hour.</summary>
    Lapsed,

    /// <summary>Over: by itself, or ended before.</summary>
    Ended,
}

/// <summary>A role that somebody holds for a while beside its own.</summary>
/// <param name="Id">By which emergency access.</param>
/// <param name="Role">Which role.</param>
/// <param name="Until">Until when, UTC.</param>
public sealed record Lent(Id<EmergencyAccess> Id, Role Role, DateTimeOffset Until);

/// <summary>
/// Break-glass: in an emergency somebody of the staff holds a further role for minutes or hours. One who watches over others asks, and a second of
/// another such role agrees, so that no office lends to itself; it ends by itself.
/// </summary>
public sealed class EmergencyAccess
{
    /// <summary>How long a reason is at the most, in characters.</summary>
    public const int LongestReason = 500;

    public const int LeastMinutes = 15;

    /// <summary>Four hours: whoever is needed for longer is given the role.</summary>
    public const int MostMinutes = 240;

    /// <summary>For so long it waits for the second person: an emergency that could wait longer is none.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromHours(1);

    /// <summary>Who asks and decides.</summary>
    public static readonly IReadOnlyList<Role> Deciding = [Role.Supervisor, .. RoleChange.Administrators];

    /// <summary>Who hears of each: who watches cases, who grants rights and who reads what was done.</summary>
    public static readonly IReadOnlyList<Role> Hearing = [Role.Supervisor, Role.SecurityAdmin, Role.Auditor];

    /// <summary>What is lent: these see all cases, with contacts masked, and can act on them.</summary>
    public static readonly IReadOnlyList<Role> Lendable = [Role.Supervisor, Role.TriageDesk];

    /// <summary>
    /// Whose holders it is lent to. Never the three administrators, who see no business whatever happens; nor commissioners and departments, of whom
    /// a case may complain, nor appraisal, which knows no enterprise by its name.
    /// </summary>
    public static readonly IReadOnlyList<Role> Receiving =
    [
        Role.TriageDesk,
        Role.HotlineSeat,
        Role.CallbackAgent,
        Role.Supervisor,
        Role.Leader,
    ];

    private EmergencyAccess() { }

    public Id<EmergencyAccess> Id { get; private set; }

    /// <summary>To whom.</summary>
    public Id<Person> PersonId { get; private set; }

    /// <summary>Which role is lent.</summary>
    public Role Role { get; private set; }

    public int Minutes { get; private set; }

    public string Reason { get; private set; } = "";

    public Id<Person> AskedById { get; private set; }

    /// <summary>As which of <see cref="Deciding"/>.</summary>
    public Role AskedAs { get; private set; }

    /// <summary>When, UTC, as all instants of it by the database's clock.</summary>
    public DateTimeOffset AskedAt { get; private set; }

    public EmergencyAccessState State { get; private set; }

    /// <summary>The second person; null while none has decided.</summary>
    public Id<Person>? DecidedById { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>When it ends by itself; null where it was never granted.</summary>
    public DateTimeOffset? EndsAt { get; private set; }

    /// <summary>When it was first used; null while it was not.</summary>
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>When it was over.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Who ended it before its time; null where nobody did.</summary>
    public Id<Person>? EndedById { get; private set; }

    /// <summary>Whether a role may be lent to somebody who holds these.</summary>
    public static bool MayReceive(IReadOnlyList<Role> held, Role role)
    {
        ArgumentNullException.ThrowIfNull(held);
        return held.Count > 0 && held.All(Receiving.Contains) && !held.Contains(role) && Lendable.Contains(role);
    }

    /// <summary>Asks for it.</summary>
    /// <exception cref="RuleBroken">One of <see cref="EmergencyRules"/>.</exception>
    public static EmergencyAccess Ask(Person person, Role? role, int? minutes, string? reason, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(actor);
        Demand(role is { } lent && Lendable.Contains(lent), EmergencyRules.RoleNotLent, "role");
        Demand(person.LeftAt is null && MayReceive(person.Roles, role!.Value), EmergencyRules.NotLentToThisPerson, "personId");
        Demand(minutes is >= LeastMinutes and <= MostMinutes, EmergencyRules.EmergencyMinutesOutOfBounds, "minutes");
        var why = reason?.Trim() ?? "";
        Demand(why.Length > 0 && why.Characters() <= LongestReason, EmergencyRules.EmergencyReasonMissing, "reason");
        return new()
        {
            Id = Id<EmergencyAccess>.New(at),
            PersonId = person.Id,
            Role = role!.Value,
            Minutes = minutes!.Value,
            Reason = why,
            AskedById = actor.Id,
            AskedAs = AsWhat(actor),
            AskedAt = at,
        };
    }

    /// <summary>The second person decides.</summary>
    /// <exception cref="RuleBroken">One of <see cref="EmergencyRules"/>, <see cref="RoleRules.ASecondPersonDecides"/>.</exception>
    public void Decide(bool agrees, Person person, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(actor);
        Demand(State == EmergencyAccessState.Asked, EmergencyRules.EmergencyAccessDecided);
        Demand(at < AskedAt + Waits, EmergencyRules.EmergencyAccessLapsed);
        Demand(actor.Id != AskedById && actor.Id != PersonId, RoleRules.ASecondPersonDecides);
        Demand(AsWhat(actor) != AskedAs, EmergencyRules.AnotherRoleDecides);
        (DecidedById, DecidedAt) = (actor.Id, at);
        if (!agrees)
        {
            State = EmergencyAccessState.Refused;
            return;
        }

        // What it holds may have changed since it was asked for.
        Demand(person.LeftAt is null && MayReceive(person.Roles, Role), EmergencyRules.NotLentToThisPerson);
        (State, EndsAt) = (EmergencyAccessState.Granted, at.AddMinutes(Minutes));
    }

    /// <summary>One of the three whom it concerns ends it before its time, or takes it back while it waits.</summary>
    /// <exception cref="RuleBroken">One of <see cref="EmergencyRules"/>.</exception>
    public void End(Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        Demand(actor.Id == PersonId || actor.Id == AskedById || actor.Id == DecidedById, EmergencyRules.EmergencyAccessNotYours);
        Demand(State is EmergencyAccessState.Asked or EmergencyAccessState.Granted && !IsOver(at), EmergencyRules.EmergencyAccessOver);
        (State, EndedAt, EndedById) = (EmergencyAccessState.Ended, at, actor.Id);
    }

    /// <summary>Its time is over, whether or not somebody has noted it.</summary>
    public bool IsOver(DateTimeOffset at) =>
        State switch
        {
            EmergencyAccessState.Asked => at >= AskedAt + Waits,
            EmergencyAccessState.Granted => at >= EndsAt,
            _ => true,
        };

    /// <summary>Notes that its time is over.</summary>
    public void Close()
    {
        (State, EndedAt) =
            State == EmergencyAccessState.Granted
                ? (EmergencyAccessState.Ended, EndsAt)
                : (EmergencyAccessState.Lapsed, (DateTimeOffset?)AskedAt + Waits);
    }

    // What is lent decides on no further lending.
    private static Role AsWhat(Actor actor) => actor.Itself.First(Deciding) ?? throw new RuleBroken(EmergencyRules.EmergencyAccessNotYours);

    private static void Demand(bool holds, Rule rule, string? field = null)
    {
        if (!holds)
        {
            throw new RuleBroken(rule) { Field = field };
        }
    }
}

/// <summary>What is refused about emergency access.</summary>
public static class EmergencyRules
{
    public static readonly Rule RoleNotLent = new("RoleNotLent", "Lent are supervision's role and the service office's, no other.");

    public static readonly Rule NotLentToThisPerson = new(
        "NotLentToThisPerson",
        "It is lent to staff of the office, the hotline, call-backs, supervision and leaders who do not hold it, and to nobody else."
    );

    public static readonly Rule EmergencyMinutesOutOfBounds = new(
        "EmergencyMinutesOutOfBounds",
        "An emergency access lasts from 15 minutes to 4 hours."
    );

    public static readonly Rule EmergencyReasonMissing = new(
        "EmergencyReasonMissing",
        "What the emergency is is written down, in 500 characters at the most."
    );

    public static readonly Rule OneEmergencyAccessAtATime = new(
        "OneEmergencyAccessAtATime",
        "An emergency access of this person waits or counts.",
        RuleKind.Conflict
    );

    public static readonly Rule EmergencyAccessDecided = new("EmergencyAccessDecided", "This was decided already.", RuleKind.Conflict);

    public static readonly Rule EmergencyAccessLapsed = new(
        "EmergencyAccessLapsed",
        "Nobody agreed within the hour: it is asked for anew.",
        RuleKind.Conflict
    );

    public static readonly Rule AnotherRoleDecides = new(
        "AnotherRoleDecides",
        "Somebody of another role than who asked decides.",
        RuleKind.Role
    );

    public static readonly Rule EmergencyAccessNotYours = new(
        "EmergencyAccessNotYours",
        "Who asked, who agreed and whose access it is end it.",
        RuleKind.Role
    );

    public static readonly Rule EmergencyAccessOver = new("EmergencyAccessOver", "It is over already.", RuleKind.Conflict);
}
