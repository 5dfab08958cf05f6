using Commissioner.App.Features.Deliveries;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Receipts;

/// <summary>A gateway tells what became of a message: taken once, whatever comes late, twice or before its own answer.</summary>
/// <param name="Gateway">Which gateway.</param>
/// <param name="Event">By which it knows the event.</param>
/// <param name="DeliveryId">Which delivery, where the callback says it.</param>
/// <param name="ProviderId">By which it knows the message.</param>
/// <param name="Fate">How far it came.</param>
/// <param name="Code">Its code of what is wrong.</param>
[Allow(Permission.RunJobs)]
public sealed record HearOfDelivery(string Gateway, string Event, Id<Delivery>? DeliveryId, string ProviderId, Fate Fate, string? Code)
    : ICommand<Unit>,
        IRepeatable;

internal sealed class HearOfDeliveryHandler(CommissionerDb db, DeliveryPlan plan, TimeProvider clock)
    : IRequestHandler<HearOfDelivery, Unit>
{
    public async Task<Unit> Handle(HearOfDelivery command, CancellationToken cancellationToken)
    {
        if (await db.Receipts.AnyAsync(r => r.Gateway == command.Gateway && r.Event == command.Event, cancellationToken))
        {
            return Unit.Value;
        }

        var now = clock.GetUtcNow();
        db.Receipts.Add(
            new Receipt
            {
                Gateway = command.Gateway,
                Event = command.Event,
                At = now,
            }
        );
        var delivery = await db.Deliveries.FirstOrDefaultAsync(
            d => command.DeliveryId != null ? d.Id == command.DeliveryId : d.ProviderId == command.ProviderId,
            cancellationToken
        );
        // A code that signs in is no delivery; and of a message handed over twice, the one that failed is not the one that counts.
        var isAnothers = command.Fate == Fate.Failed && delivery?.ProviderId is { } known && known != command.ProviderId;
        if (delivery is not null && !isAnothers && delivery.Hear(command.Fate, command.Code, now) && delivery.Fate == Fate.Failed)
        {
            await plan.GoOnAsync(delivery, now, cancellationToken);
        }

        return Unit.Value;
    }
}
