using Commissioner.Domain.Catalogue;
using Commissioner.Domain.Enterprises;

namespace Commissioner.Domain.Offerings;

/// <summary>That an offer and a seek suit each other, and why: each reason is said for itself. It is a hint to people, who decide.</summary>
/// <param name="Reasons">Why, the strongest first.</param>
/// <param name="Words">What both say; five at the most.</param>
/// <param name="UntilOn">The last day on which both hold.</param>
/// <param name="Weight">By which suggestions are ordered; it is shown to nobody.</param>
public sealed record Suit(IReadOnlyList<SuitReason> Reasons, IReadOnlyList<string> Words, DateOnly UntilOn, int Weight)
{
    private const int MostWords = 5;
    private const int LongestWord = 20;

    // How much a reason counts: what it is, is more than where and how much.
    private const int OfCategory = 2;
    private const int OfPlace = 2;
    private const int OfQuantity = 2;
    private const int MostOfWords = 6;

    /// <summary>Why an offer and a seek suit each other; null where they don't.</summary>
    /// <param name="offer">What one offers.</param>
    /// <param name="seek">What another seeks.</param>
    /// <param name="parts">Of each sub-park, which park it is part of.</param>
    /// <param name="today">The day in the park.</param>
    public static Suit? Between(Offering offer, Offering seek, IReadOnlyDictionary<Id<Park>, Id<Park>?> parts, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(offer);
        ArgumentNullException.ThrowIfNull(seek);
        ArgumentNullException.ThrowIfNull(parts);
        if (
            offer.Kind != OfferingKind.Offer
            || seek.Kind != OfferingKind.Seek
            || offer.EnterpriseId == seek.EnterpriseId
            || offer.Category != seek.Category
            || !offer.HoldsOn(today)
            || !seek.HoldsOn(today)
        )
        {
            return null;
        }

        var words = InCommon(offer.What, seek.What);
        // What is of no category is known by its words alone.
        if (offer.Category == OfferingCategory.Other && words.Count == 0)
        {
            return null;
        }

        var weight = OfCategory + Math.Min(MostOfWords, 2 * words.Sum(w => w.Length - 1));
        List<SuitReason> reasons = [SuitReason.SameCategory];
        if (words.Count > 0)
        {
            reasons.Add(SuitReason.WordsInCommon);
        }

        if (SuitsPlace(offer, seek, parts))
        {
            reasons.Add(SuitReason.Place);
            weight += OfPlace;
        }

        if (Suffices(offer, seek))
        {
            reasons.Add(SuitReason.QuantitySuffices);
            weight += OfQuantity;
        }

        reasons.Add(SuitReason.StillOpen);
        return new(reasons, words, offer.UntilOn < seek.UntilOn ? offer.UntilOn : seek.UntilOn, weight);
    }

    private static IReadOnlyList<string> InCommon(string offered, string sought)
    {
        var (one, other) = (CatalogueIndex.Plain(offered), CatalogueIndex.Plain(sought));
        var both = CatalogueIndex.Pairs(one).Select(p => p.Pair).ToHashSet();
        both.IntersectWith(CatalogueIndex.Pairs(other).Select(p => p.Pair));
        return both.Count == 0
            ? []
            :
            [
                .. CatalogueIndex
                    .Pieces(one, both, [])
                    .Distinct()
                    .Take(MostWords)
                    .Select(p => p.Length > LongestWord ? p[..LongestWord] : p),
            ];
    }

    private static bool SuitsPlace(Offering offer, Offering seek, IReadOnlyDictionary<Id<Park>, Id<Park>?> parts)
    {
        if ((offer.PlaceId is null && offer.City is null) || (seek.PlaceId is null && seek.City is null))
        {
            return true;
        }

        if (offer.PlaceId is { } there && seek.PlaceId is { } here)
        {
            return there == here || parts.GetValueOrDefault(there) == here || parts.GetValueOrDefault(here) == there;
        }

        return offer.City is { } city && seek.City is { } other && City(city) == City(other);
    }

    private static string City(string name) => name.TrimEnd('市').ToUpperInvariant();

    private static bool Suffices(Offering offer, Offering seek) =>
        offer.Amount is { } offered
        && seek.Amount is { } sought
        && string.Equals(offer.Unit, seek.Unit, StringComparison.OrdinalIgnoreCase)
        && offered >= sought;
}
