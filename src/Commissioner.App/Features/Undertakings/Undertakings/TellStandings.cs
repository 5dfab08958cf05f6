using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.Clocks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Undertakings;

/// <summary>Every week each enterprise hears where what it entrusted stands. One at a time: one that fails holds up no other.</summary>
[Allow(Permission.RunJobs)]
public sealed record TellStandings : IJob;

internal sealed class TellStandingsHandler(CommissionerDb db, Promises promises, TimeProvider clock, ILogger<TellStandingsHandler> log)
    : IRequestHandler<TellStandings, int>
{
    public async Task<int> Handle(TellStandings job, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = await db.Undertakings.Where(u => u.TellAt <= now).OrderBy(u => u.TellAt).Select(u => u.Id).ToListAsync(cancellationToken);
        var told = 0;
        foreach (var id in due)
        {
            try
            {
                var its = await db
                    .Undertakings.Include(u => u.Nodes.OrderBy(n => n.No))
                    .Include(u => u.Clocks)
                    .AsSplitQuery()
                    .SingleAsync(u => u.Id == id, cancellationToken);
                its.TellStanding(promises, now);
                await db.StoreAsync(cancellationToken);
                told++;
            }
            catch (Exception exception) when (Piecemeal.IsOfARow(db, exception))
            {
                // Somebody has just moved it, or it is broken: the next run finds it again.
                log.LogWarning("{Undertaking} was not told of this time: {Error}", id, Fault.Code(exception));
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }

        return told;
    }
}
