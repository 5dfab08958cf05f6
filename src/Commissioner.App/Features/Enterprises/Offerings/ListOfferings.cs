using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain.Offerings;
using MediatR;

namespace Commissioner.App.Features.Offerings;

/// <summary>Offers and seeks that one may know of, the newest first; an enterprise's are its own.</summary>
/// <param name="Kind">Only offers, or only seeks.</param>
/// <param name="Category">Only of this kind of goods or services.</param>
/// <param name="State">Only those that stand so.</param>
/// <param name="Q">Words that stand in it, or in the enterprise's name.</param>
/// <param name="Take">So many.</param>
/// <param name="After">After this place of the list.</param>
[Allow(Permission.ReadOfferings)]
public sealed record ListOfferings(
    OfferingKind? Kind = null,
    OfferingCategory? Category = null,
    OfferingState? State = null,
    string? Q = null,
    int Take = 50,
    string? After = null
) : IQuery<Page<OfferingLine>>;

internal sealed class ListOfferingsHandler(OfferingBook book) : IRequestHandler<ListOfferings, Page<OfferingLine>>
{
    public Task<Page<OfferingLine>> Handle(ListOfferings query, CancellationToken cancellationToken) =>
        book.ReadAsync(query, cancellationToken);
}
