using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Retention;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Retention;

/// <summary>Supervision lifts a hold: what is past its time is erased by the next run.</summary>
[Allow(Permission.KeepRetention)]
public sealed record LiftLegalHold(Id<LegalHold> HoldId, string? Reason) : ICommand<Id<LegalHold>>;

internal sealed class LiftLegalHoldHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<LiftLegalHold, Id<LegalHold>>
{
    public async Task<Id<LegalHold>> Handle(LiftLegalHold command, CancellationToken cancellationToken)
    {
        var hold = await db.LegalHolds.SingleOrDefaultAsync(h => h.Id == command.HoldId, cancellationToken) ?? throw new NotFound();
        hold.Lift(command.Reason, actor, clock.GetUtcNow());
        return hold.Id;
    }
}
