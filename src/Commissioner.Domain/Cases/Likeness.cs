using Commissioner.Domain.Catalogue;

namespace Commissioner.Domain.Cases;

/// <summary>How far an enterprise's request is like one of its earlier ones, and why. It is a hint to people, who decide.</summary>
/// <param name="Degree">Pairs of characters in both texts, as a share of the shorter text's pairs: 0 to 1.</param>
/// <param name="Shared">Pieces that both say, as in the later one; six at the most.</param>
/// <param name="SameCategory">Both were filed in the same category.</param>
/// <param name="New">Clauses of the later one of which the earlier says nothing; three at the most.</param>
public sealed record Likeness(double Degree, IReadOnlyList<string> Shared, bool SameCategory, IReadOnlyList<string> New)
{
    /// <summary>Earlier requests that were closed longer ago than this are not compared.</summary>
    public static readonly TimeSpan ClosedFor = TimeSpan.FromDays(90);

    // Two pairs in common are chance, and in a short text they would already be a great share: three are the least.
    private const int FewestShared = 3;
    private const double AlikeInCategory = 0.3;
    private const double AlikeAnywhere = 0.5;

    private static readonly char[] ClauseEnds = ['。', '；', '，', '！', '？', '、', '：', ';', ',', '!', '?', '.', ':', '\n', '\r'];

    /// <summary>Compares two requests by the pairs of characters that both contain; null where they are not alike.</summary>
    /// <param name="title">The later one's.</param>
    /// <param name="description">The later one's.</param>
    /// <param name="category">The later one's.</param>
    /// <param name="earlierTitle">The earlier one's.</param>
    /// <param name="earlierDescription">The earlier one's, or its beginning.</param>
    /// <param name="earlierCategory">The earlier one's.</param>
    public static Likeness? Between(
        string title,
        string description,
        string category,
        string earlierTitle,
        string earlierDescription,
        string earlierCategory
    )
    {
        var (later, earlier) = (Text(title, description), Text(earlierTitle, earlierDescription));
        var (said, before) = (PairsOf(later), PairsOf(earlier));
        var both = said.Intersect(before).ToHashSet();
        var degree = both.Count / (double)Math.Max(1, Math.Min(said.Count, before.Count));
        var same = category == earlierCategory;
        if (both.Count < FewestShared || degree < (same ? AlikeInCategory : AlikeAnywhere))
        {
            return null;
        }

        var anew = later
            .Split(ClauseEnds, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct()
            .Where(clause => PairsOf(clause) is { Count: >= 2 } pairs && !pairs.Overlaps(before))
            .Take(3);
        return new(
            Math.Round(degree, 2),
            [.. CatalogueIndex.Pieces(later, both, []).Select(p => Short(p, 20))],
            same,
            [.. anew.Select(c => Short(c, 60))]
        );
    }

    // Somebody may file the whole text twice: then the common pieces would fill pages, so each is cut short.
    private static string Short(string text, int most) => text.Length > most ? text[..(most - 1)] + "…" : text;

    private static HashSet<string> PairsOf(string plain) => CatalogueIndex.Pairs(plain).Select(p => p.Pair).ToHashSet();

    private static string Text(string title, string description) =>
        CatalogueIndex.Plain(
            $"{title}\n{(description.Length > CatalogueIndex.Longest ? description[..CatalogueIndex.Longest] : description)}"
        );
}
