using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Appraisals;

/// <summary>On what ground something is left out: a closed list.</summary>
public enum ExclusionGround
{
    /// <summary>Beyond anybody's power 不可抗力.</summary>
    ForceMajeure,

    /// <summary>The system stood still or was wrong 系统故障.</summary>
    SystemFault,

    /// <summary>Law or policy changed meanwhile 法律政策变化.</summary>
    LawChanged,

    /// <summary>The enterprise asked for it to be later 企业要求延后.</summary>
    AtItsWish,

    /// <summary>Filed twice, or by mistake 重复或误报.</summary>
    FiledByMistake,
}

/// <summary>Where a proposal to leave something out stands.</summary>
public enum ExclusionStatus
{
    /// <summary>Proposed by the unit 已提出.</summary>
    Proposed,

    /// <summary>Checked by supervision 已核查.</summary>
    Checked,

    /// <summary>Approved and public 已批准.</summary>
    Approved,

    /// <summary>Contested: it counts again until that is decided 有异议.</summary>
    Contested,

    /// <summary>Refused, or taken back after a contest 不予剔除.</summary>
    Refused,
}

/// <summary>
/// 剔除: what a unit wants left out of its figures. It proposes, supervision checks, appraisal approves: three different people; what is
/// approved is public and may be contested for five working days.
/// </summary>
public sealed class Exclusion : Aggregate
{
    /// <summary>For so long after the approval it may be contested.</summary>
    public static readonly Calendars.WorkingTime ContestWithin = Calendars.WorkingTime.Days(5);

    /// <summary>
    /// What a unit may ask to leave out. Ratings are not among it: what the enterprise said counts whatever the unit wishes.
    /// </summary>
    public static readonly IReadOnlyList<FactKind> Excludable =
    [
        FactKind.FirstContact,
        FactKind.CheckIn,
        FactKind.Settle,
        FactKind.LegResult,
        FactKind.Outcome,
    ];

    private Exclusion() { }

    public Id<Exclusion> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid TimelineKey => Id.Value;

    public Id<Case> CaseId { get; private set; }

    /// <summary>Which kind of fact of the case.</summary>
    public FactKind Kind { get; private set; }

    /// <summary>What kind of unit asks for it.</summary>
    public UnitKind Unit { get; private set; }

    /// <summary>The person, department or park that asks for it, by <see cref="Unit"/>.</summary>
    public Guid UnitId { get; private set; }

    public ExclusionGround Ground { get; private set; }

    /// <summary>The unit's reason, 1 to 1,000 characters.</summary>
    public string Reason { get; private set; } = "";

    public ExclusionStatus Status { get; private set; }

    public Id<Person> ProposedById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset ProposedAt { get; private set; }

    public Id<Person>? CheckedById { get; private set; }

    /// <summary>Who approved or refused it.</summary>
    public Id<Person>? DecidedById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Until when it may be contested, UTC; null unless approved.</summary>
    public DateTimeOffset? ContestUntil { get; private set; }

    /// <summary>What is said against it.</summary>
    public string? Contest { get; private set; }

    /// <summary>Who contests it.</summary>
    public Id<Person>? ContestedById { get; private set; }

    /// <summary>Leaves something out at present.</summary>
    public bool IsInEffect => Status == ExclusionStatus.Approved;

    /// <summary>A unit proposes it.</summary>
    /// <exception cref="RuleBroken">A rule of <see cref="ExclusionRules"/>.</exception>
    public static Exclusion Propose(
        Id<Case> caseId,
        FactKind kind,
        UnitKind unit,
        Guid unitId,
        ExclusionGround ground,
        string? reason,
        Actor by,
        DateTimeOffset now
    )
    {
        if (!Excludable.Contains(kind))
        {
            throw new RuleBroken(ExclusionRules.NotToBeLeftOut) { Field = "kind" };
        }

        if (!Enum.IsDefined(ground))
        {
            throw new RuleBroken(ExclusionRules.GroundMissing) { Field = "ground" };
        }

        var exclusion = new Exclusion
        {
            Id = Id<Exclusion>.New(now),
            CaseId = caseId,
            Kind = kind,
            Unit = unit,
            UnitId = unitId,
            Ground = ground,
            Reason = Words(reason, "reason"),
            ProposedById = by.Id,
            ProposedAt = now,
        };
        exclusion.Record(by, by.Roles[0], now, new ExclusionProposed(caseId, kind, ground));
        return exclusion;
    }

    /// <summary>Supervision has looked into it; or refuses it.</summary>
    /// <exception cref="RuleBroken">A rule of <see cref="ExclusionRules"/>.</exception>
    public void Check(bool agrees, string? why, Actor by, DateTimeOffset now)
    {
        Demand(ExclusionStatus.Proposed, Role.Supervisor, by);
        CheckedById = by.Id;
        if (!agrees)
        {
            Refuse(Role.Supervisor, why, by, now);
            return;
        }

        Status = ExclusionStatus.Checked;
        Record(by, Role.Supervisor, now, new ExclusionChecked());
    }

    /// <summary>Appraisal approves it, and it is public from then on; or refuses it.</summary>
    /// <exception cref="RuleBroken">A rule of <see cref="ExclusionRules"/>.</exception>
    public void Decide(bool approves, string? why, Promises promises, Actor by, DateTimeOffset now)
    {
        Demand(ExclusionStatus.Checked, Role.Appraiser, by);
        if (!approves)
        {
            Refuse(Role.Appraiser, why, by, now);
            return;
        }

        (Status, DecidedById, DecidedAt, ContestUntil) = (
            ExclusionStatus.Approved,
            by.Id,
            now,
            promises.Calendar.Add(now, ContestWithin).At
        );
        Record(by, Role.Appraiser, now, new ExclusionApproved(ContestUntil.Value));
    }

    /// <summary>Somebody else says that it should count: until that is decided it does.</summary>
    /// <exception cref="RuleBroken">A rule of <see cref="ExclusionRules"/>.</exception>
    public void Dispute(string? why, Actor by, DateTimeOffset now)
    {
        if (Status != ExclusionStatus.Approved || Contest is not null)
        {
            throw new RuleBroken(ExclusionRules.ExclusionOutOfOrder);
        }

        if (now > ContestUntil)
        {
            throw new RuleBroken(ExclusionRules.ContestTooLate);
        }

        (Contest, ContestedById, Status) = (Words(why, "reason"), by.Id, ExclusionStatus.Contested);
        Record(by, by.Roles[0], now, new ExclusionContested());
    }

    /// <summary>
    /// Appraisal decides the contest: what was approved stands, or counts again for good. Not by who approved it, nor by who contests.
    /// </summary>
    /// <exception cref="RuleBroken">A rule of <see cref="ExclusionRules"/>.</exception>
    public void Settle(bool stands, string? why, Actor by, DateTimeOffset now)
    {
        if (Status != ExclusionStatus.Contested)
        {
            throw new RuleBroken(ExclusionRules.ExclusionOutOfOrder);
        }

        if (by.First([Role.Appraiser, Role.Leader]) is not { } role)
        {
            throw new RuleBroken(CaseRules.MoveNotYours) { Could = [Role.Appraiser, Role.Leader] };
        }

        if (by.Id == DecidedById || by.Id == ContestedById || by.Id == ProposedById)
        {
            throw new RuleBroken(ExclusionRules.ThreePeople) { Could = [Role.Appraiser, Role.Leader] };
        }

        if (!stands)
        {
            Refuse(role, why, by, now);
            return;
        }

        Status = ExclusionStatus.Approved;
        Record(by, role, now, new ExclusionUpheld());
    }

    private void Refuse(Role role, string? why, Actor by, DateTimeOffset now)
    {
        (Status, DecidedById, DecidedAt) = (ExclusionStatus.Refused, by.Id, now);
        Record(by, role, now, new ExclusionRefused(Words(why, "reason")));
    }

    private void Demand(ExclusionStatus status, Role role, Actor by)
    {
        if (!by.Is(role))
        {
            throw new RuleBroken(CaseRules.MoveNotYours) { Could = [role] };
        }

        if (Status != status)
        {
            throw new RuleBroken(ExclusionRules.ExclusionOutOfOrder);
        }

        if (by.Id == ProposedById || by.Id == CheckedById)
        {
            throw new RuleBroken(ExclusionRules.ThreePeople) { Could = [role] };
        }
    }

    private static string Words(string? text, string field) =>
        text?.Trim() is { Length: > 0 and <= 1000 } words
            ? words
            : throw new RuleBroken(ExclusionRules.ExclusionReasonMissing) { Field = field };
}
