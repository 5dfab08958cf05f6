using Commissioner.App.Features.Departments;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Orders;

/// <summary>Who owes it answers a supervision order: why it is late, what is done, and by when.</summary>
[Allow(Permission.AnswerOrder)]
public sealed record AnswerOrder(Id<SupervisionOrder> OrderId, string? Answer, DateTimeOffset? DoneBy) : ICommand<Id<Case>>;

internal sealed class AnswerOrderHandler(CommissionerDb db, Actor actor, DepartmentNames departments, TimeProvider clock)
    : IRequestHandler<AnswerOrder, Id<Case>>
{
    public async Task<Id<Case>> Handle(AnswerOrder command, CancellationToken cancellationToken)
    {
        var @case = await db.CaseOfOrder(command.OrderId, actor, cancellationToken);
        var names = await departments.AllAsync(cancellationToken);
        var department = @case.Orders.First(o => o.Id == command.OrderId).DepartmentId;
        @case.AnswerOrder(
            command.OrderId,
            department is { } d ? names.GetValueOrDefault(d) : null,
            command.Answer ?? "",
            command.DoneBy?.ToUniversalTime(),
            actor,
            clock.GetUtcNow()
        );
        return @case.Id;
    }
}
