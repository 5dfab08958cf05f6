using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Tests.Calendars;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Tests;

/// <summary>
/// A case with everybody who has to do with it, and a clock that is set by hand. 2026-03-02 is a Monday without a holiday near.
/// </summary>
sealed class Scene
{
    readonly List<Department> _departments = [];

    public Scene(
        string now = "2026-03-02 10:00",
        Urgency urgency = Urgency.Ordinary,
        string category = "Utilities",
        bool dutyDesk = false,
        bool bySeat = false,
        bool confidential = false
    )
    {
        (Desk, Reviewer) = confidential
            ? (A.Actor(Role.Supervisor), A.Actor(Role.Supervisor))
            : (A.Actor(Role.TriageDesk), A.Actor(Role.TriageDesk));
        Now = Given.Shanghai(now);
        Enterprise = A.Enterprise(Now.AddMonths(-1));
        if (!dutyDesk)
        {
            Enterprise.Pair(Serving, Backup, A.Office, Now.AddMonths(-1));
        }

        _departments.AddRange([Lead, Assist]);
        Commissioner = Serving.Acting();
        Owner = A.Actor(Role.EnterpriseOwner, Enterprise.Id);
        Case = Submit(A.Request(urgency, category) with { Confidential = confidential }, by: bySeat ? Seat : null);
        Actors = Enum.GetValues<Role>()
            .ToDictionary(
                role => role,
                role =>
                    role switch
                    {
                        Role.Commissioner => Commissioner,
                        Role.EnterpriseOwner => Owner,
                        Role.TriageDesk when !confidential => Reviewer,
                        Role.Supervisor when confidential => Reviewer,
                        Role.HotlineSeat => Seat,
                        Role.EnterpriseUser => A.Actor(role, Enterprise.Id),
                        Role.DepartmentLiaison or Role.DepartmentHandler or Role.DepartmentHead => A.Actor(role, department: Lead.Id),
                        _ => A.Actor(role),
                    }
            );
    }

    public DateTimeOffset Now { get; set; }

    public Enterprise Enterprise { get; }

    public Case Case { get; }

    /// <summary>What this person is offered now.</summary>
    public IEnumerable<CaseMove> Can(Actor actor) => Case.Can(actor, A.Promises, Now);

    public Person Serving { get; } = A.Person("示例专员", Role.Commissioner);

    public Person Backup { get; } = A.Person("示例备岗", Role.Commissioner);

    public Actor Owner { get; }

    public Actor Commissioner { get; }

    /// <summary>Serves at the duty desk; of supervision, where the case is confidential.</summary>
    public Actor Desk { get; }

    /// <summary>Of the same office, but not who serves.</summary>
    public Actor Reviewer { get; }

    /// <summary>Who filed the case, where it was filed by phone.</summary>
    public Actor Seat { get; } = A.Actor(Role.HotlineSeat);

    public Department Lead { get; } = A.Department("示例主办局");

    public Department Assist { get; } = A.Department("示例协办局");

    /// <summary>One actor for each role.</summary>
    public IReadOnlyDictionary<Role, Actor> Actors { get; }

    public Actor Server => Case.WithDutyDesk ? Desk : Commissioner;

    public Leg LeadLeg => Case.Legs.Last(l => l.IsLead);

    public Case Submit(Request request, OnBehalf? behalf = null, Actor? by = null) =>
        Case.Submit(Id<Case>.New(), Enterprise, request, behalf, A.Park, A.Promises, by ?? Owner, Now);

    public Scene At(string clock)
    {
        Now = Given.Shanghai(clock);
        return this;
    }

    /// <summary>Walks the case to where it stands so, all at this instant.</summary>
    public Scene To(CaseStatus status)
    {
        if (status == CaseStatus.NeedsInfo)
        {
            Make(CaseMove.AskForInfo, Server);
        }
        else if (status == CaseStatus.Redirected)
        {
            Make(CaseMove.Redirect, Desk);
        }
        else if (status == CaseStatus.Merged)
        {
            Make(CaseMove.Merge, Desk);
        }
        else if (status == CaseStatus.Withdrawn)
        {
            Make(CaseMove.Withdraw, Owner);
        }

        if (Case.Status == status)
        {
            return this;
        }

        if (status != CaseStatus.Submitted && Case.Status == CaseStatus.Submitted)
        {
            Make(CaseMove.Accept, Server);
        }

        if (status is not (CaseStatus.Submitted or CaseStatus.Accepted) && Case.Status == CaseStatus.Accepted)
        {
            Make(CaseMove.RecordFirstContact, Server);
        }

        if (status == CaseStatus.WaitingForEnterprise)
        {
            Make(CaseMove.AskEnterprise, Server);
            return this;
        }

        if (status == CaseStatus.Planned)
        {
            Make(CaseMove.AskPlan, Server);
            Make(CaseMove.GrantPlan, Actors[Role.Leader]);
            return this;
        }

        if (status == CaseStatus.Explained)
        {
            Make(CaseMove.ProposeExplained, Server);
            Make(CaseMove.ApproveExplained, Reviewer);
            Make(CaseMove.ApproveExplained, Actors[Role.Supervisor]);
            return this;
        }

        if (status is not (CaseStatus.Submitted or CaseStatus.Accepted or CaseStatus.InProgress))
        {
            Make(CaseMove.ProposeClosure, Server);
        }

        if (status is not (CaseStatus.Submitted or CaseStatus.Accepted or CaseStatus.InProgress or CaseStatus.UnderReview))
        {
            Make(CaseMove.PassClosure, Reviewer);
        }

        switch (status)
        {
            case CaseStatus.Rework:
                Make(CaseMove.Confirm, Owner, Outcome.NotResolved);
                break;
            case CaseStatus.Resolved:
                Make(CaseMove.Confirm, Owner);
                break;
            case CaseStatus.PartlyResolved:
                Make(CaseMove.Confirm, Owner, Outcome.Partly);
                break;
            case CaseStatus.Unanswered:
                Now = Clock(PromiseKind.Confirmation).DueAt.AddTicks(1);
                Sweep();
                break;
            default:
                break;
        }

        Assert.That(Case.Status, Is.EqualTo(status));
        return this;
    }

    /// <summary>Calls the lead and brings its leg to where it stands so.</summary>
    public Scene Called(LegStatus status = LegStatus.Called, WhistleKind kind = WhistleKind.Routine)
    {
        if (Case.Status is CaseStatus.Submitted or CaseStatus.Accepted)
        {
            Case.WhistleInEmergency(A.Call(WhistleKind.Emergency), [(Lead, true)], A.Promises, Seat, Now);
        }
        else
        {
            Case.BlowWhistle(A.Call(kind), [(Lead, true)], A.Promises, Server, Now);
        }

        if (status == LegStatus.Objected)
        {
            Make(CaseMove.ObjectToCall, Actors[Role.DepartmentLiaison]);
        }

        if (status >= LegStatus.CheckedIn)
        {
            Make(CaseMove.CheckIn, Actors[Role.DepartmentLiaison]);
        }

        if (status >= LegStatus.Reported)
        {
            Make(CaseMove.Report, Actors[Role.DepartmentHandler]);
        }

        if (status >= LegStatus.Done)
        {
            Make(CaseMove.ApproveReport, Server);
        }

        return this;
    }

    /// <summary>Makes a move with all that it needs; on the leg that it can be made on, if there is one.</summary>
    public void Make(CaseMove move, Actor by, Outcome outcome = Outcome.Resolved, FourElements? elements = null, string reason = "示例理由")
    {
        switch (move)
        {
            case CaseMove.Accept:
                Case.Accept(A.Promises, by, Now);
                break;
            case CaseMove.RecordFirstContact:
                Case.RecordFirstContact(ContactMeans.Call, Now, "示例结果", by, Now);
                break;
            case CaseMove.BlowWhistle:
                Case.BlowWhistle(A.Call(), [(Free(Lead), true), (Free(Assist), false)], A.Promises, by, Now);
                break;
            case CaseMove.WhistleInEmergency:
                Case.WhistleInEmergency(A.Call(WhistleKind.Emergency), [(Free(Lead), true), (Free(Assist), false)], A.Promises, by, Now);
                break;
            case CaseMove.CheckIn:
                Case.CheckIn(Own(l => l.Status == LegStatus.Called), "示例部门", A.Card(Now), A.Promises, by, Now);
                break;
            case CaseMove.ObjectToCall:
                var objects = Own(l => l is { Status: LegStatus.Called, IsFinal: false });
                Case.ObjectToCall(
                    objects,
                    "示例部门",
                    reason,
                    "示例职责",
                    by.DepartmentId == Assist.Id ? Lead : Assist,
                    true,
                    A.Promises,
                    by,
                    Now
                );
                break;
            case CaseMove.Rule:
                var ruled = Any(l => l is { Status: LegStatus.Objected, Ruling: null } && l.Objection!.ById != by.Id);
                Case.Rule(ruled, (RulingDecision)outcome, reason, Another(ruled), Names, A.Promises, by, Now);
                break;
            case CaseMove.Escalate:
                Case.Escalate(Any(l => l.IsOpen && l.Level < 3), "示例部门", reason, A.Promises, by, Now);
                break;
            case CaseMove.ReportInterim:
                Case.ReportInterim(Own(l => l.Status == LegStatus.CheckedIn), "示例部门", reason, "示例进展", Now.AddDays(1), by, Now);
                break;
            case CaseMove.Report:
                Case.Report(
                    Own(l => l.Status == LegStatus.CheckedIn),
                    "示例部门",
                    elements ?? A.Elements(Now),
                    outcome != Outcome.Partly,
                    by,
                    Now
                );
                break;
            case CaseMove.ConsentAsHead:
                Case.ConsentAsHead(Own(l => l.AwaitsHead), "示例部门", by, Now);
                break;
            case CaseMove.ApproveReport:
                Case.ApproveReport(Any(l => l.Status == LegStatus.Reported), "示例部门", by, Now);
                break;
            case CaseMove.ReturnReport:
                Case.ReturnReport(Any(l => l.Status == LegStatus.Reported), "示例部门", reason, A.Promises, by, Now);
                break;
            case CaseMove.CancelLeg:
                var alone = Case.Whistles.Where(w => w.Legs.Count(l => l.IsOpen) == 1).SelectMany(w => w.Legs).ToHashSet();
                Case.CancelLeg(
                    Any(l =>
                        l.IsOpen
                        && (!l.IsLead || alone.Contains(l))
                        && (by.Is(Role.TriageDesk) || l.Status is LegStatus.Called or LegStatus.Objected)
                    ),
                    "示例部门",
                    reason,
                    A.Promises,
                    by,
                    Now
                );
                break;
            case CaseMove.Arrive:
                Case.Arrive(
                    Own(l => l is { Status: LegStatus.Called or LegStatus.CheckedIn or LegStatus.Reported, Arrival: null }),
                    "示例部门",
                    reason,
                    Now,
                    by,
                    Now
                );
                break;
            case CaseMove.ConfirmArrival:
                Case.ConfirmArrival(Any(l => l.Arrival is { ConfirmedById: null }), "示例部门", by, Now);
                break;
            case CaseMove.Convene:
                Case.Convene(null, new(reason, null, null, "示例与会人"), by, Now);
                break;
            case CaseMove.RecordMinutes:
                Minute(by, reason);
                break;
            case CaseMove.JudgeLeg:
                Case.JudgeLeg(
                    Any(l => l is { Status: LegStatus.Done, OfLeg: null }),
                    reason.Length == 0 ? 0 : 2,
                    reason,
                    A.Promises,
                    by,
                    Now
                );
                break;
            case CaseMove.JudgeWhistle:
                Case.JudgeWhistle(
                    Own(l => l is { Status: LegStatus.Done, OfWhistle: null }),
                    reason.Length == 0 ? 0 : 2,
                    reason,
                    A.Promises,
                    by,
                    Now
                );
                break;
            case CaseMove.ProposeClosure:
                Case.ProposeClosure(elements ?? A.Elements(Now), A.Promises, by, Now);
                break;
            case CaseMove.PassClosure:
                Case.PassClosure(A.Promises, by, Now);
                break;
            case CaseMove.ReturnClosure:
                Case.ReturnClosure(reason, A.Promises, by, Now);
                break;
            case CaseMove.Confirm:
                Case.Confirm(outcome, "示例原话", A.Promises, by, Now);
                break;
            case CaseMove.Rate:
                Rating.Give(Case, new(Level.Satisfied, Reason: "示例原话"), by, Now);
                break;
            case CaseMove.AskForInfo:
                Case.AskForInfo("示例问题", A.Promises, by, Now);
                break;
            case CaseMove.AskEnterprise:
                Case.AskEnterprise("示例问题", A.Promises, by, Now);
                break;
            case CaseMove.Supply:
                Case.Supply("示例答复", A.Promises, by, Now);
                break;
            case CaseMove.Answer:
                Case.Answer("示例答复", A.Promises, by, Now);
                break;
            case CaseMove.AskExtension:
                Case.AskExtension(WorkingTime.Days(1), reason, A.Promises, by, Now);
                break;
            case CaseMove.GrantExtension:
                Case.GrantExtension(A.Promises, by, Now);
                break;
            case CaseMove.RefuseExtension:
                Case.RefuseExtension(reason, by, Now);
                break;
            case CaseMove.Redirect:
                Case.Redirect(RedirectReason.AnotherAuthority, "示例部门", by, Now);
                break;
            case CaseMove.Merge:
                Case.Merge(Submit(A.Request()), reason, by, Now);
                break;
            case CaseMove.Separate:
                Case.Separate(reason, A.Promises, by, Now);
                break;
            case CaseMove.Withdraw:
                Case.Withdraw(reason, by, Now);
                break;
            case CaseMove.Reopen:
                Case.Reopen(null, A.Promises, by, Now);
                break;
            case CaseMove.AskPlan:
                Case.AskPlan("示例措施", Lead, A.Promises.Calendar.DateOf(Now).AddDays(60), A.Promises, by, Now);
                break;
            case CaseMove.GrantPlan:
                Case.GrantPlan("示例部门", A.Promises, by, Now);
                break;
            case CaseMove.RefusePlan:
                Case.RefusePlan(reason, A.Promises, by, Now);
                break;
            case CaseMove.ReviewPlan:
                Case.ReviewPlan(
                    "示例进展",
                    outcome == Outcome.NotResolved ? A.Promises.Calendar.DateOf(Now).AddDays(60) : null,
                    A.Promises,
                    by,
                    Now
                );
                break;
            case CaseMove.ProposeExplained:
                Case.ProposeExplained(ExplainedWhy.Law, "示例法第一条", "示例解释", by, Now);
                break;
            case CaseMove.ApproveExplained:
                Case.ApproveExplained(by, Now);
                break;
            case CaseMove.RefuseExplained:
                Case.RefuseExplained(reason, by, Now);
                break;
            case CaseMove.IssueOrder:
                Case.IssueOrder(new(HolderKind.Commissioner), null, reason, A.Promises, by, Now);
                break;
            case CaseMove.AnswerOrder:
                Case.AnswerOrder(
                    Ordered(o => o.Status == OrderStatus.Issued && o.IsFor(by, Case.WithDutyDesk)),
                    null,
                    reason,
                    null,
                    by,
                    Now
                );
                break;
            case CaseMove.CloseOrder:
                Case.CloseOrder(Ordered(o => o.Status == OrderStatus.Answered), by, Now);
                break;
            case CaseMove.ReturnOrder:
                Case.ReturnOrder(Ordered(o => o.Status == OrderStatus.Answered), null, reason, A.Promises, by, Now);
                break;
            case CaseMove.GiveOpinion:
                Case.GiveOpinion(reason, by, Now);
                break;
            case CaseMove.Supplement:
                Case.Supplement(reason, 0, by, Now);
                break;
            case CaseMove.Nudge:
                Case.Nudge("示例部门", A.Promises, by, Now);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(move), move, "No such move.");
        }

        Id<SupervisionOrder> Ordered(Func<SupervisionOrder, bool> which) =>
            Case.Orders.FirstOrDefault(which)?.Id ?? (Case.Orders.Count > 0 ? Case.Orders[^1].Id : Id<SupervisionOrder>.New());

        Id<Leg> Own(Func<Leg, bool> which) => Any(l => l.DepartmentId == by.DepartmentId && which(l));
    }

    /// <summary>Writes the minutes of the conference that is to come: one department leads until the day after tomorrow.</summary>
    public void Minute(Actor by, string minutes = "示例纪要", params (Department Department, bool Lead)[] decisions)
    {
        var whistle = Case.Whistles.FirstOrDefault(w => w.OpenConferenceId is not null);
        var day = A.Promises.Calendar.DateOf(A.Promises.Calendar.Add(Now, WorkingTime.Days(2)).At);
        if (decisions.Length == 0)
        {
            var leg = whistle?.Legs.FirstOrDefault(l => l.Status is LegStatus.Called or LegStatus.CheckedIn || l.IsConferred);
            decisions = [(leg is null ? Free(Lead) : _departments.First(d => d.Id == leg.DepartmentId), true)];
        }

        Case.RecordMinutes(
            whistle?.OpenConferenceId ?? Id<Conference>.New(),
            minutes,
            "示例与会人",
            [.. decisions.Select(d => new ConferenceDecision(d.Department, d.Lead, "示例决定", day))],
            Names,
            A.Promises,
            by,
            Now
        );
    }

    /// <summary>Names of the departments that were met.</summary>
    public IReadOnlyDictionary<Id<Department>, string> Names => _departments.ToDictionary(d => d.Id, d => d.Name);

    /// <summary>A department that was not met before.</summary>
    public Department Met(string name = "示例部门")
    {
        _departments.Add(A.Department(name));
        return _departments[^1];
    }

    /// <summary>All that was raised, with what its clock said at that time.</summary>
    public List<(PromiseClock Clock, PromiseLevel Level, int Revision, DateTimeOffset AmberAt, DateTimeOffset DueAt)> Fired { get; } = [];

    /// <summary>The sweep: raises everything that is due, in the order in which it was.</summary>
    public IReadOnlyList<(PromiseClock Clock, PromiseLevel Level)> Sweep()
    {
        List<(PromiseClock, PromiseLevel)> raised = [];
        // What the end of a pause lets come due is raised in the same run.
        while (Case.Clocks.Where(c => c.NextFireAt < Now).MinBy(c => c.NextFireAt) is { } clock)
        {
            // As it stood when it fired: what fires after it may move it.
            var (revision, amberAt, dueAt) = (clock.Revision, clock.AmberAt, clock.DueAt);
            var levels = Case.Fire(clock, null, A.Promises, Now).Select(step => step.Level).ToList();
            raised.AddRange(levels.Select(level => ((PromiseClock)clock, level)));
            Fired.AddRange(levels.Select(level => ((PromiseClock)clock, level, revision, amberAt, dueAt)));
        }

        return raised;
    }

    /// <summary>The latest clock of this kind.</summary>
    public PromiseClock Clock(PromiseKind kind) => Case.Clocks.Last(c => c.Kind == kind);

    /// <summary>Demands that a move is refused by this rule, about this field, and that nothing has changed.</summary>
    public RuleBroken Refuses(Rule rule, Action move, string? field = null)
    {
        var before = Snapshot();
        var broken = A.Refusal(rule, field, move);
        Assert.That(Snapshot(), Is.EqualTo(before));
        return broken;
    }

    /// <summary>All that a refused move must leave alone.</summary>
    public string Snapshot() =>
        string.Join(
            '\n',
            [
                $"{Case.Version} {Case.Happened.Count} {Case.Status} {Case.Cycle} {Case.Holder} {Case.HolderDepartmentId} {Case.DueAt:O} {Case.NextDueAt:O} {Case.NextAmberAt:O} {Case.ClosedAt:O}",
                $"{Case.OpinionOwed} {Case.OpinionAt:O} {Case.PlanAsked} {Case.Plan} {Case.Explanation} {Case.ExtensionAsked} {Case.Question} {Case.GoTo} {Case.MergedIntoId}",
                $"{Case.ClosureById} {Case.ServedById} {Case.Closure} {Enterprise.Version} {Enterprise.ActiveId} {Enterprise.BackupId}",
                .. Case.Orders.Select(o =>
                    $"{o.No} {o.Why} {o.Promise} {o.To} {o.DepartmentId} {o.Status} {o.AnswerBy:O} {o.Answer} {o.ReturnedWhy}"
                ),
                .. Case.Clocks.Select(c =>
                    $"{c.Kind} {c.SubjectId} {c.Cycle} {c.StartedAt:O} {c.DueAt:O} {c.AmberAt:O} {c.Level} {c.NextFireAt:O} {c.StoppedAt:O} {c.Result}"
                ),
                .. Case.Whistles.Select(w => $"{w.OpenConferenceId} {w.ProblemAt:O}"),
                .. Case.Conferences.Select(c => $"{c.Agenda} {c.Minutes}"),
                .. Case.Legs.Select(l =>
                    $"{l.Id} {l.DepartmentId} {l.Status} {l.Level} {l.Returns} {l.HandlerName} {l.HandlerPhone} {l.FirstStep} {l.FirstStepAt:O} {l.CheckedInAt:O} {l.Objection} {l.Ruling} {l.IsLead} {l.Interim} {l.HeadConsent} {l.Arrival} {l.OfLeg} {l.OfWhistle} {l.DecidedDueAt:O} {l.Result} {l.ReportedAt:O} {l.DoneAt:O}"
                ),
            ]
        );

    // What fits, else what cannot be done.
    private Id<Leg> Any(Func<Leg, bool> which) => (Case.Legs.FirstOrDefault(which) ?? Case.Legs.FirstOrDefault())?.Id ?? Id<Leg>.New();

    private Department Another(Id<Leg> leg) =>
        new[] { Lead, Assist }.FirstOrDefault(d => Case.Legs.All(l => l.DepartmentId != d.Id || (l.Id != leg && !l.IsOpen))) ?? Met();

    private Department Free(Department wanted) => Case.Legs.Any(l => l.IsOpen && l.DepartmentId == wanted.Id) ? Met() : wanted;
}
