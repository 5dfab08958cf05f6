using Commissioner.App.Features.Departments;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Orders;

/// <summary>The Supervisor is content with the answer to its order 销号, or sends it back with a reason.</summary>
[Allow(Permission.Supervise)]
public sealed record JudgeOrder(Id<SupervisionOrder> OrderId, bool Content, string? Reason) : ICommand<Id<Case>>;

internal sealed class JudgeOrderHandler(CommissionerDb db, Actor actor, DepartmentNames departments, Promises promises, TimeProvider clock)
    : IRequestHandler<JudgeOrder, Id<Case>>
{
    public async Task<Id<Case>> Handle(JudgeOrder command, CancellationToken cancellationToken)
    {
        var @case = await db.CaseOfOrder(command.OrderId, actor, cancellationToken);
        if (command.Content)
        {
            @case.CloseOrder(command.OrderId, actor, clock.GetUtcNow());
        }
        else
        {
            var names = await departments.AllAsync(cancellationToken);
            var department = @case.Orders.First(o => o.Id == command.OrderId).DepartmentId;
            @case.ReturnOrder(
                command.OrderId,
                department is { } d ? names.GetValueOrDefault(d) : null,
                command.Reason ?? "",
                promises,
                actor,
                clock.GetUtcNow()
            );
        }

        return @case.Id;
    }
}
