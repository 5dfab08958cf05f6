using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Cases;

/// <summary>What becomes of a case when the time of a promise runs out.</summary>
public sealed partial class Case
{
    // Promises that end by a move of the case itself: at red the closure passes, or the enterprise's silence closes the case or lets it go
    // on.
    private static readonly PromiseKind[] Acting =
    [
        PromiseKind.Review,
        PromiseKind.Confirmation,
        PromiseKind.Supplement,
        PromiseKind.Answer,
    ];

    /// <summary>
    /// Whether raising these levels changes nothing of the case but one timeline entry each. Such clocks are raised in bulk, without
    /// loading their cases.
    /// </summary>
    public static bool OnlyTells(PromiseClock clock, IReadOnlyList<Step> steps) =>
        !steps.Any(s =>
            LiftsItsLeg(clock, s)
            || s.Level is PromiseLevel.Ordered or PromiseLevel.Escalated
            || (s.Level == PromiseLevel.Overdue && Acting.Contains(clock.Kind))
        );

    /// <summary>What a raised level is in the timeline.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="step">The level.</param>
    /// <param name="department">The department that owes, by its leg or its order; null where none does.</param>
    /// <param name="departmentName">That department's name.</param>
    /// <param name="stoodSince">Since when no sweep ran, UTC, where that is why it is raised so late; null otherwise.</param>
    public static DomainEvent Told(
        PromiseClock clock,
        Step step,
        Id<Department>? department,
        string? departmentName,
        DateTimeOffset? stoodSince
    )
    {
        // A ruling's clock belongs to a leg, but the service office owes it, not the leg's department.
        (department, departmentName) = clock.Kind == PromiseKind.Ruling ? (null, null) : (department, departmentName);
        return step.Level switch
        {
            PromiseLevel.Warned => new PromiseNearlyDue(clock.Kind, clock.DueAt, department, departmentName, stoodSince),
            PromiseLevel.Overdue => new PromiseOverdue(clock.Kind, clock.DueAt, department, departmentName, step.Tells, stoodSince),
            PromiseLevel.FirstReminder or PromiseLevel.SecondReminder => new EnterpriseReminded(clock.Kind, clock.DueAt, stoodSince),
            _ => new PromiseEscalated(clock.Kind, step.Level, clock.DueAt, department, departmentName, step.Tells, stoodSince),
        };
    }

    /// <summary>Raises what is due on one of its clocks, and does what the clock itself does when its time is over.</summary>
    /// <param name="clock">One of its clocks.</param>
    /// <param name="departmentName">The name of the department that owes, where one does.</param>
    /// <param name="promises">All versions.</param>
    /// <param name="now">When.</param>
    /// <param name="stoodSince">Since when no sweep ran, UTC, where that is why it is raised so late: that stretch is the system's, and
    /// nobody is blamed for it.</param>
    /// <returns>The levels raised, lowest first.</returns>
    public IReadOnlyList<Step> Fire(
        PromiseClock clock,
        string? departmentName,
        Promises promises,
        DateTimeOffset now,
        DateTimeOffset? stoodSince = null
    )
    {
        var raised = clock.Fire(promises, now);
        var leg = Legs.FirstOrDefault(l => l.Id.Value == clock.SubjectId);
        var owes = OwedBy(clock).DepartmentId ?? leg?.DepartmentId;
        foreach (var step in raised)
        {
            Record(Actor.System, Role.System, now, Told(clock, step, owes, departmentName, stoodSince));
            Supervise(clock, step, clock.Kind == PromiseKind.Ruling ? null : departmentName, promises, now);
            if (leg is not null && LiftsItsLeg(clock, step))
            {
                Raise(leg, departmentName, RaisedBecause.CheckInMissed, null, promises, Actor.System, Role.System, now);
            }
        }

        if (raised.Any(s => s.Level == PromiseLevel.Overdue))
        {
            ActAtTheEnd(clock, promises, now);
        }

        Settle();
        return raised;
    }

    // At red some clocks act: the closure passes unreviewed, silence closes the case, an unanswered question lets it go on.
    private void ActAtTheEnd(PromiseClock clock, Promises promises, DateTimeOffset now)
    {
        switch (clock.Kind)
        {
            case PromiseKind.Review:
                PassClosure(promises, Actor.System, now);
                break;
            case PromiseKind.Confirmation:
                clock.Lapse(now);
                (Status, ClosedAt) = (CaseStatus.Unanswered, now);
                Invite(now);
                Record(Actor.System, Role.System, now, new ConfirmationLapsed());
                break;
            case PromiseKind.Supplement:
                clock.Lapse(now);
                Close(CaseStatus.Unanswered, Actor.System, now);
                Record(Actor.System, Role.System, now, new SupplementLapsed());
                break;
            case PromiseKind.Answer:
                clock.Lapse(now);
                GoOn(promises, Actor.System, now);
                Record(Actor.System, Role.System, now, new AnswerLapsed());
                break;
            default:
                break;
        }
    }

    // A missed check-in lifts its leg one level at red, and one more when the supervision order goes out (docs/trade.md, Whistles).
    private static bool LiftsItsLeg(PromiseClock clock, Step step) =>
        clock.Kind == PromiseKind.CheckIn && step.Level is PromiseLevel.Overdue or PromiseLevel.Ordered;
}
