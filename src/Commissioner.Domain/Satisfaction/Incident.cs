using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Satisfaction;

/// <summary>What an enterprise was asked for that nobody may ask.</summary>
public enum IncidentKind
{
    /// <summary>Somebody asked for praise 有人向我要好评.</summary>
    PraiseAsked,

    /// <summary>Somebody pressed it to withdraw 让我撤单.</summary>
    WithdrawalPressed,
}

/// <summary>What supervision found.</summary>
public enum IncidentFinding
{
    /// <summary>It was so 属实.</summary>
    Founded,

    /// <summary>It was not so 不属实.</summary>
    Unfounded,

    /// <summary>It can't be told 无法核实.</summary>
    Unclear,
}

/// <summary>
/// An enterprise says that it was pressed: supervision's alone. The case's rating counts nowhere until supervision lifts that, with a
/// reason.
/// </summary>
public sealed class Incident : Aggregate
{
    private Incident() { }

    public Id<Incident> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid TimelineKey => Id.Value;

    public Id<Case> CaseId { get; private set; }

    /// <summary>The case's cycle.</summary>
    public int Cycle { get; private set; }

    public Id<Enterprise> EnterpriseId { get; private set; }

    /// <summary>What it was asked for.</summary>
    public IncidentKind Kind { get; private set; }

    /// <summary>In the enterprise's own words; one tap needs none.</summary>
    public string? Words { get; private set; }

    /// <summary>Who pressed.</summary>
    public Id<Person> RaisedById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset RaisedAt { get; private set; }

    /// <summary>What supervision found; null until it has decided.</summary>
    public IncidentFinding? Finding { get; private set; }

    /// <summary>Why; null until it has decided.</summary>
    public string? Reason { get; private set; }

    /// <summary>When it decided last, UTC.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>When the rating was let count again, UTC; null while it counts nowhere.</summary>
    public DateTimeOffset? LiftedAt { get; private set; }

    /// <summary>The enterprise, or who records its words, says that it was pressed.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.MoveNotYours"/>, <see cref="RatingRules.IncidentKindUnknown"/>, <see
    /// cref="RatingRules.ReasonTooLong"/>.</exception>
    public static Incident Raise(Case @case, IncidentKind? kind, string? words, Actor by, DateTimeOffset now)
    {
        Role[] who = [Role.EnterpriseOwner, Role.EnterpriseUser, Role.HotlineSeat, Role.CallbackAgent];
        var role = by.First(who) ?? throw new RuleBroken(CaseRules.MoveNotYours) { Could = who };
        if (kind is not { } what || !Enum.IsDefined(what))
        {
            throw new RuleBroken(RatingRules.IncidentKindUnknown) { Field = "kind" };
        }

        if (words?.Characters() > 1000)
        {
            throw new RuleBroken(RatingRules.ReasonTooLong) { Field = "words" };
        }

        var incident = new Incident
        {
            Id = Id<Incident>.New(now),
            CaseId = @case.Id,
            Cycle = @case.Cycle,
            EnterpriseId = @case.EnterpriseId,
            Kind = what,
            Words = string.IsNullOrWhiteSpace(words) ? null : words.Trim(),
            RaisedById = by.Id,
            RaisedAt = now,
        };
        incident.Record(by, role, now, new IncidentRaised(what));
        return incident;
    }

    /// <summary>Its enterprise merged into another one, which it is about from now on; once it has ended it stays as it was recorded.</summary>
    public void GoOnWith(Enterprise successor, Enterprise merged, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(successor);
        ArgumentNullException.ThrowIfNull(merged);
        ArgumentNullException.ThrowIfNull(by);
        if (DecidedAt is null && EnterpriseId == merged.Id && merged.SuccessorId == successor.Id)
        {
            EnterpriseId = successor.Id;
            Record(by, by.Roles[0], now, new GoesOnWithSuccessor(merged.Name, successor.Id, successor.Name));
        }
    }

    /// <summary>Supervision decides, with a reason; what was not lifted may be lifted later.</summary>
    /// <param name="finding">What it found.</param>
    /// <param name="lift">The rating counts again.</param>
    /// <param name="reason">Why, 1 to 1,000 characters.</param>
    /// <param name="rating">The rating that is frozen, where there is one that no other incident freezes.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken">It was lifted already; a finding or a reason is missing; somebody else than supervision
    /// decides.</exception>
    public void Decide(IncidentFinding? finding, bool lift, string? reason, Rating? rating, Actor by, DateTimeOffset now)
    {
        if (!by.Is(Role.Supervisor))
        {
            throw new RuleBroken(CaseRules.MoveNotYours) { Could = [Role.Supervisor] };
        }

        if (LiftedAt is not null)
        {
            throw new RuleBroken(RatingRules.IncidentLifted);
        }

        if (finding is not { } found || !Enum.IsDefined(found))
        {
            throw new RuleBroken(RatingRules.FindingMissing) { Field = "finding" };
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.Characters() > 1000)
        {
            throw new RuleBroken(CaseRules.ReasonMissing) { Field = "reason" };
        }

        (Finding, Reason, DecidedAt, LiftedAt) = (found, reason.Trim(), now, lift ? now : null);
        if (lift)
        {
            rating?.Unfreeze();
        }

        Record(by, Role.Supervisor, now, new IncidentDecided(found, lift));
    }
}

/// <summary>An enterprise said that it was pressed.</summary>
public sealed record IncidentRaised(IncidentKind IncidentKind) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>Supervision decided on it.</summary>
public sealed record IncidentDecided(IncidentFinding Finding, bool Lifted) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}
