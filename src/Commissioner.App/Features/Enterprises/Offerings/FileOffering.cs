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

/// <summary>An enterprise says what it offers or seeks, and who may know of it. Nobody files in its name.</summary>
[Allow(Permission.OfferAndSeek)]
public sealed record FileOffering(OfferingText Says) : ICommand<Id<Offering>>;

internal sealed class FileOfferingHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<FileOffering, Id<Offering>>
{
    public async Task<Id<Offering>> Handle(FileOffering command, CancellationToken cancellationToken)
    {
        var own = actor.EnterpriseId ?? throw new NotFound();
        var offering = Offering.File(own, command.Says, clock.Today(), actor, clock.GetUtcNow());
        await db.DemandPlaceAsync(offering.PlaceId, cancellationToken);
        var open = await db.Offerings.CountAsync(
            o => o.EnterpriseId == own && (o.State == OfferingState.Open || o.State == OfferingState.Paused),
            cancellationToken
        );
        if (open >= Offering.MostOpen)
        {
            throw new RuleBroken(OfferingRules.OfferingsTooMany, Offering.MostOpen);
        }

        db.Offerings.Add(offering);
        return offering.Id;
    }
}
