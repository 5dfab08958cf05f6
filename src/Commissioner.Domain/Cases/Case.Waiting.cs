using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Cases;

/// <summary>More time that was asked for and is not decided yet.</summary>
/// <param name="Time">How much, in the short form of <see cref="WorkingTime"/>, such as <c>3d</c>.</param>
/// <param name="Reason">Why.</param>
/// <param name="AskedById">Who asks.</param>
public sealed record ExtensionRequest(string Time, string Reason, Id<Person> AskedById);

/// <summary>What makes the case's clock stand still, and what gives it more time.</summary>
public sealed partial class Case
{
    /// <summary>How often the enterprise was asked since the case was accepted, in this cycle.</summary>
    public int Questions { get; private set; }

    /// <summary>The enterprise was asked before acceptance.</summary>
    public bool AskedBefore { get; private set; }

    /// <summary>What the enterprise is asked just now; null when it is not.</summary>
    public string? Question { get; private set; }

    /// <summary>More time that is asked for; null when none is.</summary>
    public ExtensionRequest? ExtensionAsked { get; private set; }

    /// <summary>
    /// Asks the enterprise before acceptance, once, for everything that is missing. The clock stands still meanwhile, for five working days
    /// at most.
    /// </summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.QuestionMissing"/>, <see cref="CaseRules.AskedOften"/>.</exception>
    public void AskForInfo(string question, Promises promises, Actor by, DateTimeOffset now) =>
        Ask(CaseMove.AskForInfo, question, promises, by, now);

    /// <summary>
    /// Asks the enterprise while its case is dealt with, at most twice. The clock stands still meanwhile, for five working days at most.
    /// </summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.QuestionMissing"/>, <see cref="CaseRules.AskedOften"/>.</exception>
    public void AskEnterprise(string question, Promises promises, Actor by, DateTimeOffset now) =>
        Ask(CaseMove.AskEnterprise, question, promises, by, now);

    /// <summary>The enterprise supplies what was missing; what was left of the time when it was asked is left now.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.AnswerMissing"/>.</exception>
    public void Supply(string answer, Promises promises, Actor by, DateTimeOffset now, int files = 0) =>
        Answer(CaseMove.Supply, answer, files, promises, by, now);

    /// <summary>The enterprise answers; what was left of the time when it was asked is left now.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.AnswerMissing"/>.</exception>
    public void Answer(string answer, Promises promises, Actor by, DateTimeOffset now, int files = 0) =>
        Answer(CaseMove.Answer, answer, files, promises, by, now);

    private void Ask(CaseMove move, string question, Promises promises, Actor by, DateTimeOffset now)
    {
        var before = move == CaseMove.AskForInfo;
        var role = Demand(move, by);
        Within(question, 1000, CaseRules.QuestionMissing, "text");
        if (before ? AskedBefore : Questions >= 2)
        {
            throw new RuleBroken(CaseRules.AskedOften);
        }

        (AskedBefore, Questions) = before ? (true, Questions) : (AskedBefore, Questions + 1);
        Question = question.Trim();
        Clock(before ? PromiseKind.Accept : PromiseKind.Settle, Id.Value)?.Pause(by, now, "EnterpriseAsked");
        var answer = StartClock(promises, before ? PromiseKind.Supplement : PromiseKind.Answer, by, now, Urgency.Ordinary);
        Status = before ? CaseStatus.NeedsInfo : CaseStatus.WaitingForEnterprise;
        Record(by, role, now, new EnterpriseAsked(Question, answer.DueAt));
        Settle();
    }

    private void Answer(CaseMove move, string answer, int files, Promises promises, Actor by, DateTimeOffset now)
    {
        var before = move == CaseMove.Supply;
        var role = Demand(move, by);
        // A question for pictures is answered by pictures alone.
        if (files == 0 || answer.Characters() > 5000)
        {
            Within(answer, 5000, CaseRules.AnswerMissing, "text");
        }

        StopClock(before ? PromiseKind.Supplement : PromiseKind.Answer, Id.Value, by, now);
        if (before)
        {
            Clock(PromiseKind.Accept, Id.Value)?.Resume(promises, by, now);
            (Status, Question) = (CaseStatus.Submitted, null);
        }
        else
        {
            GoOn(promises, by, now);
        }

        Record(by, role, now, new EnterpriseAnswered(answer.Trim(), DueAt, files));
        Settle();
    }

    /// <summary>Asks for more time: once, at least one working day ahead, not more than the promise itself.</summary>
    /// <exception cref="RuleBroken">A rule of <see cref="CaseRules"/> about extensions.</exception>
    public void AskExtension(WorkingTime more, string reason, Promises promises, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.AskExtension, by);
        Within(reason, 1000, CaseRules.ReasonMissing, "reason");
        if (ExtensionAsked is not null)
        {
            throw new RuleBroken(CaseRules.ExtensionIsAsked);
        }

        DemandExtension(more, promises, now);
        ExtensionAsked = new(more.ToString(), reason.Trim(), by.Id);
        Record(by, role, now, new ExtensionAskedFor(more.Amount, ExtensionAsked.Reason));
        Settle();
    }

    /// <summary>Grants the time that was asked for; the enterprise is told the new date and the reason.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.NoExtensionAsked"/>, or it is too late by now.</exception>
    public void GrantExtension(Promises promises, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.GrantExtension, by);
        var (time, reason, _) = ExtensionAsked ?? throw new RuleBroken(CaseRules.NoExtensionAsked);
        var more = WorkingTime.Parse(time);
        var settle = DemandExtension(more, promises, now);
        settle.Extend(more, promises, by, now, "Granted");
        (DueAt, ExtensionAsked) = (settle.DueAt, null);
        FollowTheCase(promises, by, now);
        Record(by, role, now, new ExtensionGranted(more.Amount, reason, settle.DueAt));
        Settle();
    }

    /// <summary>Refuses the time that was asked for.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.NoExtensionAsked"/>, <see cref="CaseRules.ReasonMissing"/>.</exception>
    public void RefuseExtension(string reason, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.RefuseExtension, by);
        Within(reason, 1000, CaseRules.ReasonMissing, "reason");
        if (ExtensionAsked is null)
        {
            throw new RuleBroken(CaseRules.NoExtensionAsked);
        }

        ExtensionAsked = null;
        Record(by, role, now, new ExtensionRefused(reason.Trim()));
        Settle();
    }

    /// <summary>Lays one of its clocks anew by another policy or calendar version.</summary>
    /// <param name="clock">One of its clocks, not ended.</param>
    /// <param name="rule">A rule of that policy.</param>
    /// <param name="policyVersion">The policy.</param>
    /// <param name="calendarVersion">The version of the clock's calendar.</param>
    /// <param name="promises">All versions.</param>
    /// <param name="by">Who decided it.</param>
    /// <param name="now">When.</param>
    /// <param name="reason">Why, in a code.</param>
    /// <param name="mark">What the clock itself notes as the reason; null for the same.</param>
    public void Rebase(
        PromiseClock clock,
        PromiseRule rule,
        int policyVersion,
        int calendarVersion,
        Promises promises,
        Actor by,
        DateTimeOffset now,
        string reason,
        string? mark = null
    )
    {
        var before = clock.DueAt;
        clock.Rebase(rule, policyVersion, calendarVersion, promises, by, now, mark ?? reason, DueAt);
        if (clock.Kind == PromiseKind.Settle)
        {
            DueAt = clock.DueAt;
            FollowTheCase(promises, by, now);
        }

        if (clock.DueAt != before)
        {
            Record(by, by.Roles[0], now, new PromiseRebased(clock.Kind, before, clock.DueAt, reason));
        }

        SettleClocks();
    }

    // The pause is over, by an answer or because the enterprise let its time run out. Leads follow, since the case's due time has moved.
    private void GoOn(Promises promises, Actor by, DateTimeOffset now)
    {
        if (Clock(PromiseKind.Settle, Id.Value) is { } settle)
        {
            settle.Resume(promises, by, now);
            DueAt = settle.DueAt;
            FollowTheCase(promises, by, now);
        }

        (Status, Question) = (Cycle == 1 ? CaseStatus.InProgress : CaseStatus.Rework, null);
    }

    // The joint limit holds while two departments or more have a part. A department that had checked in and is released later did have one:
    // only who is cancelled before, or was called in error, leaves as if it had never been called.
    private void FollowTheDepartments(Promises promises, Actor by, Role role, DateTimeOffset now)
    {
        TakeOverJointLimit(promises, by, role, now);
        if (
            Clock(PromiseKind.Settle, Id.Value) is not { IsRunning: true } settle
            || promises.PolicyOf(settle.PolicyVersion) is not { } policy
            || policy[settle.RuleCode].Variant != PromiseVariant.Joint
            || Legs.Where(l => l.TookPart).DistinctBy(l => l.DepartmentId).Count() >= 2
            || policy.Find(PromiseKind.Settle, Urgency, Category) is not { } own
            || !settle.FallBack(own, promises, by, now)
        )
        {
            return;
        }

        DueAt = settle.DueAt;
        FollowTheCase(promises, by, now);
        Record(by, role, now, new JointLimitEnded(settle.DueAt, settle.CountedFromAt is not null));
    }

    // With two departments or more the joint limit counts, from the same start: only where it gives more time, and not where a law sets the
    // limit.
    private void TakeOverJointLimit(Promises promises, Actor by, Role role, DateTimeOffset now)
    {
        if (
            Clock(PromiseKind.Settle, Id.Value) is not { IsRunning: true } settle
            || Legs.Where(l => l.HasPart).DistinctBy(l => l.DepartmentId).Count() < 2
            || promises.PolicyOf(settle.PolicyVersion) is not { } policy
            || policy[settle.RuleCode] is not { Variant: PromiseVariant.Usual, Law: null }
            || policy.Find(PromiseKind.Settle, Urgency, Category, PromiseVariant.Joint) is not { } joint
        )
        {
            return;
        }

        if (settle.WouldBe(joint, promises.CalendarOf(settle.CalendarCode, settle.CalendarVersion)).DueAt <= settle.DueAt)
        {
            return;
        }

        settle.Rebase(joint, settle.PolicyVersion, settle.CalendarVersion, promises, by, now, PromiseClock.TookOver);
        DueAt = settle.DueAt;
        Record(by, role, now, new JointLimitTookOver(settle.DueAt));
    }

    // A lead's result is due one working day before the case, so it moves whenever the case's due time does.
    private void FollowTheCase(Promises promises, Actor by, DateTimeOffset now)
    {
        foreach (var lead in _clocks.Where(c => c is { Kind: PromiseKind.LegResult, IsRunning: true }))
        {
            lead.Follow(DueAt!.Value, promises, by, now);
        }
    }

    private ClockOf<Case> DemandExtension(WorkingTime more, Promises promises, DateTimeOffset now)
    {
        var settle = Clock(PromiseKind.Settle, Id.Value) is { IsRunning: true } running
            ? running
            : throw new RuleBroken(CaseRules.MoveOutOfOrder, Status);
        if (settle.Extension is not null)
        {
            throw new RuleBroken(CaseRules.ExtendedBefore);
        }

        var calendar = promises.CalendarOf(settle.CalendarCode, settle.CalendarVersion);
        var limit = promises.PolicyOf(settle.PolicyVersion)[settle.RuleCode].Limit;
        if (
            more.Amount < 1
            || more.Unit != TimeUnit.WorkingDays
            || calendar.Add(settle.StartedAt, more).At > calendar.Add(settle.StartedAt, limit).At
        )
        {
            throw new RuleBroken(CaseRules.ExtensionTooLong) { Field = "days" };
        }

        return now <= ExtendUntil(settle, promises) ? settle : throw new RuleBroken(CaseRules.ExtensionTooLate);
    }

    private static DateTimeOffset ExtendUntil(PromiseClock settle, Promises promises) =>
        promises.CalendarOf(settle.CalendarCode, settle.CalendarVersion).Subtract(settle.DueAt, WorkingTime.Days(1)).At;
}
