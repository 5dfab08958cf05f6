using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Satisfaction;

/// <summary>The five levels of 好差评.</summary>
public enum Level
{
    /// <summary>非常满意.</summary>
    VerySatisfied = 1,

    /// <summary>满意.</summary>
    Satisfied = 2,

    /// <summary>基本满意.</summary>
    FairlySatisfied = 3,

    /// <summary>不满意.</summary>
    Dissatisfied = 4,

    /// <summary>非常不满意.</summary>
    VeryDissatisfied = 5,
}

/// <summary>What an enterprise thinks of how a case went; only the overall level is compulsory, no level needs a reason.</summary>
/// <param name="Overall">All in all.</param>
/// <param name="Commissioner">The commissioner.</param>
/// <param name="Result">The result.</param>
/// <param name="Departments">Departments that took part.</param>
/// <param name="Reason">In its own words, at most 1,000 characters.</param>
public sealed record Opinion(
    Level Overall,
    Level? Commissioner = null,
    Level? Result = null,
    IReadOnlyList<(Id<Department> Department, Level Level)>? Departments = null,
    string? Reason = null
);

/// <summary>Signs that staff may have rated itself; for supervision's eyes, they change nothing.</summary>
[Flags]
public enum SelfRatingSigns
{
    None = 0,

    /// <summary>From a device on which staff has signed in lately 同一设备.</summary>
    SameDevice = 1,

    /// <summary>From a network address from which staff has signed in lately 同一网络.</summary>
    SameNetwork = 2,
}

/// <summary>
/// A rating: one per case and cycle; it hits who served when the closure was proposed, whoever serves now. It may be changed once in 30
/// days. What counts is <see cref="Counted"/>: the first value; a lower one that it was changed to at once, a higher one only after an
/// independent call-back has said that it was free; nothing while it is frozen.
/// </summary>
public sealed class Rating
{
    /// <summary>For so long it can be changed, once.</summary>
    public static readonly TimeSpan ChangeFor = TimeSpan.FromDays(30);

    private readonly List<DepartmentRating> _departments = [];

    private Rating() { }

    public Id<Rating> Id { get; private set; }

    /// <summary>The case rated.</summary>
    public Id<Case> CaseId { get; private set; }

    /// <summary>The case's cycle.</summary>
    public int Cycle { get; private set; }

    /// <summary>Who rated.</summary>
    public Id<Enterprise> EnterpriseId { get; private set; }

    /// <summary>The commissioner rated; null where the duty desk served.</summary>
    public Id<Person>? ServedById { get; private set; }

    /// <summary>All in all.</summary>
    public Level Overall { get; private set; }

    public Level? OfCommissioner { get; private set; }

    public Level? OfResult { get; private set; }

    /// <summary>In the enterprise's own words.</summary>
    public string? Reason { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset RatedAt { get; private set; }

    /// <summary>Who gave it: the enterprise's own person, or who recorded its words.</summary>
    public Id<Person> RatedById { get; private set; }

    /// <summary>The role in which it was pressed: the enterprise's own, or one that records its words.</summary>
    public Role RatedAs { get; private set; }

    /// <summary>When it was changed, UTC; null while it was not.</summary>
    public DateTimeOffset? ChangedAt { get; private set; }

    public Id<Person>? ChangedById { get; private set; }

    /// <summary>All in all, as it was changed.</summary>
    public Level? ChangedOverall { get; private set; }

    /// <summary>The commissioner, as it was changed; null leaves the first value.</summary>
    public Level? ChangedOfCommissioner { get; private set; }

    /// <summary>The result, as it was changed; null leaves the first value.</summary>
    public Level? ChangedOfResult { get; private set; }

    /// <summary>In the enterprise's own words, when it was changed.</summary>
    public string? ChangedReason { get; private set; }

    /// <summary>The change makes something better: it needs a call-back to count.</summary>
    public bool Raised { get; private set; }

    /// <summary>When an independent call-back said that the raise was free, UTC; null until one does.</summary>
    public DateTimeOffset? RaiseFreeAt { get; private set; }

    /// <summary>Since when it counts nowhere, since somebody is said to have asked for it, UTC; null while it counts.</summary>
    public DateTimeOffset? FrozenAt { get; private set; }

    /// <summary>Counts its changes: guards against lost updates.</summary>
    public int Revision { get; private set; }

    /// <summary>Signs that staff may have rated itself.</summary>
    public SelfRatingSigns Signs { get; private set; }

    /// <summary>The level that counts in every figure: all in all. Null while it counts in none.</summary>
    public Level? Counted { get; private set; }

    /// <summary>The level that counts: of the commissioner. Null for none.</summary>
    public Level? CountedOfCommissioner { get; private set; }

    /// <summary>The level that counts: of the result. Null for none.</summary>
    public Level? CountedOfResult { get; private set; }

    /// <summary>Departments that took part.</summary>
    public IReadOnlyList<DepartmentRating> Departments => _departments;

    /// <summary>
    /// 不满意 or worse, overall or of the commissioner, at first or when it was changed: it replaces the commissioner (docs/trade.md,
    /// Ratings).
    /// </summary>
    public bool IsPoor =>
        Overall >= Level.Dissatisfied
        || OfCommissioner >= Level.Dissatisfied
        || ChangedOverall >= Level.Dissatisfied
        || ChangedOfCommissioner >= Level.Dissatisfied;

    /// <summary>An enterprise rates a closed case; a seat or an agent records its own words.</summary>
    /// <param name="case">The case, with its enterprise and its legs.</param>
    /// <param name="opinion">What it thinks.</param>
    /// <param name="by">Who presses.</param>
    /// <param name="now">When.</param>
    /// <param name="invitation">The invitation that it answers; null where there is none.</param>
    /// <param name="signs">Signs that staff may have rated itself.</param>
    /// <param name="frozen">It is said already that somebody asked for it.</param>
    /// <exception cref="RuleBroken"><see cref="CaseRules.MoveNotYours"/>, <see cref="CallbackRules.OwnWordsMissing"/>, or a rule of <see
    /// cref="RatingRules"/>.</exception>
    public static Rating Give(
        Case @case,
        Opinion opinion,
        Actor by,
        DateTimeOffset now,
        RatingInvitation? invitation = null,
        SelfRatingSigns signs = SelfRatingSigns.None,
        bool frozen = false
    )
    {
        var role = Check(@case, opinion, by);
        var rating = new Rating
        {
            Id = Id<Rating>.New(now),
            CaseId = @case.Id,
            Cycle = @case.Cycle,
            EnterpriseId = @case.EnterpriseId,
            ServedById = @case.ServedById,
            Overall = opinion.Overall,
            OfCommissioner = opinion.Commissioner,
            OfResult = opinion.Result,
            Reason = Words(opinion.Reason),
            RatedAt = now,
            RatedById = by.Id,
            RatedAs = role,
            Signs = signs,
            FrozenAt = frozen ? now : null,
        };
        foreach (var (department, level) in opinion.Departments ?? [])
        {
            rating._departments.Add(
                new DepartmentRating
                {
                    RatingId = rating.Id,
                    DepartmentId = department,
                    Level = level,
                }
            );
        }

        invitation?.Answer(now);
        rating.Settle();
        @case.Enterprise.Rated(rating, by, role, now);
        return rating;
    }

    /// <summary>It says just that already, at first or as it was changed: pressed twice, it is given once.</summary>
    public bool Says(Opinion opinion) =>
        ChangedAt is null
            ? (Overall, OfCommissioner, OfResult, Reason) == (opinion.Overall, opinion.Commissioner, opinion.Result, Words(opinion.Reason))
                && Same(opinion, d => d.Level)
            : (ChangedOverall, ChangedOfCommissioner, ChangedOfResult, ChangedReason)
                == (opinion.Overall, opinion.Commissioner, opinion.Result, Words(opinion.Reason))
                && Same(opinion, d => d.Changed);

    /// <summary>It can be changed at this instant.</summary>
    public bool MayChange(DateTimeOffset now) => ChangedAt is null && now <= RatedAt + ChangeFor;

    /// <summary>The enterprise changes it, once. The first values stay, and count where the change makes something better.</summary>
    /// <exception cref="RuleBroken"><see cref="RatingRules.RatedAlready"/>, <see cref="RatingRules.ChangeTooLate"/>, or what refuses a
    /// rating.</exception>
    public void Change(Case @case, Opinion opinion, Actor by, DateTimeOffset now, SelfRatingSigns signs = SelfRatingSigns.None)
    {
        var role = Check(@case, opinion, by);
        if (ChangedAt is not null)
        {
            throw new RuleBroken(RatingRules.RatedAlready);
        }

        if (now > RatedAt + ChangeFor)
        {
            throw new RuleBroken(RatingRules.ChangeTooLate);
        }

        (ChangedAt, ChangedById, ChangedReason, Signs) = (now, by.Id, Words(opinion.Reason), Signs | signs);
        (ChangedOverall, ChangedOfCommissioner, ChangedOfResult) = (opinion.Overall, opinion.Commissioner, opinion.Result);
        foreach (var (department, level) in opinion.Departments ?? [])
        {
            if (_departments.Find(d => d.DepartmentId == department) is { } its)
            {
                its.Changed = level;
            }
            else
            {
                _departments.Add(
                    new DepartmentRating
                    {
                        RatingId = Id,
                        DepartmentId = department,
                        Changed = level,
                    }
                );
            }
        }

        Raised =
            Better(Overall, ChangedOverall)
            || Better(OfCommissioner, ChangedOfCommissioner)
            || Better(OfResult, ChangedOfResult)
            || _departments.Exists(d => Better(d.Level, d.Changed));
        Settle();
        @case.Enterprise.ChangedRating(this, by, role, now);
    }

    /// <summary>An independent call-back says that the raise was free: from now on it counts.</summary>
    public void RaiseWasFree(Enterprise enterprise, Actor by, DateTimeOffset now)
    {
        if (!Raised || RaiseFreeAt is not null)
        {
            return;
        }

        RaiseFreeAt = now;
        Settle();
        enterprise.RaiseWasFree(this, by, now);
    }

    /// <summary>Somebody is said to have asked for it: it counts nowhere until supervision lifts that.</summary>
    public void Freeze(DateTimeOffset now)
    {
        FrozenAt ??= now;
        Settle();
    }

    /// <summary>Supervision lets it count again.</summary>
    public void Unfreeze()
    {
        FrozenAt = null;
        Settle();
    }

    private static string? Words(string? reason) => string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();

    // Adding a good level later is a raise, since it betters the figures; adding a poor one is none and counts at once.
    private static bool Better(Level? first, Level? changed) => changed is { } c && (first is { } f ? c < f : c < Level.Dissatisfied);

    private bool Same(Opinion opinion, Func<DepartmentRating, Level?> level) =>
        _departments
            .Where(d => level(d) is not null)
            .Select(d => (d.DepartmentId, level(d)!.Value))
            .ToHashSet()
            .SetEquals(opinion.Departments ?? []);

    private static Role Check(Case @case, Opinion opinion, Actor by)
    {
        if (@case.Confidential)
        {
            throw new RuleBroken(CaseRules.NotOfConfidential);
        }

        var who = CaseWorkflow.Who(CaseMove.Rate, @case.Desk);
        if (by.First(who) is not { } role)
        {
            throw new RuleBroken(CaseRules.MoveNotYours) { Could = who };
        }

        by.DemandCaller(role);
        if (!CaseWorkflow.From(CaseMove.Rate).Contains(@case.Status))
        {
            throw new RuleBroken(RatingRules.NotYetClosed) { Could = who };
        }

        var departments = opinion.Departments ?? [];
        (string Field, Level? Level)[] levels =
        [
            ("overall", opinion.Overall),
            ("commissioner", opinion.Commissioner),
            ("result", opinion.Result),
            .. departments.Select(d => ("departments", (Level?)d.Level)),
        ];
        foreach (var (field, level) in levels)
        {
            if (level is { } l && !Enum.IsDefined(l))
            {
                throw new RuleBroken(RatingRules.LevelUnknown) { Field = field };
            }
        }

        if (departments.DistinctBy(d => d.Department).Count() != departments.Count)
        {
            throw new RuleBroken(RatingRules.DepartmentRatedTwice) { Field = "departments" };
        }

        if (opinion.Reason?.Characters() > 1000)
        {
            throw new RuleBroken(RatingRules.ReasonTooLong) { Field = "reason" };
        }

        if (role is Role.HotlineSeat or Role.CallbackAgent && string.IsNullOrWhiteSpace(opinion.Reason))
        {
            throw new RuleBroken(CallbackRules.OwnWordsMissing) { Field = "reason" };
        }

        var took = @case.Legs.Where(l => l.TookPart).Select(l => l.DepartmentId).ToHashSet();
        return departments.All(d => took.Contains(d.Department))
            ? role
            : throw new RuleBroken(RatingRules.DepartmentTookNoPart) { Field = "departments" };
    }

    private void Settle()
    {
        Revision++;
        (Counted, CountedOfCommissioner, CountedOfResult) = (
            Counts(Overall, ChangedOverall),
            Counts(OfCommissioner, ChangedOfCommissioner),
            Counts(OfResult, ChangedOfResult)
        );
        _departments.ForEach(d => d.Counted = Counts(d.Level, d.Changed));
    }

    private Level? Counts(Level? first, Level? changed) =>
        FrozenAt is not null ? null
        : changed is null || (Better(first, changed) && RaiseFreeAt is null) ? first
        : changed;
}

/// <summary>What an enterprise thinks of a department's part.</summary>
public sealed class DepartmentRating
{
    public Id<Rating> RatingId { get; init; }

    public Id<Department> DepartmentId { get; init; }

    /// <summary>How satisfied, at first; null where it was only added by the change.</summary>
    public Level? Level { get; init; }

    /// <summary>How satisfied, as it was changed; null leaves the first value.</summary>
    public Level? Changed { get; internal set; }

    /// <summary>The level that counts in every figure; null while it counts in none.</summary>
    public Level? Counted { get; internal set; }
}
