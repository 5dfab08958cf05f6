using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Whistles;

/// <summary>Where a leg stands.</summary>
public enum LegStatus
{
    /// <summary>Called, check-in owed 待报到.</summary>
    Called,

    /// <summary>Says that it was called in error; a ruling is owed 已提异议.</summary>
    Objected,

    /// <summary>Checked in, result owed 已报到.</summary>
    CheckedIn,

    /// <summary>Reported, approval owed 已反馈.</summary>
    Reported,

    /// <summary>Approved 已完成.</summary>
    Done,

    /// <summary>No longer asked for 已取消.</summary>
    Cancelled,

    /// <summary>Was called in error; another department is called 已改派.</summary>
    Reassigned,
}

/// <summary>Who deals with a leg, and what it will do first.</summary>
/// <param name="HandlerName">One person, by name.</param>
/// <param name="HandlerPhone">By which it is reached: <see cref="ContactWays"/>.</param>
/// <param name="FirstStep">What it will do first.</param>
/// <param name="FirstStepAt">When, UTC.</param>
public sealed record CheckInCard(string HandlerName, string HandlerPhone, string FirstStep, DateTimeOffset FirstStepAt);

/// <summary>One called department's part of a whistle: the state lives here.</summary>
public sealed class Leg
{
    /// <summary>For so long after the approval the two sides may judge each other, in working time.</summary>
    public static readonly WorkingTime JudgeWithin = WorkingTime.Days(5);

    /// <summary>For so long after the call a department may object: 1 working day, 30 minutes on the wall in an emergency.</summary>
    public static WorkingTime ObjectWithin(Urgency urgency) =>
        urgency == Urgency.Emergency ? WorkingTime.WallMinutes(30) : WorkingTime.Days(1);

    private Leg() { }

    public Id<Leg> Id { get; private set; }

    public Id<Whistle> WhistleId { get; private set; }

    public Id<Case> CaseId { get; private set; }

    /// <summary>The called department.</summary>
    public Id<Department> DepartmentId { get; private set; }

    /// <summary>Leads 主办, or assists 协办.</summary>
    public bool IsLead { get; private set; }

    public LegStatus Status { get; private set; }

    /// <summary>1 the liaison, 2 head and leader in charge, 3 joint meeting.</summary>
    public int Level { get; private set; } = 1;

    /// <summary>
    /// When what is owed on it now is due, UTC: the check-in, the ruling, then the result; null when nothing is. A copy of the running
    /// clock, so that a department's inbox is sorted without reading clocks.
    /// </summary>
    public DateTimeOffset? NextDueAt { get; private set; }

    /// <summary>When it was called, UTC.</summary>
    public DateTimeOffset CalledAt { get; private set; }

    /// <summary>When it checked in, UTC.</summary>
    public DateTimeOffset? CheckedInAt { get; private set; }

    /// <summary>Who deals with it.</summary>
    public string? HandlerName { get; private set; }

    /// <summary>By which the handler is reached: <see cref="ContactWays"/>.</summary>
    public string? HandlerPhone { get; private set; }

    /// <summary>What it does first.</summary>
    public string? FirstStep { get; private set; }

    /// <summary>When it does it, UTC.</summary>
    public DateTimeOffset? FirstStepAt { get; private set; }

    /// <summary>What it reported; null until then.</summary>
    public FourElements? Result { get; private set; }

    /// <summary>When it reported, UTC.</summary>
    public DateTimeOffset? ReportedAt { get; private set; }

    /// <summary>How often its report was sent back.</summary>
    public int Returns { get; private set; }

    /// <summary>When its report was approved, UTC.</summary>
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Why it says that it was called in error; null when it never did.</summary>
    public Objection? Objection { get; private set; }

    /// <summary>What became of that; null until it is ruled on.</summary>
    public Ruling? Ruling { get; private set; }

    /// <summary>The leg that it was called instead of; null for one that was called first.</summary>
    public Id<Leg>? InsteadOfId { get; private set; }

    /// <summary>The conference that decided it; null for none.</summary>
    public Id<Conference>? ConferenceId { get; private set; }

    /// <summary>What that conference decided for it.</summary>
    public string? Decision { get; private set; }

    /// <summary>Until when the conference wants it done, UTC.</summary>
    public DateTimeOffset? DecidedDueAt { get; private set; }

    /// <summary>What it last said of its lateness.</summary>
    public InterimReport? Interim { get; private set; }

    /// <summary>That its head stands behind its report, where it leads.</summary>
    public HeadConsent? HeadConsent { get; private set; }

    /// <summary>That it came to the meeting on site.</summary>
    public Arrival? Arrival { get; private set; }

    /// <summary>What the commissioner thinks of it; sealed until <see cref="IsUnsealed"/>.</summary>
    public Judgement? OfLeg { get; private set; }

    /// <summary>What it thinks of the whistle; sealed until <see cref="IsUnsealed"/>.</summary>
    public Judgement? OfWhistle { get; private set; }

    /// <summary>A leg that was cancelled or passed on: it takes the sight of the case with it.</summary>
    public static readonly IReadOnlyList<LegStatus> Gone = [LegStatus.Cancelled, LegStatus.Reassigned];

    /// <summary>Something is still owed.</summary>
    public bool IsOpen => Status is not (LegStatus.Done or LegStatus.Cancelled or LegStatus.Reassigned);

    /// <summary>It has, or had, a part in the matter: it was not cancelled and not called in error.</summary>
    public bool HasPart => Status is not (LegStatus.Cancelled or LegStatus.Reassigned);

    /// <summary>It is rated: it has a part, or had one when it was released. Who was cancelled before it checked in had none.</summary>
    public bool TookPart => HasPart || CheckedInAt is not null;

    /// <summary>It may not object: it has objected before, or a conference decided that it takes part.</summary>
    public bool IsFinal => Objection is not null || ConferenceId is not null;

    /// <summary>A conference is to decide what becomes of its objection.</summary>
    public bool IsConferred => Status == LegStatus.Objected && Ruling is { Decision: RulingDecision.Confer };

    /// <summary>It has reported and its head has not consented yet.</summary>
    public bool AwaitsHead => Status == LegStatus.CheckedIn && WaitsForHead;

    /// <summary>A report of it lies with its head.</summary>
    public bool WaitsForHead { get; private set; }

    /// <summary>Both sides have judged each other, or may no longer.</summary>
    public bool IsUnsealed(WorkingCalendar calendar, DateTimeOffset now) =>
        (OfLeg is not null && OfWhistle is not null) || now > JudgeUntil(calendar);

    /// <summary>Until when the two sides may judge each other, UTC; null while it is not done.</summary>
    public DateTimeOffset? JudgeUntil(WorkingCalendar calendar) => DoneAt is { } done ? calendar.Add(done, JudgeWithin).At : null;

    internal static Leg Call(Whistle whistle, Id<Department> department, bool lead, DateTimeOffset now, Id<Leg>? insteadOf = null) =>
        new()
        {
            Id = Id<Leg>.New(now),
            WhistleId = whistle.Id,
            CaseId = whistle.CaseId,
            DepartmentId = department,
            IsLead = lead,
            CalledAt = now,
            InsteadOfId = insteadOf,
        };

    internal void CheckIn(CheckInCard card, DateTimeOffset now)
    {
        Demand(LegStatus.Called);
        if (string.IsNullOrWhiteSpace(card.HandlerName) || card.HandlerName.Characters() > 40)
        {
            throw new RuleBroken(WhistleRules.HandlerMissing) { Field = "handlerName" };
        }

        var ways = ContactWays.Demanded(card.HandlerPhone, "handlerPhone");

        if (string.IsNullOrWhiteSpace(card.FirstStep) || card.FirstStep.Characters() > 500)
        {
            throw new RuleBroken(WhistleRules.FirstStepMissing) { Field = "firstStep" };
        }

        // A first step may have been taken on the way to checking in, but not before the call. People write times to the minute, so the
        // minute of the call itself counts as after it.
        if (card.FirstStepAt <= CalledAt.AddMinutes(-1))
        {
            throw new RuleBroken(WhistleRules.FirstStepMissing) { Field = "firstStepAt" };
        }

        Status = LegStatus.CheckedIn;
        CheckedInAt = now;
        HandlerName = card.HandlerName.Trim();
        HandlerPhone = ways.ToString();
        FirstStep = card.FirstStep.Trim();
        FirstStepAt = card.FirstStepAt;
    }

    internal void GoOnWith(Id<Department> successor) => DepartmentId = successor;

    internal void HandOver(string handlerName, string handlerPhone)
    {
        if (Status is not (LegStatus.CheckedIn or LegStatus.Reported))
        {
            throw new RuleBroken(WhistleRules.LegOutOfOrder);
        }

        if (string.IsNullOrWhiteSpace(handlerName) || handlerName.Characters() > 40)
        {
            throw new RuleBroken(WhistleRules.HandlerMissing) { Field = "handlerName" };
        }

        (HandlerName, HandlerPhone) = (handlerName.Trim(), ContactWays.Demanded(handlerPhone, "handlerPhone").ToString());
    }

    internal void Object(Objection objection, DateTimeOffset lastAt)
    {
        Demand(LegStatus.Called);
        if (IsFinal)
        {
            throw new RuleBroken(WhistleRules.ObjectedBefore);
        }

        if (objection.At > lastAt)
        {
            throw new RuleBroken(WhistleRules.ObjectedTooLate);
        }

        (Status, Objection) = (LegStatus.Objected, objection);
    }

    internal void Rule(Ruling ruling)
    {
        Demand(LegStatus.Objected);
        if (Ruling is not null)
        {
            throw new RuleBroken(WhistleRules.ConferenceDecides);
        }

        if (Objection!.ById == ruling.ById)
        {
            throw new RuleBroken(WhistleRules.ObjectorRules);
        }

        Ruling = ruling;
        Status = ruling.Decision switch
        {
            RulingDecision.Keep => LegStatus.Called,
            RulingDecision.Reassign => LegStatus.Reassigned,
            _ => LegStatus.Objected,
        };
    }

    internal void Decide(Id<Conference> conference, string text, DateTimeOffset dueAt)
    {
        Status = Status == LegStatus.Objected ? LegStatus.Called : Status;
        (ConferenceId, Decision, DecidedDueAt) = (conference, text.Trim(), dueAt);
    }

    internal void GiveUp() => Status = LegStatus.Reassigned;

    internal void Owe(DateTimeOffset? dueAt) => NextDueAt = dueAt;

    internal void Lead(bool leads) => IsLead = leads;

    internal void LeadInsteadOf(Id<Leg> leg) => (IsLead, InsteadOfId) = (true, leg);

    // A lead's report counts when its head stands behind it; until then it lies with the head and the leg's clock runs on.
    internal void Report(FourElements result, HeadConsent? consent, DateTimeOffset now)
    {
        Demand(LegStatus.CheckedIn);
        (Result, HeadConsent, WaitsForHead) = (result.Check(now), consent, IsLead && consent is null);
        if (!WaitsForHead)
        {
            (Status, ReportedAt) = (LegStatus.Reported, now);
        }
    }

    internal void ConsentAsHead(HeadConsent consent)
    {
        if (!AwaitsHead)
        {
            throw new RuleBroken(WhistleRules.NothingForHead);
        }

        (Status, ReportedAt, HeadConsent, WaitsForHead) = (LegStatus.Reported, consent.At, consent, false);
    }

    internal void Say(InterimReport interim)
    {
        Demand(LegStatus.CheckedIn);
        Interim = interim;
    }

    internal void Arrive(Arrival arrival) => Arrival = arrival;

    internal void JudgeLeg(Judgement judgement) => OfLeg = judgement;

    internal void JudgeWhistle(Judgement judgement) => OfWhistle = judgement;

    internal void Approve(DateTimeOffset now)
    {
        Demand(LegStatus.Reported);
        (Status, DoneAt) = (LegStatus.Done, now);
    }

    // Sends the report back. True from the second return on, when the leg goes one level up each time.
    internal bool Return()
    {
        Demand(LegStatus.Reported);
        (Status, ReportedAt, HeadConsent) = (LegStatus.CheckedIn, null, null);
        return ++Returns >= 2;
    }

    internal void Cancel() => Status = LegStatus.Cancelled;

    internal bool Raise(int to)
    {
        var before = Level;
        Level = Math.Clamp(to, Level, 3);
        return Level > before;
    }

    private void Demand(LegStatus status)
    {
        if (Status != status)
        {
            throw new RuleBroken(WhistleRules.LegOutOfOrder, Status);
        }
    }
}
