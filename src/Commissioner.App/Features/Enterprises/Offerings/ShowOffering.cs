using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Offerings;

/// <summary>One offer or seek. To another enterprise there is none: it meets it as a suggestion alone.</summary>
[Allow(Permission.ReadOfferings)]
public sealed record ShowOffering(Id<Offering> OfferingId) : IQuery<OfferingSheet>;

/// <summary>An offer or a seek.</summary>
/// <param name="Line">What it says.</param>
/// <param name="Version">Its version.</param>
/// <param name="PlaceId">The park that it names.</param>
/// <param name="City">The city that it names.</param>
/// <param name="Can">What may be done about it now.</param>
/// <param name="MayChange">It may be said otherwise.</param>
public sealed record OfferingSheet(
    OfferingLine Line,
    int Version,
    Id<Park>? PlaceId,
    string? City,
    IReadOnlyList<OfferingStep> Can,
    bool MayChange
);

internal sealed class ShowOfferingHandler(CommissionerDb db, OfferingBook book, Actor actor, TimeProvider clock)
    : IRequestHandler<ShowOffering, OfferingSheet>
{
    public async Task<OfferingSheet> Handle(ShowOffering query, CancellationToken cancellationToken)
    {
        var its = db.Offerings.AsNoTracking().VisibleTo(db, actor, clock.Today()).Where(o => o.Id == query.OfferingId);
        var offering =
            await its.SingleOrDefaultAsync(o => actor.EnterpriseId == null || o.EnterpriseId == actor.EnterpriseId, cancellationToken)
            ?? throw new NotFound();
        var own = offering.EnterpriseId == actor.EnterpriseId;
        return new(
            await book.Lines(its).SingleAsync(cancellationToken),
            offering.Version,
            offering.PlaceId,
            offering.City,
            own ? [.. Can(offering)] : [],
            own && offering.IsOpen
        );
    }

    private static IEnumerable<OfferingStep> Can(Offering offering) =>
        !offering.IsOpen
            ? []
            : [offering.State == OfferingState.Open ? OfferingStep.Pause : OfferingStep.Resume, OfferingStep.Fulfil, OfferingStep.Withdraw];
}
