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

/// <summary>A case with everybody who has to do with it, and a clock that is set by hand. 2026-03-02 is a Monday without a holiday near.</summary>
sealed class Scene
{
    public Scene(string now = "2026-03-02 10:00", Urgency urgency = Urgency.Ordinary, string category = "Utilities", bool dutyDesk = false)
    {
        Now = Given.Shanghai(now);
        Enterprise = A.Enterprise(Now.AddMonths(-1));
        if (!dutyDesk)
        {
            Enterprise.Pair(Serving, Backup, A.Office, Now.AddMonths(-1));
        }

        Commissioner = Serving.Acting();
        Owner = A.Actor(Role.EnterpriseOwner, Enterprise.Id);
        Case = Submit(A.Request(urgency, category));
        Actors = Enum.GetValues<Role>().ToDictionary(role => role, role => role switch
        {
            Role.Commissioner => Commissioner,
            Role.EnterpriseOwner => Owner,
            Role.TriageDesk => Reviewer,
            Role.EnterpriseUser => A.Actor(role, Enterprise.Id),
            Role.DepartmentLiaison or Role.DepartmentHandler or Role.DepartmentHead => A.Actor(role, department: Lead.Id),
            _ => A.Actor(role),
        });
    }

    public DateTimeOffset Now { get; set; }

    public Enterprise Enterprise { get; }

    public Case Case { get; }

    public Person Serving { get; } = A.Person("示例专员", Role.Commissioner);

    public Person Backup { get; } = A.Person("示例备岗", Role.Commissioner);

    public Actor Owner { get; }

    public Actor Commissioner { get; }

    /// <summary>Serves at the duty desk.</summary>
    public Actor Desk { get; } = A.Actor(Role.TriageDesk);

    /// <summary>Of the same office, but not who serves.</summary>
    public Actor Reviewer { get; } = A.Actor(Role.TriageDesk);

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
        Case.BlowWhistle(A.Call(kind), [(Lead, true)], A.Promises, Server, Now);
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
            case CaseMove.CheckIn:
                Case.CheckIn(Fitting(LegStatus.Called, by.DepartmentId), "示例部门", A.Card(Now), A.Promises, by, Now);
                break;
            case CaseMove.Report:
                Case.Report(Fitting(LegStatus.CheckedIn, by.DepartmentId), "示例部门", elements ?? A.Elements(Now), by, Now);
                break;
            case CaseMove.ApproveReport:
                Case.ApproveReport(Fitting(LegStatus.Reported), "示例部门", by, Now);
                break;
            case CaseMove.ReturnReport:
                Case.ReturnReport(Fitting(LegStatus.Reported), "示例部门", reason, A.Promises, by, Now);
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
                Rating.Give(Case, new(Level.Satisfied), by, Now);
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
            case CaseMove.Withdraw:
                Case.Withdraw(reason, by, Now);
                break;
            case CaseMove.Reopen:
                Case.Reopen(null, A.Promises, by, Now);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(move), move, "No such move.");
        }
    }

    /// <summary>The sweep: raises everything that is due, in the order in which it was.</summary>
    public IReadOnlyList<(PromiseClock Clock, PromiseLevel Level)> Sweep()
    {
        List<(PromiseClock, PromiseLevel)> raised = [];
        // What the end of a pause lets come due is raised in the same run.
        while (Case.Clocks.Where(c => c.NextFireAt < Now).MinBy(c => c.NextFireAt) is { } clock)
        {
            raised.AddRange(Case.Fire(clock, null, A.Promises, Now).Select(step => (clock, step.Level)));
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
    public string Snapshot() => string.Join('\n',
    [
        $"{Case.Version} {Case.Happened.Count} {Case.Status} {Case.Cycle} {Case.Holder} {Case.HolderDepartmentId} {Case.DueAt:O} {Case.NextDueAt:O} {Case.NextAmberAt:O} {Case.ClosedAt:O}",
        $"{Case.ClosureById} {Case.ServedById} {Case.Closure} {Enterprise.Version} {Enterprise.ActiveId} {Enterprise.BackupId}",
        .. Case.Clocks.Select(c => $"{c.Kind} {c.SubjectId} {c.Cycle} {c.StartedAt:O} {c.DueAt:O} {c.AmberAt:O} {c.Level} {c.NextFireAt:O} {c.StoppedAt:O} {c.Result}"),
        .. Case.Legs.Select(l => $"{l.Id} {l.DepartmentId} {l.Status} {l.Level} {l.Returns} {l.HandlerName} {l.HandlerPhone} {l.FirstStep} {l.FirstStepAt:O} {l.CheckedInAt:O} {l.Result} {l.ReportedAt:O} {l.DoneAt:O}"),
    ]);

    private Id<Leg> Fitting(LegStatus status, Id<Department>? department = null) =>
        (Case.Legs.FirstOrDefault(l => l.Status == status && (department is null || l.DepartmentId == department)) ?? Case.Legs.FirstOrDefault())?.Id ?? Id<Leg>.New();

    private Department Free(Department wanted) => Case.Legs.Any(l => l.IsOpen && l.DepartmentId == wanted.Id) ? A.Department() : wanted;
}
