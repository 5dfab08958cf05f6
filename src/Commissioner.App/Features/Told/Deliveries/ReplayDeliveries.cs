using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Deliveries;

/// <summary>Has one delivery sent again that failed, expired or was set aside.</summary>
[Allow(Permission.ReplayDeliveries)]
public sealed record ReplayDelivery(Id<Delivery> Id) : ICommand<Id<Delivery>>;

/// <summary>
/// Has all that a filter finds sent again: what failed, expired or was set aside, and did not go out by another channel since.
/// </summary>
[Allow(Permission.ReplayDeliveries)]
public sealed record ReplayDeliveries(DeliveryFilter Filter) : ICommand<int>;

internal sealed class ReplayDeliveriesHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ReplayDelivery, Id<Delivery>>,
        IRequestHandler<ReplayDeliveries, int>
{
    // So many at a time: who has more presses again.
    private const int Most = 1000;

    private static readonly Fate[] Lost = [Fate.Failed, Fate.Expired, Fate.SetAside];

    public async Task<Id<Delivery>> Handle(ReplayDelivery command, CancellationToken cancellationToken)
    {
        var delivery = await db.Deliveries.SingleOrDefaultAsync(d => d.Id == command.Id, cancellationToken) ?? throw new NotFound();
        delivery.Replay(clock.GetUtcNow());
        return delivery.Id;
    }

    public async Task<int> Handle(ReplayDeliveries command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var found = await command
            .Filter.Among(db, db.Deliveries, actor)
            .Where(d =>
                Lost.Contains(d.Fate)
                && !db.Deliveries.Any(o =>
                    o.EntryId == d.EntryId && o.Text == d.Text && o.PersonId == d.PersonId && o.PlannedAt > d.PlannedAt
                )
            )
            .OrderBy(d => d.PlannedAt)
            .Take(Most)
            .ToListAsync(cancellationToken);
        found.ForEach(d => d.Replay(now));
        return found.Count;
    }
}
