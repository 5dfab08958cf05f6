using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Remedies;

/// <summary>What a remedy is to be.</summary>
/// <param name="Title">1 to 60 characters.</param>
/// <param name="Category">A code of <see cref="CaseCategory"/>: that of its cases, and of those that would come back.</param>
/// <param name="Place">Where; a case whose place says this is a like one. Null where it is not about a place.</param>
/// <param name="ConcernsId">Which department's matter it is; null for that of the one that owes it.</param>
/// <param name="OwnerId">Which department owes it; null for the service office.</param>
/// <param name="Measures">What is to be done.</param>
/// <param name="Days">Within how many working days it is owed; null where a day is named, or the policy's limit counts.</param>
/// <param name="On">The working day until which it is owed.</param>
public sealed record RemedyPlan(
    string? Title,
    string? Category,
    string? Place,
    Id<Department>? ConcernsId,
    Id<Department>? OwnerId,
    string? Measures,
    int? Days,
    DateOnly? On
);

/// <summary>
/// One remedy for many like cases 举一反三: one owner, measures and a day, instead of the same answer again and again. Done, each enterprise
/// is
/// asked about its own case whether it helped; a like case within a year takes it up again.
/// </summary>
public sealed class Remedy : Aggregate
{
    /// <summary>How long measures and what was done are at the most, in characters.</summary>
    public const int LongestWords = 2000;

    /// <summary>How long an enterprise's words are at the most, in characters.</summary>
    public const int LongestAnswer = 500;

    /// <summary>So many cases it stands for at the most.</summary>
    public const int MostCases = 200;

    /// <summary>So many working days it is owed within at the most.</summary>
    public const int MostDays = 250;

    private readonly List<RemedyCase> _cases = [];
    private readonly List<ClockOf<Remedy>> _clocks = [];

    private Remedy() { }

    public Id<Remedy> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid TimelineKey => Id.Value;

    /// <inheritdoc/>
    public override Holding? Holding =>
        State != RemedyState.Owed ? null
        : OwnerId is { } owner ? new(HolderKind.Department, owner)
        : new(HolderKind.TriageDesk, null);

    public string Title { get; private set; } = "";

    /// <summary>A code of <see cref="CaseCategory"/>.</summary>
    public string Category { get; private set; } = "";

    /// <summary>The place that a like case names; null where it is known by its department alone.</summary>
    public string? Place { get; private set; }

    /// <summary>The department whose matter a like case is; null where it is known by its place alone.</summary>
    public Id<Department>? ConcernsId { get; private set; }

    /// <summary>Which department owes it; null for the service office.</summary>
    public Id<Department>? OwnerId { get; private set; }

    public string Measures { get; private set; } = "";

    public RemedyState State { get; private set; }

    /// <summary>Who proposed it.</summary>
    public Id<Person> ById { get; private set; }

    /// <summary>When it was begun, UTC.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>1, and one more each time that a like case came back.</summary>
    public int Cycle { get; private set; } = 1;

    /// <summary>Until when it is owed, UTC; once it is done, until when it was. Its clocks must have been loaded.</summary>
    public DateTimeOffset DueAt => Clock.DueAt;

    /// <summary>The clock of this cycle.</summary>
    public ClockOf<Remedy> Clock => _clocks.Find(c => c.Cycle == Cycle)!;

    /// <summary>When it was done last, UTC; it stays known while it is owed again.</summary>
    public DateTimeOffset? DoneAt { get; private set; }

    public Id<Person>? DoneById { get; private set; }

    /// <summary>What was done, for the enterprises to read.</summary>
    public string? DoneWords { get; private set; }

    /// <summary>Why it is owed again; null the first time.</summary>
    public RemedyReason? ReopenedBecause { get; private set; }

    public string? CalledOffBecause { get; private set; }

    /// <summary>The cases that it stands for, and those that were taken from it again.</summary>
    public IReadOnlyList<RemedyCase> Cases => _cases;

    /// <summary>Clocks of its promise, one a cycle.</summary>
    public IReadOnlyList<ClockOf<Remedy>> Clocks => _clocks;

    /// <summary>Like cases get one remedy.</summary>
    /// <exception cref="RuleBroken">A rule of <see cref="RemedyRules"/>.</exception>
    public static Remedy Start(RemedyPlan plan, IReadOnlyCollection<Case> cases, Promises promises, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(by);
        var category = CaseCategory.Find(plan.Category) ?? throw new RuleBroken(CaseRules.CategoryUnknown) { Field = "category" };
        Demand(!category.AboutOfficials, RemedyRules.RemedyNotForThis, "category");
        var place = string.IsNullOrWhiteSpace(plan.Place) ? null : plan.Place.Trim();
        var concerns = plan.ConcernsId ?? plan.OwnerId;
        Demand(place is null ? concerns is not null : place.Characters() is >= 2 and <= 200, RemedyRules.RemedyScopeMissing, "place");
        Demand(cases.Count is > 0 and <= MostCases, RemedyRules.RemedyCasesMissing, "cases");
        var remedy = new Remedy
        {
            Id = Id<Remedy>.New(now),
            Title = Words(plan.Title, 60, RemedyRules.RemedyTitleMissing, "title"),
            Category = category.Code,
            Place = place,
            ConcernsId = concerns,
            OwnerId = plan.OwnerId,
            Measures = Words(plan.Measures, LongestWords, RemedyRules.RemedyMeasuresMissing, "measures"),
            ById = by.Id,
            StartedAt = now,
        };
        foreach (var @case in cases)
        {
            remedy.Take(@case, false, now);
        }

        remedy.Owe(PromiseOf(plan, promises, now), by);
        remedy.Record(by, RoleOf(by), now, new RemedyStarted(plan.OwnerId, cases.Count, remedy.DueAt));
        return remedy;
    }

    /// <summary>It stands for one case more.</summary>
    /// <exception cref="RuleBroken">It stands for it already, or is not owed; the case is for no remedy.</exception>
    public void Add(Case @case, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(@case);
        Demand(State == RemedyState.Owed, RemedyRules.RemedyNotNow);
        Demand(_cases.Count(c => c.IsIn) < MostCases, RemedyRules.RemedyCasesMissing, "cases");
        Take(@case, false, now);
        Record(by, RoleOf(by), now, new RemedyCaseAdded(@case.Id));
    }

    /// <summary>It was no like case. It is never taken for one again.</summary>
    /// <exception cref="RuleBroken">It is not owed, or would stand for none.</exception>
    /// <exception cref="NotFound">It does not stand for this one.</exception>
    public void Release(Id<RemedyCase> id, Actor by, DateTimeOffset now)
    {
        var its = _cases.Find(c => c.Id == id && c.IsIn) ?? throw new NotFound();
        Demand(State == RemedyState.Owed, RemedyRules.RemedyNotNow);
        Demand(_cases.Count(c => c.IsIn) > 1, RemedyRules.RemedyCasesMissing);
        its.LeftAt = now;
        Record(by, RoleOf(by), now, new RemedyCaseTaken(its.CaseId));
    }

    /// <summary>Who owes it has done it.</summary>
    /// <exception cref="RuleBroken">It is another's, or not owed; what was done is missing.</exception>
    public void Report(string? done, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!IsOwedBy(by))
        {
            throw new RuleBroken(RemedyRules.RemedyOfOthers)
            {
                Could = OwnerId is null ? [Role.TriageDesk] : [Role.DepartmentHead, Role.DepartmentLiaison],
            };
        }

        Demand(State == RemedyState.Owed, RemedyRules.RemedyNotNow);
        DoneWords = Words(done, LongestWords, RemedyRules.RemedyWordsMissing, "done");
        (State, DoneAt, DoneById) = (RemedyState.Done, now, by.Id);
        Clock.Stop(by, now);
        Record(by, RoleOf(by), now, new RemedyDone(OwnerId));
    }

    /// <summary>An enterprise says of its own case whether it helped; once a cycle.</summary>
    /// <exception cref="RuleBroken">It is not done, or was answered; the answer is missing.</exception>
    /// <exception cref="NotFound">It does not stand for this case.</exception>
    public void Answer(Id<RemedyCase> id, bool? helped, string? words, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        var its = _cases.Find(c => c.Id == id && c.IsIn) ?? throw new NotFound();
        Demand(State == RemedyState.Done, RemedyRules.RemedyNotNow);
        Demand(its.AnsweredCycle != Cycle, RemedyRules.RemedyAnsweredBefore);
        Demand(helped is not null, RemedyRules.RemedyAnswerMissing, "helped");
        var said = words?.Trim() ?? "";
        Demand(said.Characters() <= LongestAnswer, RemedyRules.RemedyAnswerMissing, "words");
        (its.Helped, its.Words, its.AnsweredAt, its.AnsweredById, its.AnsweredCycle) = (
            helped,
            said.Length == 0 ? null : said,
            now,
            by.Id,
            Cycle
        );
        Record(by, RoleOf(by), now, new RemedyAnswered(helped!.Value, its.CaseId));
    }

    /// <summary>
    /// A like case came back within a year: it is owed again, by the policy's limit, and stands for that one, too. Further ones that come
    /// at the
    /// same time are only added.
    /// </summary>
    /// <returns>Whether it was one.</returns>
    public bool ComeBack(Case @case, RemedyReason because, Promises promises, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(@case);
        var like = IsLike(@case, because) && DoneAt is { } done && @case.SubmittedAt > done && now <= done.AddYears(1);
        if (!like || State == RemedyState.CalledOff || _cases.Exists(c => c.CaseId == @case.Id) || _cases.Count(c => c.IsIn) >= MostCases)
        {
            return false;
        }

        Take(@case, true, now);
        if (State == RemedyState.Owed)
        {
            Record(Actor.System, Role.System, now, new RemedyCaseAdded(@case.Id));
            return true;
        }

        (State, ReopenedBecause, Cycle) = (RemedyState.Owed, because, Cycle + 1);
        Owe(promises.Make(PromiseKind.Remedy, Urgency.Ordinary, now), Actor.System);
        Record(Actor.System, Role.System, now, new RemedyReopened(because, @case.Id, OwnerId, DueAt));
        return true;
    }

    /// <summary>It is not owed any more.</summary>
    /// <exception cref="RuleBroken">It is not owed; the reason is missing.</exception>
    public void CallOff(string? because, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        Demand(State == RemedyState.Owed, RemedyRules.RemedyNotNow);
        CalledOffBecause = Words(because, LongestWords, RemedyRules.RemedyWordsMissing, "because");
        State = RemedyState.CalledOff;
        Clock.Cancel(by, now);
        Record(by, RoleOf(by), now, new RemedyCalledOff(OwnerId));
    }

    /// <summary>
    /// The department that owes it, or whose matter it is, has closed: its successor takes its place, by the same time.
    /// </summary>
    public void GoOnWith(Department successor, Department closing, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(successor);
        ArgumentNullException.ThrowIfNull(closing);
        ConcernsId = ConcernsId == closing.Id ? successor.Id : ConcernsId;
        OwnerId = OwnerId == closing.Id ? successor.Id : OwnerId;
        Record(by, RoleOf(by), now, new RemedyHandedOn(successor.Id, successor.Name));
    }

    /// <summary>Raises what is due of its clock.</summary>
    public IReadOnlyList<Step> Fire(PromiseClock clock, Promises promises, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var raised = clock.Fire(promises, now);
        foreach (var step in raised)
        {
            Record(Actor.System, Role.System, now, new RemedyLate(OwnerId, clock.DueAt, step.Level, step.Tells));
        }

        return raised;
    }

    /// <summary>Is of the department that owes it, or of the service office where that does.</summary>
    public bool IsOwedBy(Actor by)
    {
        ArgumentNullException.ThrowIfNull(by);
        return OwnerId is { } owner
            ? by.DepartmentId == owner && by.Is(Role.DepartmentLiaison, Role.DepartmentHandler, Role.DepartmentHead)
            : by.Is(Role.TriageDesk);
    }

    private bool IsLike(Case @case, RemedyReason because) =>
        !@case.AboutOfficials
        && !@case.Confidential
        && @case.Category == Category
        && (
            because != RemedyReason.SamePlace
            || (Place is { } place && @case.Place?.Contains(place, StringComparison.OrdinalIgnoreCase) == true)
        );

    private void Take(Case @case, bool cameBack, DateTimeOffset now)
    {
        Demand(!@case.AboutOfficials && !@case.Confidential, RemedyRules.RemedyNotForThis, "cases");
        Demand(!_cases.Exists(c => c.CaseId == @case.Id && c.IsIn), RemedyRules.RemedyHasCase, "cases");
        if (_cases.Find(c => c.CaseId == @case.Id) is { } before)
        {
            before.LeftAt = null;
            return;
        }

        _cases.Add(new(Id, @case.Id, cameBack, now));
    }

    private void Owe(Promise promise, Actor by) => _clocks.Add(PromiseClock.Start(promise, Id, Cycle, by));

    private static Promise PromiseOf(RemedyPlan plan, Promises promises, DateTimeOffset now)
    {
        Demand(plan.Days is null || plan.On is null, RemedyRules.RemedyTimeUnusable, "on");
        Demand(plan.Days is null or (>= 1 and <= MostDays), RemedyRules.RemedyTimeUnusable, "days");
        if (plan.Days is { } days)
        {
            return promises.MakeWithin(PromiseKind.Remedy, Calendars.WorkingTime.Days(days), now);
        }

        if (plan.On is not { } on)
        {
            return promises.Make(PromiseKind.Remedy, Urgency.Ordinary, now);
        }

        var today = promises.Calendar.DateOf(now);
        var dated = on > today && on <= today.AddYears(1) ? promises.ForDay(PromiseKind.Remedy, on, now) : null;
        return dated ?? throw new RuleBroken(RemedyRules.RemedyTimeUnusable) { Field = "on" };
    }

    private static string Words(string? text, int most, Rule rule, string field)
    {
        var words = text?.Trim() ?? "";
        Demand(words.Characters() > 0 && words.Characters() <= most, rule, field);
        return words;
    }

    private static Role RoleOf(Actor by) =>
        by.First([
            Role.EnterpriseOwner,
            Role.EnterpriseUser,
            Role.TriageDesk,
            Role.Supervisor,
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
