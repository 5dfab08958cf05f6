using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Cases;

/// <summary>Why a case has come to the Leader.</summary>
public enum OpinionWhy
{
    /// <summary>A leg went up to the leader in charge, or to a joint meeting.</summary>
    LegRaised,

    /// <summary>Three transfers, and nobody leads.</summary>
    NobodyLeads,

    /// <summary>A promise is late, and its ladder has come to the Leader.</summary>
    PromiseLate,

    /// <summary>The enterprise said for the third time that it is not resolved.</summary>
    ReworkedAgain,
}

/// <summary>An opinion that the Leader owes.</summary>
/// <param name="Why">What it is asked for.</param>
/// <param name="Since">Since when, UTC.</param>
public sealed record OpinionOwed(OpinionWhy Why, DateTimeOffset Since);

/// <summary>
/// What supervision demands in words: an answer from who is late, an opinion from the Leader. Neither changes who has the case.
/// </summary>
public sealed partial class Case
{
    /// <summary>
    /// Promises of words to supervision. They are none to the enterprise, so they don't count for the case's next due time.
    /// </summary>
    public static IReadOnlyList<PromiseKind> Supervising { get; } = [PromiseKind.Opinion, PromiseKind.OrderAnswer];

    private readonly List<SupervisionOrder> _orders = [];

    /// <summary>Supervision orders about it, in the order in which they were issued.</summary>
    public IReadOnlyList<SupervisionOrder> Orders => _orders;

    /// <summary>The opinion that the Leader owes; null when it owes none.</summary>
    public OpinionOwed? OpinionOwed { get; private set; }

    /// <summary>When the Leader wrote its latest opinion, UTC; null when it has written none.</summary>
    public DateTimeOffset? OpinionAt { get; private set; }

    /// <summary>The Supervisor demands an answer from the commissioner, a called department or the service office.</summary>
    /// <param name="to">Who owes the answer; a department has, or had, a part in the case.</param>
    /// <param name="departmentName">The department's name.</param>
    /// <param name="demand">What is demanded, 1 to 1,000 characters; who owes the answer reads it.</param>
    /// <param name="promises">All versions.</param>
    /// <param name="by">Who demands it.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken"><see cref="CaseRules.DemandMissing"/>, <see cref="CaseRules.OrderNeedsAddressee"/>.</exception>
    public SupervisionOrder IssueOrder(Addressee to, string? departmentName, string demand, Promises promises, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.IssueOrder, by);
        Within(demand, 1000, CaseRules.DemandMissing, "demand");
        var known = to.Kind switch
        {
            HolderKind.Department => Legs.Any(l => l.DepartmentId == to.DepartmentId),
            HolderKind.Commissioner or HolderKind.TriageDesk => to.DepartmentId is null,
            _ => false,
        };
        if (!known)
        {
            throw new RuleBroken(CaseRules.OrderNeedsAddressee) { Field = "to" };
        }

        var order = Order(OrderWhy.Demanded, null, to, departmentName, demand.Trim(), promises, by, role, now);
        Settle();
        return order;
    }

    /// <summary>Who owes it answers: why it is late, what is done, and by when.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.OrderAnswerMissing"/>, <see cref="CaseRules.OrderOutOfOrder"/>, <see
    /// cref="CaseRules.DoneByIsAhead"/>.</exception>
    public void AnswerOrder(
        Id<SupervisionOrder> order,
        string? departmentName,
        string answer,
        DateTimeOffset? doneBy,
        Actor by,
        DateTimeOffset now
    )
    {
        var role = Demand(CaseMove.AnswerOrder, by);
        var its = _orders.FirstOrDefault(o => o.Id == order && o.IsFor(by, WithDutyDesk)) ?? throw new NotFound();
        Within(answer, 2000, CaseRules.OrderAnswerMissing, "answer");
        if (doneBy <= now)
        {
            throw new RuleBroken(CaseRules.DoneByIsAhead) { Field = "doneBy" };
        }

        DemandStanding(its, OrderStatus.Issued);
        StopClock(PromiseKind.OrderAnswer, its.Id.Value, by, now);
        its.Say(answer.Trim(), doneBy, by, now);
        Record(by, role, now, new OrderAnswered(its.Id, its.No, its.Answer!, its.DepartmentId, departmentName, doneBy));
        Settle();
    }

    /// <summary>The Supervisor is content with the answer.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.OrderOutOfOrder"/>.</exception>
    public void CloseOrder(Id<SupervisionOrder> order, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.CloseOrder, by);
        var its = DemandStanding(_orders.FirstOrDefault(o => o.Id == order) ?? throw new NotFound(), OrderStatus.Answered);
        its.Close();
        Record(by, role, now, new OrderClosed(its.Id, its.No, its.DepartmentId));
        Settle();
    }

    /// <summary>The Supervisor sends the answer back: another is owed, with a time of its own.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.ReasonMissing"/>, <see cref="CaseRules.OrderOutOfOrder"/>.</exception>
    public void ReturnOrder(
        Id<SupervisionOrder> order,
        string? departmentName,
        string reason,
        Promises promises,
        Actor by,
        DateTimeOffset now
    )
    {
        var role = Demand(CaseMove.ReturnOrder, by);
        Within(reason, 1000, CaseRules.ReasonMissing, "reason");
        var its = DemandStanding(_orders.FirstOrDefault(o => o.Id == order) ?? throw new NotFound(), OrderStatus.Answered);
        its.Return(reason.Trim(), StartClock(OrderPromise(promises, now), its.Id.Value, by).DueAt);
        Record(by, role, now, new OrderReturned(its.Id, its.No, its.ReturnedWhy!, its.To, its.DepartmentId, departmentName, its.AnswerBy));
        Settle();
    }

    /// <summary>The Leader writes the opinion that it owes.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.OpinionMissing"/>, <see cref="CaseRules.NoOpinionOwed"/>.</exception>
    public void GiveOpinion(string opinion, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.GiveOpinion, by);
        Within(opinion, 2000, CaseRules.OpinionMissing, "opinion");
        if (OpinionOwed is null)
        {
            throw new RuleBroken(CaseRules.NoOpinionOwed);
        }

        StopClock(PromiseKind.Opinion, Id.Value, by, now);
        (OpinionOwed, OpinionAt) = (null, now);
        Record(by, role, now, new OpinionGiven(opinion.Trim()));
        Settle();
    }

    /// <summary>
    /// Who owes the promise of this clock, as an order is addressed: the whole matter is the commissioner's, whoever has a part in it.
    /// </summary>
    public Addressee OwedBy(PromiseClock clock) =>
        clock.Kind == PromiseKind.Ruling ? new(HolderKind.TriageDesk)
        : _orders.FirstOrDefault(o => o.Id.Value == clock.SubjectId) is { } order ? new(order.To, order.DepartmentId)
        : Legs.FirstOrDefault(l => l.Id.Value == clock.SubjectId) is { } leg ? new(HolderKind.Department, leg.DepartmentId)
        : new(HolderKind.Commissioner);

    // The ladder's rungs "order" and "Leader". A late answer to an order issues no further order, and a late opinion asks for no further
    // opinion: neither would ever end.
    private void Supervise(PromiseClock clock, Step step, string? departmentName, Promises promises, DateTimeOffset now)
    {
        if (Confidential)
        {
            return;
        }

        if (step.Level == PromiseLevel.Ordered && !Supervising.Contains(clock.Kind))
        {
            Order(OrderWhy.PromiseLate, clock.Kind, OwedBy(clock), departmentName, null, promises, Actor.System, Role.System, now);
        }
        else if (step.Level == PromiseLevel.Escalated && clock.Kind != PromiseKind.Opinion)
        {
            AskOpinion(OpinionWhy.PromiseLate, departmentName, clock.Kind, promises, Actor.System, Role.System, now);
        }
    }

    private SupervisionOrder Order(
        OrderWhy why,
        PromiseKind? promise,
        Addressee to,
        string? departmentName,
        string? demand,
        Promises promises,
        Actor by,
        Role role,
        DateTimeOffset now
    )
    {
        var order = SupervisionOrder.Issue(this, _orders.Count + 1, why, promise, to, demand, now);
        _orders.Add(order);
        order.Await(StartClock(OrderPromise(promises, now), order.Id.Value, by).DueAt);
        Record(
            by,
            role,
            now,
            new SupervisionOrdered(order.Id, order.No, why, promise, demand, order.To, order.DepartmentId, departmentName, order.AnswerBy)
        );
        return order;
    }

    private Promise OrderPromise(Promises promises, DateTimeOffset now) =>
        promises.Make(PromiseKind.OrderAnswer, Urgency, now, Category, calendar: CalendarCode);

    // One opinion is owed at a time. What else comes to the Leader meanwhile is written into the timeline and covered by that opinion.
    private void AskOpinion(
        OpinionWhy why,
        string? departmentName,
        PromiseKind? promise,
        Promises promises,
        Actor by,
        Role role,
        DateTimeOffset now
    )
    {
        if (OpinionOwed is null)
        {
            OpinionOwed = new(why, now);
            StartClock(promises, PromiseKind.Opinion, by, now);
        }

        Record(by, role, now, new OpinionAsked(why, departmentName, promise, Clock(PromiseKind.Opinion, Id.Value)!.DueAt));
    }

    // Once the case is closed, orders and opinions about it are no longer owed.
    private void EndSupervision()
    {
        if (ClosedAt is not { } at)
        {
            return;
        }

        OpinionOwed = null;
        foreach (var clock in _clocks.Where(c => Supervising.Contains(c.Kind)))
        {
            clock.Cancel(Actor.System, at);
        }

        _orders.ForEach(o => o.End());
    }

    private bool CanSupervise(CaseMove move, Actor actor) =>
        move switch
        {
            CaseMove.AnswerOrder => _orders.Any(o => o.Status == OrderStatus.Issued && o.IsFor(actor, WithDutyDesk)),
            CaseMove.CloseOrder or CaseMove.ReturnOrder => _orders.Any(o => o.Status == OrderStatus.Answered),
            CaseMove.GiveOpinion => OpinionOwed is not null,
            _ => true,
        };

    private static SupervisionOrder DemandStanding(SupervisionOrder order, OrderStatus status) =>
        order.Status == status ? order : throw new RuleBroken(CaseRules.OrderOutOfOrder, order.Status);
}
