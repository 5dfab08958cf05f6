using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Leaves;

/// <summary>A leave ends before its time, or is taken back before it begins; what others do in the meantime is handed back within a minute.</summary>
[Allow(Permission.KeepLeaves)]
public sealed record EndLeave(Id<Leave> LeaveId) : ICommand<Id<Leave>>;

internal sealed class EndLeaveHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<EndLeave, Id<Leave>>
{
    public async Task<Id<Leave>> Handle(EndLeave command, CancellationToken cancellationToken)
    {
        var office = actor.Is(Role.TriageDesk);
        var leave =
            await db.Leaves.SingleOrDefaultAsync(l => l.Id == command.LeaveId && (office || l.PersonId == actor.Id), cancellationToken)
            ?? throw new NotFound();
        leave.End(actor, clock.GetUtcNow());
        return leave.Id;
    }
}
