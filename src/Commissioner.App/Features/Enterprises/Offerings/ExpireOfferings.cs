using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Offerings;

/// <summary>Offers and seeks whose last day is over expire, some hundred at a time; who was asked about them is asked no more.</summary>
[Allow(Permission.RunJobs)]
public sealed record ExpireOfferings : IJob;

internal sealed class ExpireOfferingsHandler(CommissionerDb db, TimeProvider clock) : IRequestHandler<ExpireOfferings, int>
{
    private const int Batch = 200;

    public async Task<int> Handle(ExpireOfferings job, CancellationToken cancellationToken)
    {
        var (now, today, expired) = (clock.GetUtcNow(), clock.Today(), 0);
        while (true)
        {
            var over = await db
                .Offerings.Where(o => (o.State == OfferingState.Open || o.State == OfferingState.Paused) && o.UntilOn < today)
                .OrderBy(o => o.UntilOn)
                .ThenBy(o => o.Id)
                .Take(Batch)
                .ToListAsync(cancellationToken);
            if (over.Count == 0)
            {
                return expired;
            }

            over.ForEach(o => o.Expire(today, now));
            await db.EndAskingAsync([.. over.Select(o => o.Id)], Actor.System, now, cancellationToken);
            await db.StoreAsync(cancellationToken);
            db.ChangeTracker.Clear();
            expired += over.Count;
        }
    }
}
