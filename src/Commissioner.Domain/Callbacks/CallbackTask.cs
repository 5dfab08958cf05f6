using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;

namespace Commissioner.Domain.Callbacks;

/// <summary>
/// A call-back that is owed to an enterprise 回访: made by somebody with no part in the case, in the enterprise's own words.
/// </summary>
public sealed class CallbackTask : Aggregate
{
    /// <summary>After so many calls in vain, on different half-days, it ends as not reached.</summary>
    public const int MostAttempts = 3;

    private readonly List<CallbackAttempt> _attempts = [];
    private readonly List<ClockOf<CallbackTask>> _clocks = [];

    private CallbackTask() { }

    public Id<CallbackTask> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid TimelineKey => Id.Value;

    /// <summary>Why it is owed.</summary>
    public CallbackReason Reason { get; private set; }

    /// <summary>Who is called back.</summary>
    public Id<Enterprise> EnterpriseId { get; private set; }

    /// <summary>The case that it is about; null where it is about no one case.</summary>
    public Id<Case>? CaseId { get; private set; }

    /// <summary>The case's cycle when it was opened; null where it is about no one case.</summary>
    public int? Cycle { get; private set; }

    /// <summary>The replacement that it looks after; null for any other reason.</summary>
    public Id<Replacement>? ReplacementId { get; private set; }

    public CallbackStatus Status { get; private set; }

    /// <summary>When it was opened, UTC.</summary>
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>Nobody is called before this, UTC.</summary>
    public DateTimeOffset NotBefore { get; private set; }

    /// <summary>By when the enterprise is called, UTC.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>When it ended, UTC; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Who reached the enterprise; null until then.</summary>
    public Id<Person>? CalledById { get; private set; }

    /// <summary>What the enterprise said; null until it was reached.</summary>
    public CallbackAnswers? Answers { get; private set; }

    /// <summary>
    /// The case was withdrawn and the enterprise said that nobody pressed it to. Only then is the case left out of the figures.
    /// </summary>
    public bool ClearsWithdrawal { get; private set; }

    /// <summary>Calls in vain.</summary>
    public IReadOnlyList<CallbackAttempt> Attempts => _attempts;

    /// <summary>The clock of the call.</summary>
    public IReadOnlyList<ClockOf<CallbackTask>> Clocks => _clocks;

    /// <summary>Opens a call-back. Its clock runs from <paramref name="notBefore"/>.</summary>
    /// <param name="reason">Why it is owed.</param>
    /// <param name="enterprise">Who is called back.</param>
    /// <param name="case">What it is about; null where it is about no one case. Of a case one call-back is open at a time.</param>
    /// <param name="notBefore">Nobody is called before this.</param>
    /// <param name="promises">To promise the call.</param>
    /// <param name="by">Whose act it follows from, or the system.</param>
    /// <param name="now">When.</param>
    /// <param name="replacement">The replacement that it looks after.</param>
    public static CallbackTask Open(
        CallbackReason reason,
        Id<Enterprise> enterprise,
        Case? @case,
        DateTimeOffset notBefore,
        Promises promises,
        Actor by,
        DateTimeOffset now,
        Id<Replacement>? replacement = null
    )
    {
        var promise = promises.Make(
            PromiseKind.Callback,
            @case?.Urgency ?? Urgency.Ordinary,
            notBefore,
            @case?.Category,
            calendar: @case?.CalendarCode
        );
        var task = new CallbackTask
        {
            Id = Id<CallbackTask>.New(now),
            Reason = reason,
            EnterpriseId = enterprise,
            CaseId = @case?.Id,
            Cycle = @case?.Cycle,
            ReplacementId = replacement,
            OpenedAt = now,
            NotBefore = notBefore,
            DueAt = promise.DueAt,
        };
        task._clocks.Add(PromiseClock.Start(promise, task.Id, by));
        task.Record(by, RoleOf(by), now, new CallbackOpened(reason, promise.DueAt));
        return task;
    }

    /// <summary>
    /// Something else calls for the same call: it is made once, for the weightier reason, and no later than it was promised.
    /// </summary>
    public void AlsoFor(CallbackReason reason, Actor by, DateTimeOffset now)
    {
        if (Status == CallbackStatus.Open && reason < Reason)
        {
            Reason = reason;
            Record(by, RoleOf(by), now, new CallbackOpened(reason, DueAt));
        }
    }

    /// <summary>Notes a call in vain; after the third it ends as not reached.</summary>
    /// <param name="at">When it was tried.</param>
    /// <param name="note">What happened, at most 200 characters.</param>
    /// <param name="promises">To tell half-days by the calendar.</param>
    /// <param name="by">Who called.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken">It has ended; the time can't be; the half-day was tried before.</exception>
    public void Attempt(DateTimeOffset at, string? note, Promises promises, Actor by, DateTimeOffset now)
    {
        DemandAgent(by);
        DemandCallable(at, now);
        if (note?.Characters() > 200)
        {
            throw new RuleBroken(CallbackRules.NoteTooLong) { Field = "note" };
        }

        var halfDay = HalfDay.Of(at, promises.Calendar);
        if (_attempts.Any(a => a.HalfDay == halfDay.ToString()))
        {
            throw new RuleBroken(CallbackRules.HalfDayTriedBefore) { Field = "at" };
        }

        _attempts.Add(
            new CallbackAttempt
            {
                TaskId = Id,
                Number = _attempts.Count + 1,
                At = at,
                HalfDay = halfDay.ToString(),
                ById = by.Id,
                Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(),
            }
        );
        Record(by, Role.CallbackAgent, now, new CallbackTried(_attempts.Count));
        if (_attempts.Count == MostAttempts)
        {
            (Status, EndedAt) = (CallbackStatus.NotReached, now);
            _clocks.ForEach(c => c.Stop(by, now));
            Record(by, Role.CallbackAgent, now, new CallbackNotReached());
        }
    }

    /// <summary>
    /// Records what the enterprise said. The caller does what follows from it: takes the case up again, raises an incident, replaces.
    /// </summary>
    /// <param name="answers">The answers to the script.</param>
    /// <param name="case">The case, where it is about one.</param>
    /// <param name="raised">The case's rating was raised and it is not known yet whether freely.</param>
    /// <param name="by">Who called.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken">It has ended or has not begun; the own words or an answer of the script are missing.</exception>
    public void Complete(CallbackAnswers answers, Case? @case, bool raised, Actor by, DateTimeOffset now)
    {
        DemandAgent(by);
        DemandCallable(now, now);
        if (string.IsNullOrWhiteSpace(answers.Words) || answers.Words.Characters() > 1000)
        {
            throw new RuleBroken(CallbackRules.OwnWordsMissing) { Field = "words" };
        }

        if (answers.Solved is null ? @case is not null : !Enum.IsDefined(answers.Solved.Value))
        {
            throw new RuleBroken(CallbackRules.SolvedMissing) { Field = "solved" };
        }

        if (answers.ContactedAt > now)
        {
            throw new RuleBroken(CaseRules.TimesCannotBe) { Field = "contactedAt" };
        }

        if (answers.Recording?.Characters() > 100)
        {
            throw new RuleBroken(CallbackRules.RecordingTooLong) { Field = "recording" };
        }

        if (raised && answers.RaiseWasFree is null)
        {
            throw new RuleBroken(CallbackRules.RaiseUnasked) { Field = "raiseWasFree" };
        }

        Answers = answers with
        {
            Words = answers.Words.Trim(),
            Recording = string.IsNullOrWhiteSpace(answers.Recording) ? null : answers.Recording.Trim(),
            RaiseWasFree = raised ? answers.RaiseWasFree : null,
        };
        ClearsWithdrawal = @case?.Status == CaseStatus.Withdrawn && !answers.WithdrawalPressed;
        (Status, EndedAt, CalledById) = (CallbackStatus.Done, now, by.Id);
        _clocks.ForEach(c => c.Stop(by, now));
        Record(by, Role.CallbackAgent, now, new CallbackMade(Reason));
    }

    /// <summary>Raises what is due on its clock.</summary>
    public IReadOnlyList<Step> Fire(PromiseClock clock, Promises promises, DateTimeOffset now)
    {
        var raised = clock.Fire(promises, now);
        foreach (var step in raised.Where(s => s.Level != PromiseLevel.Warned))
        {
            Record(Actor.System, Role.System, now, new CallbackLate(Reason, clock.DueAt, step.Level, step.Tells));
        }

        return raised;
    }

    /// <summary>Its enterprise merged into another one, which it is about from now on; once it has ended it stays as it was recorded.</summary>
    public void GoOnWith(Enterprise successor, Enterprise merged, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(successor);
        ArgumentNullException.ThrowIfNull(merged);
        ArgumentNullException.ThrowIfNull(by);
        if (Status == CallbackStatus.Open && EnterpriseId == merged.Id && merged.SuccessorId == successor.Id)
        {
            EnterpriseId = successor.Id;
            Record(by, by.Roles[0], now, new GoesOnWithSuccessor(merged.Name, successor.Id, successor.Name));
        }
    }

    private static Role RoleOf(Actor by) => by.Roles.Count > 0 ? by.Roles[0] : Role.System;

    private static void DemandAgent(Actor by)
    {
        if (!by.Is(Role.CallbackAgent))
        {
            throw new RuleBroken(CallbackRules.AgentsCallBack) { Could = [Role.CallbackAgent] };
        }
    }

    private void DemandCallable(DateTimeOffset at, DateTimeOffset now)
    {
        if (Status != CallbackStatus.Open)
        {
            throw new RuleBroken(CallbackRules.CallbackEnded);
        }

        if (now < NotBefore)
        {
            throw new RuleBroken(CallbackRules.CallbackTooEarly);
        }

        // People write times to the minute: a call in the very minute in which the task opened is not one before it.
        if (at > now || at.AddMinutes(1) <= NotBefore)
        {
            throw new RuleBroken(CaseRules.TimesCannotBe) { Field = "at" };
        }
    }
}

/// <summary>A call in vain.</summary>
public sealed class CallbackAttempt
{
    /// <summary>The call-back.</summary>
    public Id<CallbackTask> TaskId { get; init; }

    /// <summary>1, 2, 3.</summary>
    public int Number { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The half-day on the park's calendar, such as <c>2026-03-02 AM</c>; each once a call-back.</summary>
    public string HalfDay { get; init; } = "";

    /// <summary>Who called.</summary>
    public Id<Person> ById { get; init; }

    /// <summary>What happened.</summary>
    public string? Note { get; init; }
}
