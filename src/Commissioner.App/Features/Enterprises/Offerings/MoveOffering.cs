using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Offerings;

/// <summary>An enterprise pauses, resumes or ends what it offers or seeks. Whoever was asked about it is asked no more once it is over.</summary>
[Allow(Permission.OfferAndSeek)]
public sealed record MoveOffering(Id<Offering> OfferingId, OfferingStep Step) : ICommand<Id<Offering>>;

internal sealed class MoveOfferingHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<MoveOffering, Id<Offering>>
{
    public async Task<Id<Offering>> Handle(MoveOffering command, CancellationToken cancellationToken)
    {
        var offering = await db.OwnOfferingAsync(command.OfferingId, actor, cancellationToken);
        var now = clock.GetUtcNow();
        offering.Move(command.Step, actor, now);
        if (!offering.IsOpen)
        {
            await db.EndAskingAsync([offering.Id], actor, now, cancellationToken);
        }

        return offering.Id;
    }
}
