using Commissioner.Domain.Calendars;
using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Financing;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using Commissioner.Domain.Remedies;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Undertakings;

namespace Commissioner.Domain.Clocks;

/// <summary>
/// The clock of one promise: one row per subject, kind and cycle, pinned to the policy and the calendar that it was made by. What it says
/// follows from its start, its rule, its pauses and its extension alone. <see cref="NextFireAt"/> is when the sweep has something to raise;
/// it is set exactly while the clock is <see cref="ClockState.Running"/>.
/// </summary>
public class PromiseClock
{
    /// <summary>The reason of an event: the own limit holds again, from the start.</summary>
    public const string FellBack = "OneDepartment";

    /// <summary>The reason of an event: the own limit holds again, from that instant.</summary>
    public const string FellBackFromNow = "OneDepartmentFromNow";

    /// <summary>The reason of an event: the limit of several departments took over.</summary>
    public const string TookOver = "SecondDepartment";

    private readonly List<ClockEvent> _events = [];

    private protected PromiseClock() { }

    public Id<PromiseClock> Id { get; private set; }

    /// <summary>What kind of thing it is of.</summary>
    public OwnerKind OwnerKind { get; private protected set; }

    /// <summary>What it is of.</summary>
    public virtual Owner Owner => new(OwnerKind, null);

    /// <summary>The case that it is of; null for anything else's.</summary>
    public Id<Case>? OfCase => (this as ClockOf<Case>)?.OwnerId;

    /// <summary>The case, the leg, the replacement, the call-back or the poor rating that owes.</summary>
    public Guid SubjectId { get; private set; }

    public PromiseKind Kind { get; private set; }

    /// <summary>1 the first time that the subject owes this kind of promise, and one more each time that it owes it anew.</summary>
    public int Cycle { get; private set; }

    /// <summary>Whether it runs, stands still, has nothing left to raise, or has ended.</summary>
    public ClockState State { get; private set; }

    /// <summary>When its time began, UTC.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>The last instant in time, UTC; while it is paused, as it was when the pause began.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>From when it is amber, UTC.</summary>
    public DateTimeOffset AmberAt { get; private set; }

    /// <summary>False when the due time lies beyond the calendar's last announced year.</summary>
    public bool Assured { get; private set; }

    /// <summary>
    /// 1, and one more each time that its due time is set anew. Levels are unique by revision, so that what the new time calls for can be
    /// raised again.
    /// </summary>
    public int Revision { get; private set; } = 1;

    /// <summary>What has been raised last.</summary>
    public PromiseLevel Level { get; private set; }

    /// <summary>When the sweep has something to raise, UTC; null when it has not.</summary>
    public DateTimeOffset? NextFireAt { get; private set; }

    /// <summary>When the present pause began, UTC; null while it runs.</summary>
    public DateTimeOffset? PausedAt { get; private set; }

    /// <summary>The pauses that are over, in order.</summary>
    public IReadOnlyList<Pause> Pauses { get; private set; } = [];

    /// <summary>More time that was granted; null for none.</summary>
    public WorkingTime? Extension { get; private set; }

    /// <summary>
    /// From when its limit counts, UTC, where a shorter limit holds again that would have been over at once; null for its start.
    /// </summary>
    public DateTimeOffset? CountedFromAt { get; private set; }

    /// <summary>The limit of what it is of, in the place of its rule's; null where the rule's counts.</summary>
    public WorkingTime? OwnLimit { get; private set; }

    /// <summary>Due on a date that was decided for it: neither the case nor another limit moves it.</summary>
    public bool Dated { get; private set; }

    /// <summary>When it ended, UTC; null while it runs.</summary>
    public DateTimeOffset? StoppedAt { get; private set; }

    /// <summary>How it ended; null while it runs.</summary>
    public PromiseResult? Result { get; private set; }

    /// <summary>The policy that it is pinned to.</summary>
    public int PolicyVersion { get; private set; }

    /// <summary>The limit of that policy.</summary>
    public string RuleCode { get; private set; } = "";

    /// <summary>The calendar that it is pinned to.</summary>
    public string CalendarCode { get; private set; } = "";

    public int CalendarVersion { get; private set; }

    /// <summary>The number of its last event, 0 without any.</summary>
    public int LastSeq { get; private set; }

    /// <summary>What happened to it: all of it where it was loaded with them, else what happened since.</summary>
    public IReadOnlyList<ClockEvent> Events => _events;

    /// <summary>It has not ended; a paused clock counts as running, too.</summary>
    public bool IsRunning => StoppedAt is null;

    /// <summary>Starts a case's clock.</summary>
    public static ClockOf<Case> Start(Promise promise, Id<Case> @case, Guid subject, int cycle, Actor by) =>
        Begin(new ClockOf<Case>(OwnerKind.Case, @case), promise, subject, cycle, by);

    /// <summary>Starts a replacement's clock.</summary>
    public static ClockOf<Replacement> Start(Promise promise, Id<Replacement> replacement, Actor by, int cycle = 1) =>
        Begin(new ClockOf<Replacement>(OwnerKind.Replacement, replacement), promise, replacement.Value, cycle, by);

    /// <summary>Starts a call-back's clock. It is never a case's: the one rated would read of it there.</summary>
    public static ClockOf<CallbackTask> Start(Promise promise, Id<CallbackTask> callback, Actor by) =>
        Begin(new ClockOf<CallbackTask>(OwnerKind.Callback, callback), promise, callback.Value, 1, by);

    /// <summary>Starts a poor rating's clock. It is never a case's: the one rated would read of it there.</summary>
    public static ClockOf<PoorRating> Start(Promise promise, Id<PoorRating> poor, Actor by) =>
        Begin(new ClockOf<PoorRating>(OwnerKind.PoorRating, poor), promise, poor.Value, 1, by);

    /// <summary>Starts the clock of an undertaking's node.</summary>
    public static ClockOf<Undertaking> Start(Promise promise, Id<Undertaking> undertaking, Guid node, int cycle, Actor by) =>
        Begin(new ClockOf<Undertaking>(OwnerKind.Undertaking, undertaking), promise, node, cycle, by);

    /// <summary>Starts a remedy's clock.</summary>
    public static ClockOf<Remedy> Start(Promise promise, Id<Remedy> remedy, int cycle, Actor by) =>
        Begin(new ClockOf<Remedy>(OwnerKind.Remedy, remedy), promise, remedy.Value, cycle, by);

    /// <summary>Starts the clock of an introduction's follow-up.</summary>
    public static ClockOf<Introduction> Start(Promise promise, Id<Introduction> introduction, Actor by) =>
        Begin(new ClockOf<Introduction>(OwnerKind.Introduction, introduction), promise, introduction.Value, 1, by);

    /// <summary>Starts the clock of what a bank was shown.</summary>
    public static ClockOf<FinancingPush> Start(Promise promise, Id<FinancingPush> push, int cycle, Actor by) =>
        Begin(new ClockOf<FinancingPush>(OwnerKind.Financing, push), promise, push.Value, cycle, by);

    /// <summary>Starts a canary: nobody's promise, whose raising proves that the sweep works.</summary>
    public static PromiseClock Prove(Promise promise, Guid subject, int cycle) =>
        Begin(new PromiseClock(), promise, subject, cycle, Actor.System);

    /// <summary>
    /// Amber or red at this instant. The due instant itself is still in time. A paused clock is as late as it was when the pause began.
    /// </summary>
    public Alarm AlarmAt(DateTimeOffset now)
    {
        var at = PausedAt ?? now;
        return !IsRunning ? Alarm.None
            : at > DueAt ? Alarm.Red
            : at >= AmberAt ? Alarm.Amber
            : Alarm.None;
    }

    /// <summary>Ends it by what somebody did. What the system writes by itself never ends a promise as kept.</summary>
    /// <exception cref="InvalidOperationException">The system would stop it.</exception>
    public void Stop(Actor by, DateTimeOffset at)
    {
        DemandPerson(by);
        End(by, at, (PausedAt ?? at) <= DueAt ? PromiseResult.Met : PromiseResult.Late, ClockEventKind.Stopped);
    }

    /// <summary>Ends it without a result: it is no longer owed.</summary>
    public void Cancel(Actor by, DateTimeOffset at) => End(by, at, PromiseResult.Cancelled, ClockEventKind.Cancelled);

    /// <summary>Ends it by itself: its time is over and the system acts.</summary>
    public void Lapse(DateTimeOffset at) => End(Actor.System, at, PromiseResult.Lapsed, ClockEventKind.Lapsed);

    /// <summary>Runs on after what stopped it was sent back; the due time stays, what was raised stays raised.</summary>
    public void RunOn(Promises promises, Actor by, DateTimeOffset at)
    {
        (StoppedAt, Result) = (null, null);
        Note(ClockEventKind.RanOn, by, at);
        Await(promises);
    }

    /// <summary>Stands still from here on, for a reason that somebody gave.</summary>
    /// <exception cref="InvalidOperationException">The system would pause it.</exception>
    public void Pause(Actor by, DateTimeOffset at, string reason)
    {
        DemandPerson(by);
        if (State is ClockState.Stopped or ClockState.Paused)
        {
            return;
        }

        (State, PausedAt, NextFireAt) = (ClockState.Paused, at, null);
        Note(ClockEventKind.Paused, by, at, reason);
    }

    /// <summary>Runs again: what was left when the pause began is left now. What was late stays as late.</summary>
    public void Resume(Promises promises, Actor by, DateTimeOffset at)
    {
        if (State != ClockState.Paused)
        {
            return;
        }

        Pauses = [.. Pauses, new(PausedAt!.Value, at)];
        PausedAt = null;
        Relay(promises);
        Note(ClockEventKind.Resumed, by, at);
        Await(promises);
    }

    /// <summary>Grants more time, once; what the new due time calls for is raised anew.</summary>
    public void Extend(WorkingTime more, Promises promises, Actor by, DateTimeOffset at, string reason)
    {
        Extension = more;
        Relay(promises);
        Note(ClockEventKind.Extended, by, at, reason, more);
        Revise(promises, at);
    }

    /// <summary>Counts by another limit of what it is of from here on, since its start; pauses stay.</summary>
    public void Limit(WorkingTime limit, Promises promises, Actor by, DateTimeOffset at, string reason)
    {
        OwnLimit = limit;
        Relay(promises);
        Note(ClockEventKind.Rebased, by, at, reason, limit);
        Revise(promises, at);
    }

    /// <summary>Lays it anew by another rule, policy or calendar; pauses and extension stay. What still holds stays raised.</summary>
    /// <param name="rule">A rule of that policy.</param>
    /// <param name="policyVersion">The policy to be pinned to.</param>
    /// <param name="calendarVersion">The version of its calendar to be pinned to.</param>
    /// <param name="promises">All versions.</param>
    /// <param name="by">Who decided it.</param>
    /// <param name="at">When.</param>
    /// <param name="reason">Why, in a code.</param>
    /// <param name="caseDueAt">When the case is due, for a lead's; null leaves its due time.</param>
    public void Rebase(
        PromiseRule rule,
        int policyVersion,
        int calendarVersion,
        Promises promises,
        Actor by,
        DateTimeOffset at,
        string reason,
        DateTimeOffset? caseDueAt = null
    )
    {
        (RuleCode, PolicyVersion, CalendarVersion) = (rule.Code, policyVersion, calendarVersion);
        CountedFromAt = CountedFrom(rule);
        if (Dated)
        {
            AmberAt = Promises.LayOn(rule, promises.CalendarOf(CalendarCode, CalendarVersion), DueAt, StartedAt).AmberAt;
        }
        else if (rule.Variant != PromiseVariant.Lead)
        {
            Relay(promises);
        }
        else if (caseDueAt is { } due)
        {
            (DueAt, AmberAt, Assured) = WouldBe(rule, promises.CalendarOf(CalendarCode, CalendarVersion), due);
        }

        Note(ClockEventKind.Rebased, by, at, reason);
        Revise(promises, at);
    }

    /// <summary>Moves a lead's due time with the case's.</summary>
    public void Follow(DateTimeOffset caseDueAt, Promises promises, Actor by, DateTimeOffset at)
    {
        var rule = promises.PolicyOf(PolicyVersion)[RuleCode];
        if (rule.Variant != PromiseVariant.Lead || Dated || !IsRunning)
        {
            return;
        }

        (DueAt, AmberAt, Assured) = Promises.LayForLead(rule, promises.CalendarOf(CalendarCode, CalendarVersion), caseDueAt, StartedAt);
        Note(ClockEventKind.Rebased, by, at, "CaseMoved");
        Revise(promises, at);
    }

    /// <summary>
    /// Goes back to a shorter limit, counted from the start; where that would be over already, from now on. It never comes later than it
    /// was due.
    /// </summary>
    /// <returns>Whether it is due sooner now.</returns>
    public bool FallBack(PromiseRule rule, Promises promises, Actor by, DateTimeOffset at)
    {
        var calendar = promises.CalendarOf(CalendarCode, CalendarVersion);
        var now = PausedAt ?? at;
        var laid = Promises.Lay(rule, calendar, StartedAt, Extension, Pauses);
        var anew = laid.DueAt <= now;
        laid = anew ? Promises.Lay(rule, calendar, now, Extension) : laid;
        if (laid.DueAt >= DueAt)
        {
            return false;
        }

        (RuleCode, CountedFromAt) = (rule.Code, anew ? now : null);
        (DueAt, AmberAt, Assured) = laid;
        Note(ClockEventKind.Rebased, by, at, anew ? FellBackFromNow : FellBack);
        Revise(promises, at);
        return true;
    }

    /// <summary>Is due on a date that was decided from here on.</summary>
    public void Date(DateTimeOffset dueAt, Promises promises, Actor by, DateTimeOffset at)
    {
        var (policy, calendar) = (promises.PolicyOf(PolicyVersion), promises.CalendarOf(CalendarCode, CalendarVersion));
        var rule = policy.Find(Kind, Cases.Urgency.Ordinary, variant: PromiseVariant.Lead)!;
        (Dated, RuleCode) = (true, rule.Code);
        (DueAt, AmberAt, Assured) = Promises.LayOn(rule, calendar, dueAt, StartedAt);
        Note(ClockEventKind.Rebased, by, at, "Decided");
        Revise(promises, at);
    }

    /// <summary>Where it would be due by another rule or calendar, pauses and extension kept: for what-if, nothing changes.</summary>
    public Laid WouldBe(PromiseRule rule, WorkingCalendar calendar) =>
        Dated || rule.Variant == PromiseVariant.Lead ? new(DueAt, AmberAt, Assured) : LaidBy(rule, calendar, Extension);

    /// <summary>When it would be due if it went on at this instant; as it is while it runs.</summary>
    public DateTimeOffset IfItWentOn(DateTimeOffset at, Promises promises)
    {
        if (PausedAt is not { } since || Dated)
        {
            return DueAt;
        }

        var rule = promises.PolicyOf(PolicyVersion)[RuleCode];
        return Promises
            .Lay(
                OwnLimit is { } own ? rule with { Limit = own } : rule,
                promises.CalendarOf(CalendarCode, CalendarVersion),
                StartedAt,
                Extension,
                [.. Pauses, new(since, at)]
            )
            .DueAt;
    }

    /// <summary>When it would be due had no more time been granted, UTC.</summary>
    public DateTimeOffset UnextendedDueAt(Promises promises) =>
        LaidBy(promises.PolicyOf(PolicyVersion)[RuleCode], promises.CalendarOf(CalendarCode, CalendarVersion), null).DueAt;

    /// <summary>The same, of a case that is due at this instant: a lead's follows it.</summary>
    public Laid WouldBe(PromiseRule rule, WorkingCalendar calendar, DateTimeOffset? caseDueAt) =>
        !Dated && rule.Variant == PromiseVariant.Lead && caseDueAt is { } due
            ? Promises.LayForLead(rule, calendar, due, StartedAt)
            : WouldBe(rule, calendar);

    /// <summary>Raises what is due at this instant, lowest first; empty when nothing is. Never early, each level once a revision.</summary>
    public IReadOnlyList<Step> Fire(Promises promises, DateTimeOffset now)
    {
        if (State != ClockState.Running)
        {
            return [];
        }

        var ladder = promises.Ladder(this);
        var raised = ladder.Skip(Raised(ladder)).TakeWhile(s => s.IsDue(now)).ToList();
        if (raised.Count > 0)
        {
            Level = raised[^1].Level;
        }

        Await(ladder);
        return raised;
    }

    /// <summary>
    /// Rebuilds the clock from its events, to compare it with what is stored. The raised level is no event and is taken over as it is. Whose it is does not follow
    /// from events and is left out.
    /// </summary>
    public PromiseClock Replay(IReadOnlyList<ClockEvent> events, Promises promises)
    {
        var clock = new PromiseClock
        {
            Id = Id,
            OwnerKind = OwnerKind,
            SubjectId = SubjectId,
            Kind = Kind,
            Cycle = Cycle,
            CalendarCode = CalendarCode,
            Dated = Dated,
        };
        foreach (var e in events)
        {
            switch (e.Kind)
            {
                case ClockEventKind.Started:
                    (clock.StartedAt, clock.RuleCode, clock.PolicyVersion, clock.CalendarVersion) = (
                        e.At,
                        e.RuleCode,
                        e.PolicyVersion,
                        e.CalendarVersion
                    );
                    clock.OwnLimit = e.Time;
                    break;
                case ClockEventKind.Paused:
                    clock.PausedAt = e.At;
                    break;
                case ClockEventKind.Resumed:
                    (clock.Pauses, clock.PausedAt) = ([.. clock.Pauses, new(clock.PausedAt!.Value, e.At)], null);
                    break;
                case ClockEventKind.Stopped:
                    (clock.StoppedAt, clock.Result) = (
                        e.At,
                        (clock.PausedAt ?? e.At) <= clock.DueAt ? PromiseResult.Met : PromiseResult.Late
                    );
                    break;
                case ClockEventKind.Cancelled:
                    (clock.StoppedAt, clock.Result) = (e.At, PromiseResult.Cancelled);
                    break;
                case ClockEventKind.Lapsed:
                    (clock.StoppedAt, clock.Result) = (e.At, PromiseResult.Lapsed);
                    break;
                case ClockEventKind.RanOn:
                    (clock.StoppedAt, clock.Result) = (null, null);
                    break;
                case ClockEventKind.Extended:
                    (clock.Extension, clock.Revision) = (e.Time, clock.Revision + 1);
                    break;
                case ClockEventKind.Rebased:
                    (clock.RuleCode, clock.PolicyVersion, clock.CalendarVersion, clock.Revision) = (
                        e.RuleCode,
                        e.PolicyVersion,
                        e.CalendarVersion,
                        clock.Revision + 1
                    );
                    clock.OwnLimit = e.Time ?? clock.OwnLimit;
                    clock.CountedFromAt = e.Reason switch
                    {
                        FellBackFromNow => clock.PausedAt ?? e.At,
                        FellBack => null,
                        _ => clock.CountedFrom(promises.PolicyOf(e.PolicyVersion)[e.RuleCode]),
                    };
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(events), e.Kind, "No such event.");
            }

            if (Dated || promises.PolicyOf(clock.PolicyVersion)[clock.RuleCode].Variant == PromiseVariant.Lead)
            {
                // A lead's due time follows the case's and a decided date follows from no rule: neither can be computed here, so the
                // event's own due time is taken.
                (clock.DueAt, clock.AmberAt, clock.Assured) = (e.DueAt, AmberAt, Assured);
            }
            else
            {
                clock.Relay(promises);
            }

            clock.LastSeq = e.Seq;
        }

        clock.Level = Level;
        if (clock.StoppedAt is not null)
        {
            clock.State = ClockState.Stopped;
        }
        else if (clock.PausedAt is not null)
        {
            clock.State = ClockState.Paused;
        }
        else
        {
            clock.Await(promises);
        }

        return clock;
    }

    private static T Begin<T>(T clock, Promise promise, Guid subject, int cycle, Actor by)
        where T : PromiseClock
    {
        PromiseClock its = clock;
        its.Id = Id<PromiseClock>.New(promise.StartedAt);
        (its.SubjectId, its.Kind, its.Cycle) = (subject, promise.Kind, cycle);
        (its.StartedAt, its.DueAt, its.AmberAt, its.NextFireAt) = (promise.StartedAt, promise.DueAt, promise.AmberAt, promise.FirstFireAt);
        (its.Assured, its.Dated, its.OwnLimit) = (promise.Assured, promise.Dated, promise.OwnLimit);
        (its.PolicyVersion, its.RuleCode) = (promise.PolicyVersion, promise.Rule.Code);
        (its.CalendarCode, its.CalendarVersion) = (promise.CalendarCode, promise.CalendarVersion);
        its.Note(ClockEventKind.Started, by, promise.StartedAt, time: promise.OwnLimit);
        return clock;
    }

    private static void DemandPerson(Actor by)
    {
        if (by.Is(Role.System))
        {
            throw new InvalidOperationException("What the system writes by itself neither stops nor pauses a clock.");
        }
    }

    // How many rungs have been raised: Level names the last one. None, where the ladder has no such rung or nothing was raised.
    private int Raised(IReadOnlyList<Step> ladder)
    {
        for (var i = ladder.Count - 1; i >= 0; i--)
        {
            if (ladder[i].Level == Level)
            {
                return i + 1;
            }
        }

        return 0;
    }

    private void Relay(Promises promises) =>
        (DueAt, AmberAt, Assured) = LaidBy(
            promises.PolicyOf(PolicyVersion)[RuleCode],
            promises.CalendarOf(CalendarCode, CalendarVersion),
            Extension
        );

    private Laid LaidBy(PromiseRule rule, WorkingCalendar calendar, WorkingTime? extension)
    {
        var its = OwnLimit is { } own ? rule with { Limit = own } : rule;
        return CountedFrom(rule) is { } from
            ? Promises.Lay(its, calendar, from, extension, [.. Pauses.Where(p => p.From >= from)])
            : Promises.Lay(its, calendar, StartedAt, extension, Pauses);
    }

    // The limit of several departments always counts from the start.
    private DateTimeOffset? CountedFrom(PromiseRule rule) => rule.Variant == PromiseVariant.Joint ? null : CountedFromAt;

    private void Await(Promises promises)
    {
        if (StoppedAt is null && PausedAt is null)
        {
            Await(promises.Ladder(this));
        }
    }

    private void Await(IReadOnlyList<Step> ladder)
    {
        NextFireAt = ladder.Skip(Raised(ladder)).FirstOrDefault()?.At;
        State = NextFireAt is null ? ClockState.Spent : ClockState.Running;
    }

    // Level falls back to the last rung that is due under the new time: that one is not raised twice, and those after it may be raised
    // again.
    private void Revise(Promises promises, DateTimeOffset now)
    {
        Revision++;
        var ladder = promises.Ladder(this);
        Level = ladder.Take(Raised(ladder)).LastOrDefault(s => s.IsDue(now))?.Level ?? PromiseLevel.Quiet;
        if (StoppedAt is null && PausedAt is null)
        {
            Await(ladder);
        }
    }

    private void End(Actor by, DateTimeOffset at, PromiseResult result, ClockEventKind kind)
    {
        if (!IsRunning)
        {
            return;
        }

        (State, StoppedAt, Result, NextFireAt) = (ClockState.Stopped, at, result, null);
        Note(kind, by, at);
    }

    private void Note(ClockEventKind kind, Actor by, DateTimeOffset at, string? reason = null, WorkingTime? time = null) =>
        _events.Add(
            new ClockEvent
            {
                ClockId = Id,
                Seq = ++LastSeq,
                At = at,
                Kind = kind,
                ById = by.Id,
                As = by.Roles.Count > 0 ? by.Roles[0] : Role.System,
                Reason = reason,
                Time = time,
                DueAt = DueAt,
                RuleCode = RuleCode,
                PolicyVersion = PolicyVersion,
                CalendarVersion = CalendarVersion,
            }
        );
}
