using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;

namespace Commissioner.Domain.Visits;

/// <summary>A department that comes along.</summary>
public sealed record VisitParty(Id<Visit> VisitId, Id<Department> DepartmentId);

/// <summary>What a visit found. The enterprise makes it a case; nobody files in its name.</summary>
public sealed class VisitFinding
{
    private VisitFinding() { }

    internal VisitFinding(Id<Visit> visit, int no, string text) => (Id, VisitId, No, Text) = (Id<VisitFinding>.New(), visit, no, text);

    public Id<VisitFinding> Id { get; private set; }

    public Id<Visit> VisitId { get; private set; }

    /// <summary>1, 2, 3 … of one visit.</summary>
    public int No { get; private set; }

    public string Text { get; private set; } = "";

    /// <summary>The case that came of it; null until there is one.</summary>
    public Id<Case>? CaseId { get; private set; }

    /// <summary>The enterprise files it.</summary>
    /// <exception cref="RuleBroken"><see cref="VisitingRules.FindingFiledBefore"/>.</exception>
    public void Becomes(Id<Case> @case)
    {
        if (CaseId is not null)
        {
            throw new RuleBroken(VisitingRules.FindingFiledBefore);
        }

        CaseId = @case;
    }
}

/// <summary>
/// A visit to an enterprise 走访: asked for by it, or planned within a budget that all departments share (无事不扰). Its time is agreed on by both
/// sides; the enterprise may decline it, and is never asked why.
/// </summary>
public sealed class Visit : Aggregate
{
    /// <summary>How long purposes, reasons, findings and words are at the most, in characters.</summary>
    public const int LongestWords = 500;

    /// <summary>How long the note is at the most, in characters.</summary>
    public const int LongestNote = 2000;

    /// <summary>So many departments come along at the most.</summary>
    public const int MostParties = 10;

    /// <summary>So many findings a visit has at the most.</summary>
    public const int MostFindings = 20;

    /// <summary>So far ahead it may be.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromDays(180);

    /// <summary>These states end it.</summary>
    public static readonly IReadOnlyList<VisitState> Over =
    [
        VisitState.Held,
        VisitState.Declined,
        VisitState.Refused,
        VisitState.CalledOff,
    ];

    private readonly List<VisitParty> _parties = [];
    private readonly List<VisitFinding> _findings = [];

    private Visit() { }

    public Id<Visit> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid TimelineKey => Id.Value;

    public Id<Enterprise> EnterpriseId { get; private set; }

    public VisitOrigin Origin { get; private set; }

    public VisitState State { get; private set; }

    public string Purpose { get; private set; } = "";

    /// <summary>When it takes place, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Who planned it or asked for it.</summary>
    public Id<Person> ById { get; private set; }

    /// <summary>The department that planned it; null for commissioner, office and enterprise.</summary>
    public Id<Department>? DepartmentId { get; private set; }

    /// <summary>The quarter whose budget it is of, as year and quarter: 20261. Null for what the enterprise asked for.</summary>
    public int? BudgetQuarter { get; private set; }

    /// <summary>
    /// Which of that quarter's visits it is, from 1 on; null beyond the budget. One that the enterprise declined keeps its place: asked once, it is
    /// not asked again and again.
    /// </summary>
    public int? BudgetPlace { get; private set; }

    /// <summary>Why there must be one more than the budget; null within it.</summary>
    public string? BeyondBecause { get; private set; }

    public Id<Person>? DecidedById { get; private set; }

    /// <summary>The reason of the decision; null where none was due.</summary>
    public string? DecidedBecause { get; private set; }

    public string? Note { get; private set; }

    public Id<Person>? HeldById { get; private set; }

    /// <summary>When it was written down, UTC.</summary>
    public DateTimeOffset? HeldAt { get; private set; }

    public Level? Rated { get; private set; }

    public string? RatedWords { get; private set; }

    /// <summary>Departments that come along.</summary>
    public IReadOnlyList<VisitParty> Parties => _parties;

    public IReadOnlyList<VisitFinding> Findings => _findings;

    /// <summary>The quarter of an instant on the park's wall clock, as year and quarter: 20261.</summary>
    public static int QuarterOf(DateTimeOffset local) => (local.Year * 10) + ((local.Month + 2) / 3);

    /// <summary>The enterprise asks for a visit: that is no burden to it, and counts in no budget.</summary>
    /// <exception cref="RuleBroken">The purpose is missing, or the time can't be.</exception>
    public static Visit AskFor(Id<Enterprise> enterprise, string? purpose, DateTimeOffset? at, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        var visit = New(enterprise, VisitOrigin.AskedFor, purpose, at, by, now);
        visit.State = VisitState.Asked;
        visit.Record(by, RoleOf(by), now, new VisitAskedFor());
        return visit;
    }

    /// <summary>Somebody plans a visit.</summary>
    /// <param name="enterprise">Whom.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="quarter">The quarter that this is in; see <see cref="QuarterOf"/>.</param>
    /// <param name="with">Departments that come along.</param>
    /// <param name="taken">The places in that quarter's budget that are taken.</param>
    /// <param name="budget">How many visits a quarter has.</param>
    /// <param name="because">Why there must be one more, where the budget is spent.</param>
    /// <param name="by">Who plans it.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken">A rule of <see cref="VisitingRules"/>.</exception>
    public static Visit Plan(
        Id<Enterprise> enterprise,
        string? purpose,
        DateTimeOffset? at,
        int quarter,
        IReadOnlyCollection<Id<Department>> with,
        IReadOnlyCollection<int> taken,
        int budget,
        string? because,
        Actor by,
        DateTimeOffset now
    )
    {
        ArgumentNullException.ThrowIfNull(by);
        var visit = New(enterprise, VisitOrigin.Planned, purpose, at, by, now);
        visit.DepartmentId = by.Is(Role.Commissioner, Role.TriageDesk) ? null : by.DepartmentId;
        visit.BudgetQuarter = quarter;
        visit._parties.AddRange(with.Where(d => d != visit.DepartmentId).Select(d => new VisitParty(visit.Id, d)));
        Demand(with.Distinct().Count() == with.Count && visit._parties.Count <= MostParties, VisitingRules.VisitTooManyJoin, "with");
        visit.BudgetPlace = Enumerable.Range(1, budget).Where(p => !taken.Contains(p)).Select(p => (int?)p).FirstOrDefault();
        if (visit.BudgetPlace is null)
        {
            if (string.IsNullOrWhiteSpace(because))
            {
                throw new RuleBroken(VisitingRules.VisitBudgetSpent, budget) { Field = "because" };
            }

            visit.BeyondBecause = Words(because, VisitingRules.VisitWordsMissing, "because");
        }

        visit.State = visit.BudgetPlace is null ? VisitState.AwaitingDecision : VisitState.Proposed;
        visit.Record(by, RoleOf(by), now, visit.BudgetPlace is null ? new VisitDecisionAsked() : new VisitPlanned());
        return visit;
    }

    /// <summary>The service office decides whether there is one visit more than the budget.</summary>
    /// <exception cref="RuleBroken">It planned it itself; there is nothing to decide; the reason is missing.</exception>
    public void Decide(bool allowed, string? because, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        Demand(State == VisitState.AwaitingDecision, VisitingRules.VisitNotNow);
        Demand(by.Id != ById, VisitingRules.VisitDecidedByAnother);
        (DecidedBecause, DecidedById) = (Words(because, VisitingRules.VisitWordsMissing, "because"), by.Id);
        State = allowed ? VisitState.Proposed : VisitState.Refused;
        Record(by, RoleOf(by), now, allowed ? new VisitAllowed() : new VisitRefused());
    }

    /// <summary>The other side agrees to the time that one side has named.</summary>
    /// <param name="serves">Who visits may be asked for: it serves the enterprise.</param>
    /// <param name="by">Who agrees.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken">It is not its turn.</exception>
    public void Agree(bool serves, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        DemandSide(serves, by);
        Demand(State == (IsHost(by) ? VisitState.Proposed : VisitState.Asked), VisitingRules.VisitNotNow);
        Demand(At > now, VisitingRules.VisitNotThen, "at");
        State = VisitState.Agreed;
        Record(by, RoleOf(by), now, new VisitAgreed());
    }

    /// <summary>One side names another time; the other is asked anew. Its place in the budget stays where it was.</summary>
    /// <exception cref="RuleBroken">It is over, or undecided; the time can't be.</exception>
    public void Move(DateTimeOffset? at, bool serves, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        DemandSide(serves, by);
        Demand(State is VisitState.Asked or VisitState.Proposed or VisitState.Agreed, VisitingRules.VisitNotNow);
        At = Time(at, now);
        State = IsHost(by) ? VisitState.Asked : VisitState.Proposed;
        Record(by, RoleOf(by), now, new VisitMoved(At));
    }

    /// <summary>The enterprise does not want it, or no longer.</summary>
    /// <exception cref="RuleBroken">It is over, or undecided.</exception>
    public void Decline(Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        Demand(State is VisitState.Asked or VisitState.Proposed or VisitState.Agreed, VisitingRules.VisitNotNow);
        State = VisitState.Declined;
        Record(by, RoleOf(by), now, new VisitDeclined());
    }

    /// <summary>Who planned it calls it off, and the budget has its place back. What an enterprise asked for, nobody calls off.</summary>
    /// <exception cref="RuleBroken">It is over, or was asked for; it is another's.</exception>
    public void CallOff(Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        DemandSide(serves: false, by);
        Demand(Origin == VisitOrigin.Planned && !Over.Contains(State), VisitingRules.VisitNotNow);
        (State, BudgetPlace) = (VisitState.CalledOff, null);
        Record(by, RoleOf(by), now, new VisitCalledOff());
    }

    /// <summary>The enterprise merges into another or leaves the park: nobody is visited there any more.</summary>
    public void EndWithEnterprise(Actor by, DateTimeOffset now)
    {
        (State, BudgetPlace) = (VisitState.CalledOff, null);
        Record(by, RoleOf(by), now, new VisitCalledOff());
    }

    /// <summary>Another department comes along, instead of a visit of its own.</summary>
    /// <exception cref="RuleBroken">It is over; too many come.</exception>
    public void Join(Id<Department> department, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        Demand(State is VisitState.Asked or VisitState.Proposed or VisitState.Agreed, VisitingRules.VisitNotNow);
        if (department == DepartmentId || _parties.Exists(p => p.DepartmentId == department))
        {
            return;
        }

        Demand(_parties.Count < MostParties, VisitingRules.VisitTooManyJoin);
        _parties.Add(new(Id, department));
        Record(by, RoleOf(by), now, new VisitJoined());
    }

    /// <summary>It took place: a note, and what was found.</summary>
    /// <exception cref="RuleBroken">It was not agreed on, or has not begun; the note is missing.</exception>
    public void Hold(string? note, IReadOnlyList<string?>? findings, bool serves, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        DemandSide(serves, by);
        Demand(State == VisitState.Agreed, VisitingRules.VisitNotNow);
        Demand(At <= now, VisitingRules.VisitNotYet);
        var said = note?.Trim() ?? "";
        Demand(said.Characters() is > 0 and <= LongestNote, VisitingRules.VisitNoteWanted, "note");
        var found = (findings ?? []).Select(f => f?.Trim() ?? "").Where(f => f.Length > 0).ToList();
        Demand(
            found.Count <= MostFindings && found.TrueForAll(f => f.Characters() <= LongestWords),
            VisitingRules.VisitFindingsTooMany,
            "findings"
        );
        (State, Note, HeldById, HeldAt) = (VisitState.Held, said, by.Id, now);
        _findings.AddRange(found.Select((f, i) => new VisitFinding(Id, i + 1, f)));
        Record(by, RoleOf(by), now, new VisitHeld());
    }

    /// <summary>The enterprise says how it was, once.</summary>
    /// <exception cref="RuleBroken">It did not take place, or was rated; the level is missing.</exception>
    public void Rate(Level? level, string? words, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        Demand(State == VisitState.Held, VisitingRules.VisitNotNow);
        Demand(Rated is null, VisitingRules.VisitRatedBefore);
        Demand(level is { } its && Enum.IsDefined(its), VisitingRules.VisitRatingMissing, "level");
        Demand((words ?? "").Characters() <= LongestWords, VisitingRules.VisitRatingMissing, "words");
        (Rated, RatedWords) = (level, string.IsNullOrWhiteSpace(words) ? null : words.Trim());
        Record(by, RoleOf(by), now, new VisitRated());
    }

    /// <summary>Belongs to the enterprise that is visited.</summary>
    public bool IsHost(Actor by)
    {
        ArgumentNullException.ThrowIfNull(by);
        return by.EnterpriseId == EnterpriseId;
    }

    /// <summary>Arranges it on the visitors' side: planned it, is of the department that did, or serves the enterprise that asked for it.</summary>
    /// <param name="serves">Serves the enterprise now, or is of the service office.</param>
    /// <param name="by">Who.</param>
    public bool Arranges(bool serves, Actor by)
    {
        ArgumentNullException.ThrowIfNull(by);
        return by.Id == ById
            || (DepartmentId is { } department && by.DepartmentId == department)
            || (serves && (Origin == VisitOrigin.AskedFor || DepartmentId is null));
    }

    private void DemandSide(bool serves, Actor by) => Demand(IsHost(by) || Arranges(serves, by), VisitingRules.VisitOfOthers);

    private static Visit New(
        Id<Enterprise> enterprise,
        VisitOrigin origin,
        string? purpose,
        DateTimeOffset? at,
        Actor by,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = Id<Visit>.New(now),
            EnterpriseId = enterprise,
            Origin = origin,
            Purpose = Words(purpose, VisitingRules.VisitPurposeMissing, "purpose"),
            At = Time(at, now),
            ById = by.Id,
        };

    private static DateTimeOffset Time(DateTimeOffset? at, DateTimeOffset now)
    {
        Demand(at > now && at <= now + Furthest, VisitingRules.VisitNotThen, "at");
        return at!.Value.ToUniversalTime();
    }

    private static string Words(string? text, Rule rule, string field)
    {
        var words = text?.Trim() ?? "";
        Demand(words.Characters() is > 0 and <= LongestWords, rule, field);
        return words;
    }

    private static Role RoleOf(Actor by) =>
        by.First([
            Role.EnterpriseOwner,
            Role.EnterpriseUser,
            Role.Commissioner,
            Role.TriageDesk,
            Role.DepartmentHead,
            Role.DepartmentLiaison,
            Role.DepartmentHandler,
        ]) ?? by.Roles[0];

    private static void Demand(bool holds, Rule rule, string? field = null)
    {
        if (!holds)
        {
            throw new RuleBroken(rule) { Field = field };
        }
    }
}
