using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;

namespace Commissioner.Domain.Cases;

/// <summary>A supervision order went out: who owes an answer, and by when.</summary>
public sealed record SupervisionOrdered(
    Id<SupervisionOrder> OrderId,
    int No,
    OrderWhy OrderWhy,
    PromiseKind? Promise,
    string? Demand,
    HolderKind To,
    Id<Department>? DepartmentId,
    string? DepartmentName,
    DateTimeOffset AnswerBy
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => OrderAudience.Of(DepartmentId);

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>A supervision order was answered.</summary>
public sealed record OrderAnswered(
    Id<SupervisionOrder> OrderId,
    int No,
    string Answer,
    Id<Department>? DepartmentId,
    string? DepartmentName,
    DateTimeOffset? DoneBy
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => OrderAudience.Of(DepartmentId);

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>The Supervisor sent an answer back.</summary>
public sealed record OrderReturned(
    Id<SupervisionOrder> OrderId,
    int No,
    string Reason,
    HolderKind To,
    Id<Department>? DepartmentId,
    string? DepartmentName,
    DateTimeOffset AnswerBy
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => OrderAudience.Of(DepartmentId);

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>The Supervisor is content with an answer.</summary>
public sealed record OrderClosed(Id<SupervisionOrder> OrderId, int No, Id<Department>? DepartmentId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => OrderAudience.Of(DepartmentId);

    /// <inheritdoc/>
    public override Id<Department>? Concerns() => DepartmentId;
}

/// <summary>The Leader owes an opinion on what was escalated to it.</summary>
public sealed record OpinionAsked(OpinionWhy OpinionWhy, string? DepartmentName, PromiseKind? Promise, DateTimeOffset OpinionBy)
    : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>The Leader wrote its opinion 批示.</summary>
public sealed record OpinionGiven(string Opinion) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

internal static class OrderAudience
{
    public static Audience Of(Id<Department>? department) =>
        Audience.Desk | Audience.Supervision | (department is null ? 0 : Audience.Department);
}
