using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline.Calls;

/// <summary>A seat called whom no message had reached, and says whether it heard.</summary>
[Allow(Permission.AnswerCalls)]
public sealed record TellByPhone(Id<Delivery> DeliveryId, bool Heard) : ICommand<Id<Delivery>>;

internal sealed class TellByPhoneHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<TellByPhone, Id<Delivery>>
{
    public async Task<Id<Delivery>> Handle(TellByPhone command, CancellationToken cancellationToken)
    {
        var delivery =
            await db.Deliveries.SingleOrDefaultAsync(d => d.Id == command.DeliveryId && d.Channel == Channel.Hotline, cancellationToken)
            ?? throw new NotFound();
        // Of two seats that called, the second one changes nothing; what became of it says who was first.
        if (!delivery.IsDone && delivery.Hear(command.Heard ? Fate.Delivered : Fate.Failed, "NotReached", clock.GetUtcNow()))
        {
            delivery.CalledBy(actor);
        }

        return delivery.Id;
    }
}
