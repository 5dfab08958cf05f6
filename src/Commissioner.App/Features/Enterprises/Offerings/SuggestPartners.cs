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

/// <summary>
/// What suits an offer or a seek, with the reasons, the best first. Only what its enterprise lets the reader know of is among it, and to an
/// enterprise without a name.
/// </summary>
[Allow(Permission.ReadOfferings)]
public sealed record SuggestPartners(Id<Offering> OfferingId) : IQuery<IReadOnlyList<PartnerLine>>
{
    /// <summary>So many of a category are looked at, the newest first: who sees so many is not helped by more.</summary>
    public const int Candidates = 500;

    /// <summary>So many are shown.</summary>
    public const int Shown = 20;
}

/// <summary>Something that suits.</summary>
/// <param name="Id">Which.</param>
/// <param name="Enterprise">Whose; null to another enterprise.</param>
/// <param name="Kind">Whether it is offered or sought.</param>
/// <param name="Category">What kind of goods or services.</param>
/// <param name="What">In its enterprise's words.</param>
/// <param name="Amount">How much.</param>
/// <param name="Unit">What the amount counts.</param>
/// <param name="Place">The park, the sub-park or the city; null for no place in particular.</param>
/// <param name="Reasons">Why it suits, one by one.</param>
/// <param name="Words">What both say.</param>
/// <param name="UntilOn">The last day on which both hold.</param>
public sealed record PartnerLine(
    Id<Offering> Id,
    string? Enterprise,
    OfferingKind Kind,
    OfferingCategory Category,
    string What,
    decimal? Amount,
    string? Unit,
    string? Place,
    IReadOnlyList<SuitReason> Reasons,
    IReadOnlyList<string> Words,
    DateOnly UntilOn
);

internal sealed class SuggestPartnersHandler(CommissionerDb db, OfferingBook book, Actor actor, TimeProvider clock)
    : IRequestHandler<SuggestPartners, IReadOnlyList<PartnerLine>>
{
    public async Task<IReadOnlyList<PartnerLine>> Handle(SuggestPartners query, CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var seen = db.Offerings.AsNoTracking().VisibleTo(db, actor, today);
        var offering =
            await seen.SingleOrDefaultAsync(
                o => o.Id == query.OfferingId && (actor.EnterpriseId == null || o.EnterpriseId == actor.EnterpriseId),
                cancellationToken
            ) ?? throw new NotFound();
        if (!offering.HoldsOn(today))
        {
            return [];
        }

        var offers = offering.Kind == OfferingKind.Offer;
        var other = offers ? OfferingKind.Seek : OfferingKind.Offer;
        var candidates = await seen.Where(o =>
                o.Category == offering.Category
                && o.Kind == other
                && o.State == OfferingState.Open
                && o.UntilOn >= today
                && o.EnterpriseId != offering.EnterpriseId
                && !db.Introductions.Any(i =>
                    (offers && i.OfferId == offering.Id && i.SeekId == o.Id) || (!offers && i.SeekId == offering.Id && i.OfferId == o.Id)
                )
            )
            .OrderByDescending(o => o.FiledAt)
            .Take(SuggestPartners.Candidates)
            .ToListAsync(cancellationToken);
        var parts = await db.Parks.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.PartOfId, cancellationToken);
        var suiting = candidates
            .Select(c => (Offering: c, Suit: offers ? Suit.Between(offering, c, parts, today) : Suit.Between(c, offering, parts, today)))
            .Where(c => c.Suit is not null)
            .OrderByDescending(c => c.Suit!.Weight)
            .ThenByDescending(c => c.Offering.FiledAt)
            .Take(SuggestPartners.Shown)
            .ToList();
        var ids = suiting.Select(c => c.Offering.Id).ToList();
        var lines = await book.Lines(db.Offerings.AsNoTracking().Where(o => ids.Contains(o.Id)))
            .ToDictionaryAsync(l => l.Id, cancellationToken);
        return [.. suiting.Select(c => Line(lines[c.Offering.Id], c.Suit!))];
    }

    private PartnerLine Line(OfferingLine line, Suit suit) =>
        new(
            line.Id,
            actor.EnterpriseId is null ? line.Enterprise : null,
            line.Kind,
            line.Category,
            line.What,
            line.Amount,
            line.Unit,
            line.Place,
            suit.Reasons,
            suit.Words,
            suit.UntilOn
        );
}
