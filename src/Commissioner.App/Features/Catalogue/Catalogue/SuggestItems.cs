using Commissioner.App.Features.Departments;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.Clocks;
using MediatR;

namespace Commissioner.App.Features.Catalogue;

/// <summary>Which items of the catalogue a text is about, best first, and why.</summary>
[Allow(Permission.ReadCatalogue)]
public sealed record SuggestItems(string? Text, int Take = 5) : IQuery<IReadOnlyList<SuggestedItem>>;

/// <summary>An item that fits.</summary>
/// <param name="Item">The item.</param>
/// <param name="Score">How well, among items of the same catalogue.</param>
/// <param name="Words">Its words that stand in the text.</param>
/// <param name="Pieces">Other pieces that both have.</param>
/// <param name="Why">The same in a sentence.</param>
public sealed record SuggestedItem(CatalogueRow Item, double Score, IReadOnlyList<string> Words, IReadOnlyList<string> Pieces, string Why);

internal sealed class SuggestItemsHandler(
    CommissionerDb db,
    RoutingBook book,
    DepartmentNames departments,
    Texts texts,
    Promises promises,
    TimeProvider clock
) : IRequestHandler<SuggestItems, IReadOnlyList<SuggestedItem>>
{
    public async Task<IReadOnlyList<SuggestedItem>> Handle(SuggestItems query, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(query.Text))
        {
            return [];
        }

        var held = await book.OnAsync(db, promises.Calendar.DateOf(clock.GetUtcNow()), cancellationToken);
        var names = await departments.AllAsync(cancellationToken);
        return
        [
            .. held
                .Index.Find(query.Text, Math.Clamp(query.Take, 1, 50))
                .Select(f => new SuggestedItem(held.Items[f.Code].Row(names), f.Score, f.Words, f.Pieces, Why(f.Words, f.Pieces))),
        ];
    }

    private string Why(IReadOnlyList<string> words, IReadOnlyList<string> pieces) =>
        (words.Count, pieces.Count) switch
        {
            (0, _) => texts["catalogue.why.pieces", string.Join('、', pieces)],
            (_, 0) => texts["catalogue.why.words", string.Join('、', words)],
            _ => texts["catalogue.why.both", string.Join('、', words), string.Join('、', pieces)],
        };
}
