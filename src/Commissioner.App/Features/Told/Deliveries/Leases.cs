using Commissioner.Data;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Deliveries;

/// <summary>Leases deliveries to this node: until a lease ends no other node hands the message over.</summary>
public sealed class Leases(CommissionerDb db, DeliveryPlan plan, ChannelHealth health, TimeProvider clock)
{
    /// <summary>
    /// Takes what is due on these channels. What has expired gives way to the next channel here; the rest is leased, and handed over outside
    /// of any transaction.
    /// </summary>
    /// <returns>What was leased; null where nothing was due.</returns>
    public async Task<IReadOnlyList<Delivery>?> TakeAsync(IReadOnlyList<OpenChannel> open, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(open);
        var now = clock.GetUtcNow();
        var isNothing = true;
        List<Delivery> taken = [];
        // A channel that fails is tried with one message: while its gateway is away, the others of it wait.
        List<(string[] Kinds, int Most)> rounds =
        [
            ([.. open.Where(o => o.Works).Select(o => o.Channel.ToString())], most),
            .. open.Where(o => !o.Works).Select(o => (new[] { o.Channel.ToString() }, 1)),
        ];
        foreach (var failing in open.Where(o => !o.Works))
        {
            await health.HurryOneAsync(failing.Channel, now, cancellationToken);
        }

        foreach (var (kinds, count) in rounds)
        {
            await using var transaction = await db.BeginAsync(cancellationToken);
            var due = await db.DueDeliveries(now, kinds, count).ToListAsync(cancellationToken);
            isNothing &= due.Count == 0;
            foreach (var delivery in due)
            {
                if (delivery.Take(now))
                {
                    taken.Add(delivery);
                }
                else
                {
                    await plan.GoOnAsync(delivery, now, cancellationToken);
                }
            }

            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        return isNothing ? null : taken;
    }
}
