using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Rebases;

/// <summary>Somebody stops a re-base: what is carried over stays so, the rest stays as it is.</summary>
[Allow(Permission.ManageRules)]
public sealed record StopRebase(Id<Rebase> Id) : ICommand<Id<Rebase>>;

internal sealed class StopRebaseHandler(CommissionerDb db, TimeProvider clock) : IRequestHandler<StopRebase, Id<Rebase>>
{
    public async Task<Id<Rebase>> Handle(StopRebase command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // One statement: it waits for the lock of the piece at work and takes effect before the next one.
        if (
            await db
                .Rebases.Where(r => r.Id == command.Id && r.State == RebaseState.Running)
                .ExecuteUpdateAsync(
                    r => r.SetProperty(x => x.State, RebaseState.Stopped).SetProperty(x => x.EndedAt, now),
                    cancellationToken
                ) == 0
        )
        {
            throw await db.Rebases.AnyAsync(r => r.Id == command.Id, cancellationToken)
                ? new RuleBroken(RebaseRules.RebaseDoesNotRun)
                : new NotFound();
        }

        return command.Id;
    }
}
