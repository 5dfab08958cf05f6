using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;

namespace Commissioner.Domain.FaultReviews;

/// <summary>
/// 责任审查: whether a commissioner did wrong. People find that, never a figure: a replacement and a poor rating are no finding of fault
/// (docs/trade.md, Fault reviews). One person opens it, the commissioner is heard, a second decides, and on an appeal a third; until that
/// is over a finding has no consequence.
/// </summary>
public sealed class FaultReview : Aggregate
{
    /// <summary>Within so long the person may state its view; nothing is decided before.</summary>
    public static readonly WorkingTime StateWithin = WorkingTime.Days(5);

    /// <summary>Within so long a finding may be appealed.</summary>
    public static readonly WorkingTime AppealWithin = WorkingTime.Days(10);

    /// <summary>Who opens and decides.</summary>
    public static readonly IReadOnlyList<Role> Reviewing = [Role.Supervisor, Role.Appraiser];

    /// <summary>Who rules on appeals.</summary>
    public static readonly IReadOnlyList<Role> Ruling = [Role.Leader, Role.Appraiser];

    private FaultReview() { }

    public Id<FaultReview> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid TimelineKey => Id.Value;

    /// <summary>Whose conduct is looked into.</summary>
    public Id<Person> PersonId { get; private set; }

    /// <summary>What is looked into; dissatisfaction is not on the list.</summary>
    public FaultGround Ground { get; private set; }

    /// <summary>What happened, in words that the person reads.</summary>
    public string Occasion { get; private set; } = "";

    public FaultReviewStatus Status { get; private set; }

    public Id<Person> OpenedById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>Until when the person may state its view, UTC.</summary>
    public DateTimeOffset StateBy { get; private set; }

    /// <summary>The person's view; null where it has none to state, and before.</summary>
    public string? Statement { get; private set; }

    /// <summary>When it was heard, or said that it states nothing, UTC; null until then.</summary>
    public DateTimeOffset? StatedAt { get; private set; }

    /// <summary>What was found; null until it is decided.</summary>
    public FaultFinding? Finding { get; private set; }

    /// <summary>Until when it may be appealed, UTC; null where there is nothing to appeal.</summary>
    public DateTimeOffset? AppealBy { get; private set; }

    /// <summary>What the person says against the finding; null for no appeal.</summary>
    public string? Appeal { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? AppealedAt { get; private set; }

    /// <summary>What became of the appeal; null for none, and before.</summary>
    public FaultRuling? AppealRuling { get; private set; }

    /// <summary>Why it was withdrawn; null unless it was.</summary>
    public string? WithdrawnBecause { get; private set; }

    /// <summary>The consequence that is in force now; null for none.</summary>
    /// <param name="now">When, UTC.</param>
    public FaultConsequence? InForce(DateTimeOffset now) =>
        Status switch
        {
            FaultReviewStatus.Decided when now > AppealBy => Finding!.Consequence,
            FaultReviewStatus.Ruled => AppealRuling!.Outcome switch
            {
                FaultOutcome.Stands => Finding!.Consequence,
                FaultOutcome.Changed => AppealRuling.Consequence,
                _ => null,
            },
            _ => null,
        };

    /// <summary>Somebody opens it.</summary>
    /// <exception cref="RuleBroken">A rule of <see cref="FaultRules"/>.</exception>
    public static FaultReview Open(Person person, FaultGround? ground, string? occasion, Promises promises, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(promises);
        var role = Demand(Reviewing, by);
        if (!person.Roles.Contains(Role.Commissioner))
        {
            throw new RuleBroken(FaultRules.OnlyCommissioners) { Field = "personId" };
        }

        if (ground is not { } its || !Enum.IsDefined(its))
        {
            throw new RuleBroken(FaultRules.FaultGroundMissing) { Field = "ground" };
        }

        if (by.Id == person.Id)
        {
            throw new RuleBroken(FaultRules.OthersDecide) { Could = Reviewing };
        }

        var review = new FaultReview
        {
            Id = Id<FaultReview>.New(now),
            PersonId = person.Id,
            Ground = its,
            Occasion = Words(occasion, "occasion"),
            OpenedById = by.Id,
            OpenedAt = now,
            StateBy = promises.Calendar.Add(now, StateWithin).At,
        };
        review.Record(by, role, now, new FaultReviewOpened(review.StateBy));
        return review;
    }

    /// <summary>
    /// The person states its view, once; or says that it states nothing. Late, it is heard all the same, as long as nobody has decided.
    /// </summary>
    /// <param name="nothing">It states nothing.</param>
    /// <param name="words">Its view, 1 to 4,000 characters.</param>
    /// <param name="by">The person itself.</param>
    /// <param name="now">When, UTC.</param>
    /// <exception cref="RuleBroken">A rule of <see cref="FaultRules"/>.</exception>
    public void State(bool nothing, string? words, Actor by, DateTimeOffset now)
    {
        DemandPerson(by);
        Demand(FaultReviewStatus.Opened);
        (Statement, StatedAt, Status) = (nothing ? null : Words(words, "words", 4000), now, FaultReviewStatus.Stated);
        Record(by, Role.Commissioner, now, new FaultStatementMade(nothing));
    }

    /// <summary>Another one than who opened it decides, after the person was heard or its time is over.</summary>
    /// <exception cref="RuleBroken">A rule of <see cref="FaultRules"/>.</exception>
    public void Decide(bool fault, FaultConsequence? consequence, string? reason, Promises promises, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(promises);
        var role = Demand(Reviewing, by);
        if (by.Id == OpenedById || by.Id == PersonId)
        {
            throw new RuleBroken(FaultRules.OthersDecide) { Could = Reviewing };
        }

        if (Status == FaultReviewStatus.Opened && now <= StateBy)
        {
            throw new RuleBroken(FaultRules.NotHeardYet, StateBy);
        }

        Demand(FaultReviewStatus.Opened, FaultReviewStatus.Stated);
        if (fault && (consequence is not { } c || !Enum.IsDefined(c)))
        {
            throw new RuleBroken(FaultRules.ConsequenceMissing) { Field = "consequence" };
        }

        Finding = new(fault, fault ? consequence : null, Words(reason, "reason"), by.Id, now);
        (Status, AppealBy) = fault
            ? (FaultReviewStatus.Decided, promises.Calendar.Add(now, AppealWithin).At)
            : (FaultReviewStatus.NoFault, (DateTimeOffset?)null);
        Record(by, role, now, new FaultDecided(fault, AppealBy));
    }

    /// <summary>The person appeals a finding; until that is ruled on it has no consequence.</summary>
    /// <exception cref="RuleBroken">A rule of <see cref="FaultRules"/>.</exception>
    public void AppealFinding(string? words, Actor by, DateTimeOffset now)
    {
        DemandPerson(by);
        Demand(FaultReviewStatus.Decided);
        if (now > AppealBy)
        {
            throw new RuleBroken(FaultRules.AppealTooLate, AppealBy);
        }

        (Appeal, AppealedAt, Status) = (Words(words, "words", 4000), now, FaultReviewStatus.Appealed);
        Record(by, Role.Commissioner, now, new FaultAppealed());
    }

    /// <summary>A third person rules on the appeal, for good. It makes nothing worse: a changed consequence is a lighter one.</summary>
    /// <exception cref="RuleBroken">A rule of <see cref="FaultRules"/>.</exception>
    public void Rule(FaultOutcome? outcome, FaultConsequence? consequence, string? reason, Actor by, DateTimeOffset now)
    {
        var role = Demand(Ruling, by);
        Demand(FaultReviewStatus.Appealed);
        if (by.Id == OpenedById || by.Id == Finding!.ById || by.Id == PersonId)
        {
            throw new RuleBroken(FaultRules.OthersDecide) { Could = Ruling };
        }

        if (outcome is not { } its || !Enum.IsDefined(its))
        {
            throw new RuleBroken(FaultRules.FaultAnswerMissing) { Field = "outcome" };
        }

        if (its == FaultOutcome.Changed && (consequence is not { } c || !Enum.IsDefined(c) || c >= Finding.Consequence))
        {
            throw new RuleBroken(FaultRules.OnlyLighter) { Field = "consequence" };
        }

        AppealRuling = new(its, its == FaultOutcome.Changed ? consequence : null, Words(reason, "reason"), by.Id, now);
        Status = FaultReviewStatus.Ruled;
        Record(by, role, now, new FaultAppealRuled(its));
    }

    /// <summary>Who opened it takes it back before it is decided.</summary>
    /// <exception cref="RuleBroken">A rule of <see cref="FaultRules"/>.</exception>
    public void Withdraw(string? reason, Actor by, DateTimeOffset now)
    {
        var role = Demand(Reviewing, by);
        Demand(FaultReviewStatus.Opened, FaultReviewStatus.Stated);
        if (by.Id != OpenedById)
        {
            throw new RuleBroken(FaultRules.ItsOpenerWithdraws) { Could = Reviewing };
        }

        (WithdrawnBecause, Status) = (Words(reason, "reason"), FaultReviewStatus.Withdrawn);
        Record(by, role, now, new FaultReviewWithdrawn());
    }

    /// <summary>What somebody may do about it now.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="now">When, UTC.</param>
    public IReadOnlyList<FaultStep> Steps(Actor actor, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var (person, undecided) = (actor.Id == PersonId, Status is FaultReviewStatus.Opened or FaultReviewStatus.Stated);
        var reviews = actor.Is([.. Reviewing]) && !actor.Is(Role.Commissioner);
        (FaultStep Step, bool May)[] steps =
        [
            (FaultStep.State, person && Status == FaultReviewStatus.Opened),
            (
                FaultStep.Decide,
                !person && undecided && reviews && actor.Id != OpenedById && (Status == FaultReviewStatus.Stated || now > StateBy)
            ),
            (FaultStep.Appeal, person && Status == FaultReviewStatus.Decided && now <= AppealBy),
            (
                FaultStep.Rule,
                !person
                    && Status == FaultReviewStatus.Appealed
                    && actor.Is([.. Ruling])
                    && !actor.Is(Role.Commissioner)
                    && actor.Id != OpenedById
                    && actor.Id != Finding!.ById
            ),
            (FaultStep.Withdraw, !person && undecided && reviews && actor.Id == OpenedById),
        ];
        return [.. steps.Where(s => s.May).Select(s => s.Step)];
    }

    // Somebody who serves enterprises itself does not decide about a colleague, whatever other roles it holds.
    private static Role Demand(IReadOnlyList<Role> roles, Actor by) =>
        by.First(roles) is { } role && !by.Is(Role.Commissioner) ? role : throw new RuleBroken(CaseRules.MoveNotYours) { Could = roles };

    private void Demand(params ReadOnlySpan<FaultReviewStatus> any)
    {
        if (!any.Contains(Status))
        {
            throw new RuleBroken(FaultRules.FaultOutOfOrder);
        }
    }

    private void DemandPerson(Actor by)
    {
        if (by.Id != PersonId)
        {
            throw new RuleBroken(FaultRules.OnesOwn);
        }
    }

    private static string Words(string? text, string field, int most = 2000) =>
        text?.Trim() is { Length: > 0 } words && words.Length <= most
            ? words
            : throw new RuleBroken(FaultRules.FaultWordsMissing, most) { Field = field };
}

/// <summary>What was found.</summary>
/// <param name="Fault">The person did wrong.</param>
/// <param name="Consequence">What follows; null without fault.</param>
/// <param name="Reason">Why.</param>
/// <param name="ById">Who decided.</param>
/// <param name="At">When, UTC.</param>
public sealed record FaultFinding(bool Fault, FaultConsequence? Consequence, string Reason, Id<Person> ById, DateTimeOffset At);

/// <summary>What became of an appeal.</summary>
/// <param name="Outcome">Which way.</param>
/// <param name="Consequence">The lighter one, where it was changed.</param>
/// <param name="Reason">Why.</param>
/// <param name="ById">Who ruled.</param>
/// <param name="At">When, UTC.</param>
public sealed record FaultRuling(FaultOutcome Outcome, FaultConsequence? Consequence, string Reason, Id<Person> ById, DateTimeOffset At);
