using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.FactorResets;

/// <summary>
/// A second administrator agrees to the reset of a lost second factor, or refuses it. Who agrees is told the second half of the code for once.
/// </summary>
[Allow(Permission.ConfirmRoles)]
public sealed record DecideFactorReset(Id<FactorReset> ResetId, bool Agrees) : ICommand<FactorResetMade>, IRepeatable;

internal sealed class DecideFactorResetHandler(CommissionerDb db, FactorBook book, Actor actor, TimeProvider clock)
    : IRequestHandler<DecideFactorReset, FactorResetMade>
{
    public async Task<FactorResetMade> Handle(DecideFactorReset command, CancellationToken cancellationToken)
    {
        var reset = await db.FactorResets.SingleOrDefaultAsync(r => r.Id == command.ResetId, cancellationToken) ?? throw new NotFound();
        var half = reset.Half;
        reset.Decide(command.Agrees, actor, clock.GetUtcNow());
        if (!command.Agrees)
        {
            return new(reset.Id, reset.State, null);
        }

        var (_, account) = await book.OfAsync(reset.PersonId, cancellationToken);
        return new(reset.Id, reset.State, await book.FollowAsync(reset, account, half, cancellationToken));
    }
}
