using Commissioner.App.Features.Departments;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Orders;

/// <summary>The Supervisor demands an answer 督办: of the commissioner, of a department that was called, or of the service office.</summary>
[Allow(Permission.Supervise)]
public sealed record IssueOrder(Id<Case> CaseId, HolderKind? To, Id<Department>? DepartmentId, string? Demand) : ICommand<Id<Case>>;

internal sealed class IssueOrderHandler(CommissionerDb db, Actor actor, DepartmentNames departments, Promises promises, TimeProvider clock)
    : IRequestHandler<IssueOrder, Id<Case>>
{
    public async Task<Id<Case>> Handle(IssueOrder command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        var names = await departments.AllAsync(cancellationToken);
        var to = new Addressee(
            command.To ?? (command.DepartmentId is null ? HolderKind.Nobody : HolderKind.Department),
            command.DepartmentId
        );
        @case.IssueOrder(
            to,
            to.DepartmentId is { } d ? names.GetValueOrDefault(d) : null,
            command.Demand ?? "",
            promises,
            actor,
            clock.GetUtcNow()
        );
        return @case.Id;
    }
}
