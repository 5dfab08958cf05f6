using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Engine;

/// <summary>The administrator has a row that was set aside tried again with the next waking.</summary>
[Allow(Permission.RunMachine)]
public sealed record TryAgain(Guid Key) : ICommand<bool>, IRepeatable;

internal sealed class TryAgainHandler(CommissionerDb db, TimeProvider clock) : IRequestHandler<TryAgain, bool>
{
    public async Task<bool> Handle(TryAgain command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var aside = await db.SetAside.Where(s => s.Key == command.Key).ToListAsync(cancellationToken);
        if (aside.Count == 0)
        {
            throw new NotFound();
        }

        if (aside.Exists(s => s.Kind == RowKind.Clock))
        {
            var id = new Id<PromiseClock>(command.Key);
            if (await db.Clocks.SingleOrDefaultAsync(k => k.Id == id && k.NextFireAt != null, cancellationToken) is not { } promise)
            {
                return false;
            }

            // Set on the row directly: putting a clock off and back is the machine's doing and no event of the clock.
            db.Entry(promise).Property(k => k.NextFireAt).CurrentValue = now;
        }

        aside.ForEach(s => s.NextTryAt = now);
        return true;
    }
}
