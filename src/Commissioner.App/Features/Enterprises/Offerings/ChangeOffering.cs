using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Offerings;

/// <summary>An enterprise says otherwise what it offers or seeks, until when, or who may know of it.</summary>
[Allow(Permission.OfferAndSeek)]
public sealed record ChangeOffering(Id<Offering> OfferingId, OfferingText Says) : ICommand<Id<Offering>>;

internal sealed class ChangeOfferingHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ChangeOffering, Id<Offering>>
{
    public async Task<Id<Offering>> Handle(ChangeOffering command, CancellationToken cancellationToken)
    {
        var offering = await db.OwnOfferingAsync(command.OfferingId, actor, cancellationToken);
        offering.Change(command.Says, clock.Today(), actor, clock.GetUtcNow());
        await db.DemandPlaceAsync(offering.PlaceId, cancellationToken);
        return offering.Id;
    }
}
