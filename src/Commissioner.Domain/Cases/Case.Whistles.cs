using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Cases;

/// <summary>How departments are called, check in, report and are judged.</summary>
public sealed partial class Case
{
    /// <summary>For so long after filing a hotline seat may whistle on the case itself, in an emergency.</summary>
    public static readonly TimeSpan SeatWhistlesFor = TimeSpan.FromHours(24);

    /// <summary>Calls departments: one leads, others assist.</summary>
    public Whistle BlowWhistle(
        WhistleCall call,
        IReadOnlyList<(Department Department, bool Lead)> departments,
        Promises promises,
        Actor by,
        DateTimeOffset now
    ) => Blow(call, departments, promises, by, Demand(CaseMove.BlowWhistle, by), now);

    /// <summary>A hotline seat calls departments to an emergency that it has just filed.</summary>
    /// <exception cref="RuleBroken"><see cref="WhistleRules.SeatsEmergency"/>.</exception>
    public Whistle WhistleInEmergency(
        WhistleCall call,
        IReadOnlyList<(Department Department, bool Lead)> departments,
        Promises promises,
        Actor by,
        DateTimeOffset now
    )
    {
        var role = Demand(CaseMove.WhistleInEmergency, by);
        return call.Kind == WhistleKind.Emergency && SubmittedById == by.Id && now - SubmittedAt <= SeatWhistlesFor
            ? Blow(call, departments, promises, by, role, now)
            : throw new RuleBroken(WhistleRules.SeatsEmergency) { Field = "kind" };
    }

    /// <summary>Whether this person may whistle only as a hotline seat: it holds no role that whistles otherwise.</summary>
    public bool IsForSeat(Actor by) => by.Is(Role.HotlineSeat) && by.First(CaseWorkflow.Who(CaseMove.BlowWhistle, Desk)) is null;

    /// <summary>A called department checks in, with a handler and a first step.</summary>
    public void CheckIn(Id<Leg> leg, string departmentName, CheckInCard card, Promises promises, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.CheckIn, by);
        var (whistle, own) = OwnLeg(leg, by);
        own.CheckIn(card, now);
        var calendar = Clock(PromiseKind.CheckIn, leg.Value)?.CalendarCode;
        StopClock(PromiseKind.CheckIn, leg.Value, by, now);
        StartClock(ResultOf(whistle, own, promises, now, calendar), leg.Value, by);
        Record(
            by,
            role,
            now,
            new DepartmentCheckedIn(leg, own.DepartmentId, departmentName, own.HandlerName!, own.FirstStep!, own.FirstStepAt!.Value)
        );
        Settle();
    }

    /// <summary>A checked-in department says why it will be late, where it stands and when more is heard.</summary>
    /// <exception cref="RuleBroken"><see cref="WhistleRules.InterimMissing"/>.</exception>
    public void ReportInterim(
        Id<Leg> leg,
        string departmentName,
        string why,
        string standing,
        DateTimeOffset nextAt,
        Actor by,
        DateTimeOffset now
    )
    {
        var role = Demand(CaseMove.ReportInterim, by);
        var (_, own) = OwnLeg(leg, by);
        Within(why, 1000, WhistleRules.InterimMissing, "why");
        Within(standing, 1000, WhistleRules.InterimMissing, "standing");
        if (nextAt <= now)
        {
            throw new RuleBroken(WhistleRules.InterimMissing) { Field = "nextAt" };
        }

        own.Say(new(why.Trim(), standing.Trim(), nextAt, now));
        Record(by, role, now, new InterimReported(leg, own.DepartmentId, departmentName, own.Interim!.Why, own.Interim.Standing, nextAt));
        Settle();
    }

    /// <summary>A checked-in department reports its result; a lead's without its head lies with the head until it consents.</summary>
    /// <param name="leg">The department's leg.</param>
    /// <param name="departmentName">The department's name.</param>
    /// <param name="result">The four elements.</param>
    /// <param name="headConsented">Who reports says that the head consented; a head consents by reporting.</param>
    /// <param name="by">Who reports.</param>
    /// <param name="now">When.</param>
    public void Report(Id<Leg> leg, string departmentName, FourElements result, bool headConsented, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.Report, by);
        var (_, own) = OwnLeg(leg, by);
        var byHead = by.Is(Role.DepartmentHead);
        own.Report(result, own.IsLead && (byHead || headConsented) ? new(by.Id, !byHead, now) : null, now);
        if (own.AwaitsHead)
        {
            Record(by, role, now, new ReportLaidBeforeHead(leg, own.DepartmentId, departmentName));
        }
        else
        {
            CountReport(own, departmentName, by, role, now);
            if (own.HeadConsent is { Stated: true })
            {
                Record(by, role, now, new HeadConsented(leg, own.DepartmentId, departmentName, true));
            }
        }

        Settle();
    }

    /// <summary>The head stands behind the report that lies with it; from here on it counts.</summary>
    /// <exception cref="RuleBroken"><see cref="WhistleRules.NothingForHead"/>.</exception>
    public void ConsentAsHead(Id<Leg> leg, string departmentName, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.ConsentAsHead, by);
        var (_, own) = OwnLeg(leg, by);
        own.ConsentAsHead(new(by.Id, false, now));
        Record(by, role, now, new HeadConsented(leg, own.DepartmentId, departmentName, false));
        CountReport(own, departmentName, by, role, now);
        Settle();
    }

    /// <summary>The commissioner accepts a department's report.</summary>
    public void ApproveReport(Id<Leg> leg, string departmentName, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.ApproveReport, by);
        var (_, its) = FindLeg(leg);
        its.Approve(now);
        Record(by, role, now, new ReportApproved(leg, its.DepartmentId, departmentName));
        Settle();
    }

    /// <summary>The commissioner sends a department's report back; its clock runs on.</summary>
    public void ReturnReport(Id<Leg> leg, string departmentName, string reason, Promises promises, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.ReturnReport, by);
        Within(reason, 1000, CaseRules.ReasonMissing, "reason");
        var (_, its) = FindLeg(leg);
        var again = its.Return();
        Clock(PromiseKind.LegResult, leg.Value)?.RunOn(promises, by, now);
        Record(by, role, now, new ReportReturned(leg, its.DepartmentId, departmentName, reason.Trim()));
        if (again)
        {
            Raise(its, departmentName, RaisedBecause.ReturnedAgain, null, promises, by, role, now);
        }

        Settle();
    }

    /// <summary>A department is no longer asked: by the commissioner before it checked in, by the service office after.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.ReasonMissing"/>, <see cref="WhistleRules.LeadIsCancelledLast"/>.</exception>
    public void CancelLeg(Id<Leg> leg, string departmentName, string reason, Promises promises, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.CancelLeg, by);
        Within(reason, 1000, CaseRules.ReasonMissing, "reason");
        var (whistle, its) = FindLeg(leg);
        if (!its.IsOpen)
        {
            throw new RuleBroken(WhistleRules.LegOutOfOrder, its.Status);
        }

        if (!MayCancel(its, by))
        {
            throw new RuleBroken(CaseRules.MoveNotYours) { Could = [Role.TriageDesk] };
        }

        if (!IsLastToCancel(whistle, its))
        {
            throw new RuleBroken(WhistleRules.LeadIsCancelledLast);
        }

        its.Cancel();
        CancelClocks(its, by, now);
        Record(by, role, now, new DepartmentReleased(leg, its.DepartmentId, departmentName, reason.Trim()));
        FollowTheDepartments(promises, by, role, now);
        Settle();
    }

    /// <summary>Somebody takes a leg one level up by hand: 2 head and leader in charge, 3 joint meeting.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.ReasonMissing"/>, <see cref="WhistleRules.HighestLevel"/>.</exception>
    public void Escalate(Id<Leg> leg, string departmentName, string reason, Promises promises, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.Escalate, by);
        Within(reason, 1000, CaseRules.ReasonMissing, "reason");
        var (_, its) = FindLeg(leg);
        if (!its.IsOpen)
        {
            throw new RuleBroken(WhistleRules.LegOutOfOrder, its.Status);
        }

        if (its.Level >= 3)
        {
            throw new RuleBroken(WhistleRules.HighestLevel);
        }

        Raise(its, departmentName, RaisedBecause.Asked, reason.Trim(), promises, by, role, now);
        Settle();
    }

    /// <summary>A called department says that it came to the meeting on site.</summary>
    /// <exception cref="RuleBroken"><see cref="WhistleRules.NoMeeting"/>, <see cref="WhistleRules.ArrivalMissing"/>.</exception>
    public void Arrive(Id<Leg> leg, string departmentName, string place, DateTimeOffset at, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.Arrive, by);
        var (whistle, own) = OwnLeg(leg, by);
        Within(place, 200, WhistleRules.ArrivalMissing, "place");
        if (at > now || at <= own.CalledAt.AddMinutes(-1))
        {
            throw new RuleBroken(WhistleRules.ArrivalMissing) { Field = "at" };
        }

        if (whistle is { MeetPlace: null, MeetAt: null })
        {
            throw new RuleBroken(WhistleRules.NoMeeting);
        }

        if (!MayArrive(own))
        {
            throw new RuleBroken(WhistleRules.LegOutOfOrder, own.Status);
        }

        own.Arrive(new(place.Trim(), at, null));
        Record(by, role, now, new DepartmentArrived(leg, own.DepartmentId, departmentName, own.Arrival!.Place, at));
        Settle();
    }

    /// <summary>The other side confirms that a department came.</summary>
    /// <exception cref="RuleBroken"><see cref="WhistleRules.NobodyArrived"/>.</exception>
    public void ConfirmArrival(Id<Leg> leg, string departmentName, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.ConfirmArrival, by);
        var (_, its) = FindLeg(leg);
        its.Arrive(
            its.Arrival is { ConfirmedById: null } arrival
                ? arrival with
                {
                    ConfirmedById = by.Id,
                }
                : throw new RuleBroken(WhistleRules.NobodyArrived)
        );
        Record(by, role, now, new ArrivalConfirmed(leg, its.DepartmentId, departmentName));
        Settle();
    }

    /// <summary>The commissioner judges a department's part, once it is done.</summary>
    /// <exception cref="RuleBroken"><see cref="WhistleRules.MarkMissing"/>, <see cref="WhistleRules.JudgedBefore"/>, <see
    /// cref="WhistleRules.JudgedTooLate"/>.</exception>
    public void JudgeLeg(Id<Leg> leg, int mark, string? remark, Promises promises, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.JudgeLeg, by);
        var (_, its) = FindLeg(leg);
        its.JudgeLeg(Judged(its, its.OfLeg, mark, remark, promises, by, now));
        Record(by, role, now, new SideJudged(leg, its.DepartmentId, false));
        Settle();
    }

    /// <summary>A department judges the whistle that called it, once its part is done.</summary>
    /// <exception cref="RuleBroken"><see cref="WhistleRules.MarkMissing"/>, <see cref="WhistleRules.JudgedBefore"/>, <see
    /// cref="WhistleRules.JudgedTooLate"/>.</exception>
    public void JudgeWhistle(Id<Leg> leg, int mark, string? remark, Promises promises, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.JudgeWhistle, by);
        var (_, own) = OwnLeg(leg, by);
        own.JudgeWhistle(Judged(own, own.OfWhistle, mark, remark, promises, by, now));
        Record(by, role, now, new SideJudged(leg, own.DepartmentId, true));
        Settle();
    }

    private Whistle Blow(
        WhistleCall call,
        IReadOnlyList<(Department Department, bool Lead)> departments,
        Promises promises,
        Actor by,
        Role role,
        DateTimeOffset now
    )
    {
        var whistle = Whistle.Blow(this, call, departments.Select(d => (d.Department.Id, d.Lead)), by, now);
        _whistles.Add(whistle);
        foreach (var leg in whistle.Legs)
        {
            Await(whistle, leg, departments.First(d => d.Department.Id == leg.DepartmentId).Department, promises, by, role, now);
        }

        TakeOverJointLimit(promises, by, role, now);
        Settle();
        return whistle;
    }

    // Starts the check-in's clock, on the department's own calendar where it has one, and writes that the department was called.
    private void Await(Whistle whistle, Leg leg, Department department, Promises promises, Actor by, Role role, DateTimeOffset now)
    {
        var promise = promises.Make(
            PromiseKind.CheckIn,
            whistle.Urgency(Urgency),
            now,
            Category,
            calendar: department.CalendarCode ?? CalendarCode
        );
        StartClock(promise, leg.Id.Value, by);
        Record(
            by,
            role,
            now,
            new DepartmentCalled(whistle.Id, leg.Id, department.Id, department.Name, leg.IsLead, whistle.Kind, promise.DueAt)
        );
    }

    private Promise ResultOf(Whistle whistle, Leg leg, Promises promises, DateTimeOffset now, string? calendar) =>
        leg.DecidedDueAt is { } decided ? promises.ForDate(decided, now, calendar)
        : leg.IsLead && DueAt is { } due && whistle.Urgency(Urgency) == Urgency.Ordinary ? promises.ForLead(due, now, calendar)
        : promises.Make(PromiseKind.LegResult, whistle.Urgency(Urgency), now, Category, calendar: calendar);

    private void CountReport(Leg leg, string departmentName, Actor by, Role role, DateTimeOffset now)
    {
        StopClock(PromiseKind.LegResult, leg.Id.Value, by, now);
        Record(by, role, now, new DepartmentReported(leg.Id, leg.DepartmentId, departmentName, leg.Result!.Done));
    }

    private void Raise(
        Leg leg,
        string? departmentName,
        RaisedBecause because,
        string? reason,
        Promises promises,
        Actor by,
        Role role,
        DateTimeOffset now,
        int? to = null
    )
    {
        if (leg.Raise(to ?? leg.Level + 1))
        {
            Record(by, role, now, new LegRaised(leg.Id, leg.DepartmentId, departmentName, leg.Level, because, reason));
            // Levels only go up from 1, so whatever is raised has reached the leader in charge, who owes an opinion.
            AskOpinion(
                because == RaisedBecause.NobodyLeads ? OpinionWhy.NobodyLeads : OpinionWhy.LegRaised,
                departmentName,
                null,
                promises,
                by,
                role,
                now
            );
        }
    }

    private void CancelClocks(Leg leg, Actor by, DateTimeOffset now)
    {
        foreach (var clock in _clocks.Where(c => c.SubjectId == leg.Id.Value))
        {
            clock.Cancel(by, now);
        }
    }

    private static Judgement Judged(Leg leg, Judgement? before, int mark, string? remark, Promises promises, Actor by, DateTimeOffset now)
    {
        if (mark is < 1 or > 5)
        {
            throw new RuleBroken(WhistleRules.MarkMissing) { Field = "mark" };
        }

        if (remark?.Characters() > 500)
        {
            throw new RuleBroken(WhistleRules.MarkMissing) { Field = "remark" };
        }

        if (leg.JudgeUntil(promises.Calendar) is not { } until || leg.Status != LegStatus.Done)
        {
            throw new RuleBroken(WhistleRules.LegOutOfOrder, leg.Status);
        }

        if (before is not null)
        {
            throw new RuleBroken(WhistleRules.JudgedBefore);
        }

        return now <= until
            ? new(mark, string.IsNullOrWhiteSpace(remark) ? null : remark.Trim(), by.Id, now)
            : throw new RuleBroken(WhistleRules.JudgedTooLate);
    }

    private static bool MayArrive(Leg leg) =>
        leg is { Status: LegStatus.Called or LegStatus.CheckedIn or LegStatus.Reported, Arrival: null };

    // Before the check-in the commissioner or the office cancels a leg; after it only the office, since somebody has begun to work.
    private static bool MayCancel(Leg leg, Actor by) =>
        leg.Status is LegStatus.Called or LegStatus.Objected || (leg.IsOpen && by.Is(Role.TriageDesk));

    private static bool IsLastToCancel(Whistle whistle, Leg leg) => !leg.IsLead || !whistle.Legs.Any(l => l.IsOpen && l.Id != leg.Id);

    private bool CanOnLegs(CaseMove move, Actor actor)
    {
        return move switch
        {
            CaseMove.WhistleInEmergency => SubmittedById == actor.Id,
            CaseMove.CheckIn => Own(l => l.Status == LegStatus.Called),
            CaseMove.ObjectToCall => Own(l => l is { Status: LegStatus.Called, IsFinal: false }),
            CaseMove.Rule => Legs.Any(l => l is { Status: LegStatus.Objected, Ruling: null } && l.Objection!.ById != actor.Id),
            CaseMove.Report or CaseMove.ReportInterim => Own(l => l.Status == LegStatus.CheckedIn),
            CaseMove.ConsentAsHead => Own(l => l.AwaitsHead),
            CaseMove.ApproveReport or CaseMove.ReturnReport => Legs.Any(l => l.Status == LegStatus.Reported),
            CaseMove.CancelLeg => _whistles.Any(w => w.Legs.Any(l => l.IsOpen && MayCancel(l, actor) && IsLastToCancel(w, l))),
            CaseMove.Escalate => Legs.Any(l => l.IsOpen && l.Level < 3),
            CaseMove.Arrive => _whistles.Any(w =>
                w is not { MeetPlace: null, MeetAt: null } && w.Legs.Any(l => l.DepartmentId == actor.DepartmentId && MayArrive(l))
            ),
            CaseMove.ConfirmArrival => Legs.Any(l => l.Arrival is { ConfirmedById: null }),
            CaseMove.Convene => Legs.Any(l => l.IsOpen),
            CaseMove.RecordMinutes => _whistles.Any(w => w.OpenConferenceId is not null),
            CaseMove.JudgeLeg => Legs.Any(l => l is { Status: LegStatus.Done, OfLeg: null }),
            CaseMove.JudgeWhistle => Own(l => l is { Status: LegStatus.Done, OfWhistle: null }),
            _ => true,
        };

        bool Own(Func<Leg, bool> which) => Legs.Any(l => l.DepartmentId == actor.DepartmentId && which(l));
    }

    private (Whistle Whistle, Leg Leg) FindLeg(Id<Leg> leg)
    {
        foreach (var whistle in _whistles)
        {
            if (whistle.Legs.FirstOrDefault(l => l.Id == leg) is { } found)
            {
                return (whistle, found);
            }
        }

        throw new NotFound();
    }

    private (Whistle Whistle, Leg Leg) OwnLeg(Id<Leg> leg, Actor by)
    {
        var found = FindLeg(leg);
        return found.Leg.DepartmentId == by.DepartmentId ? found : throw new NotFound();
    }
}
