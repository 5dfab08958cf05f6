namespace Commissioner.Domain.People;

/// <summary>How the reset of a lost second factor stands.</summary>
public enum FactorResetState
{
    /// <summary>Waits for a second person.</summary>
    Asked,

    /// <summary>Done: at once, or once the second person had agreed.</summary>
    Done,

    /// <summary>The second person did not agree.</summary>
    Refused,
}

/// <summary>
/// Somebody of the staff lost its authenticator and its recovery codes. The security administrator asks that they count no longer; of who decides
/// over others that is so once a second administrator has agreed. Each of the two is told one half of the code for once, since who knew it whole
/// and gave the person a password, too, could come in alone.
/// </summary>
public sealed class FactorReset
{
    /// <summary>How long a reason is at the most, in characters.</summary>
    public const int LongestReason = 500;

    /// <summary>Whoever has one of these roles decides over others, or over the machine: it can't be without, and two reset it.</summary>
    public static readonly IReadOnlyList<Role> Bound = [Role.Supervisor, Role.Appraiser, .. RoleChange.Administrators];

    private FactorReset() { }

    public Id<FactorReset> Id { get; private set; }

    /// <summary>Whose.</summary>
    public Id<Person> PersonId { get; private set; }

    public string Reason { get; private set; } = "";

    public Id<Person> AskedById { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }

    public FactorResetState State { get; private set; }

    /// <summary>The second person; null where none was needed, or none has decided.</summary>
    public Id<Person>? DecidedById { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The half of the code for once that who asked was told, encrypted; null where it is told whole, or is decided.</summary>
    public string? Half { get; private set; }

    /// <summary>Asks for it; it is done at once where no second person is needed.</summary>
    /// <param name="person">Who lost its second factor.</param>
    /// <param name="reason">How that is known.</param>
    /// <param name="actor">Who keeps accounts.</param>
    /// <param name="at">Now, UTC.</param>
    /// <exception cref="RuleBroken">One of <see cref="FactorResetRules"/>, <see cref="RoleRules.PersonHasLeft"/>.</exception>
    public static FactorReset Ask(Person person, string? reason, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(actor);
        Demand(person.Id != actor.Id, FactorResetRules.NotOnesOwnFactor);
        Demand(person.LeftAt is null, RoleRules.PersonHasLeft);
        var why = reason?.Trim() ?? "";
        Demand(why.Length > 0 && why.Characters() <= LongestReason, FactorResetRules.FactorResetReasonMissing, "reason");
        var isByTwo = IsByTwo(person);
        return new()
        {
            Id = Id<FactorReset>.New(at),
            PersonId = person.Id,
            Reason = why,
            AskedById = actor.Id,
            AskedAt = at,
            State = isByTwo ? FactorResetState.Asked : FactorResetState.Done,
            DecidedAt = isByTwo ? null : at,
        };
    }

    /// <summary>Keeps the first half of the code until the second person decides.</summary>
    public void Keep(string half) => Half = half;

    /// <summary>Whether one person alone does not reset this one's.</summary>
    public static bool IsByTwo(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person.Roles.Any(Bound.Contains);
    }

    /// <summary>The second person decides.</summary>
    /// <exception cref="RuleBroken"><see cref="FactorResetRules.FactorResetDecided"/>, <see cref="RoleRules.ASecondPersonDecides"/>.</exception>
    public void Decide(bool agrees, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        Demand(State == FactorResetState.Asked, FactorResetRules.FactorResetDecided);
        Demand(actor.Id != AskedById && actor.Id != PersonId, RoleRules.ASecondPersonDecides);
        (DecidedById, DecidedAt, Half) = (actor.Id, at, null);
        State = agrees ? FactorResetState.Done : FactorResetState.Refused;
    }

    private static void Demand(bool holds, Rule rule, string? field = null)
    {
        if (!holds)
        {
            throw new RuleBroken(rule) { Field = field };
        }
    }
}

/// <summary>What is refused about the reset of a lost second factor.</summary>
public static class FactorResetRules
{
    public static readonly Rule NotOnesOwnFactor = new("NotOnesOwnFactor", "Of one's own second factor others decide.", RuleKind.Role);

    public static readonly Rule FactorResetReasonMissing = new(
        "FactorResetReasonMissing",
        "How it is known that the second factor was lost is written down, in 500 characters at the most."
    );

    public static readonly Rule OneFactorResetAtATime = new(
        "OneFactorResetAtATime",
        "A reset of this person's second factor waits for a second person.",
        RuleKind.Conflict
    );

    public static readonly Rule FactorResetDecided = new("FactorResetDecided", "This reset was decided already.", RuleKind.Conflict);

    public static readonly Rule NoFactorToReset = new(
        "NoFactorToReset",
        "This account has neither an authenticator nor a passkey.",
        RuleKind.Conflict
    );
}
