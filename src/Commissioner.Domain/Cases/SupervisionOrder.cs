using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Cases;

/// <summary>Why an answer is demanded.</summary>
public enum OrderWhy
{
    /// <summary>The Supervisor demands it.</summary>
    Demanded,

    /// <summary>A promise is late, and its ladder has come to this.</summary>
    PromiseLate,

    /// <summary>The enterprise said for the second time that it is not resolved.</summary>
    ReworkedAgain,
}

/// <summary>Where a supervision order stands.</summary>
public enum OrderStatus
{
    /// <summary>An answer is owed.</summary>
    Issued,

    /// <summary>The answer waits for the Supervisor.</summary>
    Answered,

    /// <summary>The Supervisor is content with the answer.</summary>
    Closed,

    /// <summary>The case was closed first.</summary>
    Ended,
}

/// <summary>Who owes an answer.</summary>
/// <param name="Kind">Commissioner, department or service office.</param>
/// <param name="DepartmentId">Which department, where it is one.</param>
public sealed record Addressee(HolderKind Kind, Id<Department>? DepartmentId = null);

/// <summary>
/// A supervision order 督办单: whoever is late with a case answers by a time what it does about it, and the Supervisor judges the answer.
/// </summary>
public sealed class SupervisionOrder
{
    private SupervisionOrder() { }

    /// <summary>Its key, and its clock's subject.</summary>
    public Id<SupervisionOrder> Id { get; private set; }

    /// <summary>The case that it is about.</summary>
    public Id<Case> CaseId { get; private set; }

    /// <summary>Counts from 1 within the case.</summary>
    public int No { get; private set; }

    /// <summary>Why it was issued.</summary>
    public OrderWhy Why { get; private set; }

    /// <summary>The late promise; null where it is about none.</summary>
    public PromiseKind? Promise { get; private set; }

    /// <summary>What is demanded, in the Supervisor's words; null where the system issued it.</summary>
    public string? Demand { get; private set; }

    /// <summary>As what somebody owes the answer: the commissioner who serves now, a department, the service office.</summary>
    public HolderKind To { get; private set; }

    /// <summary>The department that owes the answer, where one does.</summary>
    public Id<Department>? DepartmentId { get; private set; }

    /// <summary>When it was issued, UTC.</summary>
    public DateTimeOffset IssuedAt { get; private set; }

    /// <summary>Until when the answer is owed, UTC.</summary>
    public DateTimeOffset AnswerBy { get; private set; }

    public OrderStatus Status { get; private set; }

    /// <summary>The latest answer.</summary>
    public string? Answer { get; private set; }

    /// <summary>When the answer says that it is done, UTC; null where it does not say.</summary>
    public DateTimeOffset? DoneBy { get; private set; }

    public Id<Person>? AnsweredById { get; private set; }

    /// <summary>When it was answered last, UTC; null until then.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Why the latest answer was sent back; null where none was, or it was answered anew.</summary>
    public string? ReturnedWhy { get; private set; }

    /// <summary>Whether this person owes the answer.</summary>
    public bool IsFor(Actor actor, bool withDutyDesk) =>
        To switch
        {
            HolderKind.Department => DepartmentId == actor.DepartmentId
                && actor.Is(Role.DepartmentLiaison, Role.DepartmentHandler, Role.DepartmentHead),
            HolderKind.Commissioner => actor.Is(withDutyDesk ? Role.TriageDesk : Role.Commissioner),
            _ => actor.Is(Role.TriageDesk),
        };

    internal static SupervisionOrder Issue(
        Case @case,
        int no,
        OrderWhy why,
        PromiseKind? promise,
        Addressee to,
        string? demand,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = Id<SupervisionOrder>.New(now),
            CaseId = @case.Id,
            No = no,
            Why = why,
            Promise = promise,
            To = to.Kind,
            DepartmentId = to.DepartmentId,
            Demand = demand,
            IssuedAt = now,
        };

    internal void GoOnWith(Id<Department> successor) => DepartmentId = successor;

    internal void Await(DateTimeOffset answerBy) => AnswerBy = answerBy;

    internal void Say(string answer, DateTimeOffset? doneBy, Actor by, DateTimeOffset now) =>
        (Status, Answer, DoneBy, AnsweredById, AnsweredAt, ReturnedWhy) = (OrderStatus.Answered, answer, doneBy, by.Id, now, null);

    internal void Return(string why, DateTimeOffset answerBy) => (Status, ReturnedWhy, AnswerBy) = (OrderStatus.Issued, why, answerBy);

    internal void Close() => Status = OrderStatus.Closed;

    internal void End() => Status = Status == OrderStatus.Closed ? OrderStatus.Closed : OrderStatus.Ended;
}
