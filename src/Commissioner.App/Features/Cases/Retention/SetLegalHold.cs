using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Retention;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Retention;

/// <summary>Supervision holds a case, or the whole enterprise of a case: nothing of it is erased until the hold is lifted.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="WholeEnterprise">Its enterprise with all that is its own, instead of this case alone.</param>
/// <param name="Reason">What for.</param>
[Allow(Permission.KeepRetention)]
public sealed record SetLegalHold(Id<Case> CaseId, bool WholeEnterprise, string? Reason) : ICommand<Id<LegalHold>>;

internal sealed class SetLegalHoldHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<SetLegalHold, Id<LegalHold>>
{
    public async Task<Id<LegalHold>> Handle(SetLegalHold command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.VisibleTo(actor).One(command.CaseId, cancellationToken);
        Id<Case>? one = command.WholeEnterprise ? null : @case.Id;
        Id<Enterprise>? whole = command.WholeEnterprise ? @case.EnterpriseId : null;
        var isHeld = await db.LegalHolds.AnyAsync(
            h => h.LiftedAt == null && ((one != null && h.CaseId == one) || (whole != null && h.EnterpriseId == whole)),
            cancellationToken
        );
        var hold = LegalHold.Set(one, @case.EnterpriseId, isHeld, command.Reason, actor, clock.GetUtcNow());
        db.LegalHolds.Add(hold);
        return hold.Id;
    }
}
