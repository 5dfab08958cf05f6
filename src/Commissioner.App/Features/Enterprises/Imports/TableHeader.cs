using System.Text.RegularExpressions;

namespace Commissioner.App.Features.Imports;

/// <summary>
/// Finds the header of a table as people decorate it: under a title, with stars and "（必填）" at the names, in two rows. It is known by the
/// names that the import knows.
/// </summary>
internal sealed partial class TableHeader(IEnumerable<string> names)
{
    /// <summary>How many rows, blank ones not counted, may stand above the header and be it.</summary>
    internal const int Within = 10;

    // One name may stand in any sentence.
    private const int Least = 2;

    private readonly HashSet<string> known = new(names, StringComparer.OrdinalIgnoreCase);

    /// <summary>A header.</summary>
    /// <param name="Columns">Its names; those that the import knows without decoration.</param>
    /// <param name="Rows">How many of the first rows it takes, with what stands above it.</param>
    internal sealed record Place(IReadOnlyList<string> Columns, int Rows);

    /// <summary>The row with the most names that are known, and the rows under it that hold nothing else; null when there is none.</summary>
    internal Place? Find(IReadOnlyList<TableLine> first)
    {
        var most = first.Select(Known).DefaultIfEmpty().Max();
        if (most < Least)
        {
            return null;
        }

        var rows = first.TakeWhile(row => Known(row) < most).Count();
        var columns = Columns(first[rows]);
        // A second row names what the first leaves open, or says the same names in another language.
        for (rows++; rows < first.Count && first[rows].Cells.TrueForAll(cell => cell.Length == 0 || known.Contains(Bare(cell))); rows++)
        {
            for (var i = 0; i < first[rows].Width; i++)
            {
                if (i == columns.Count)
                {
                    columns.Add("");
                }

                columns[i] = known.Contains(columns[i]) || first[rows].Cells[i].Length == 0 ? columns[i] : Bare(first[rows].Cells[i]);
            }
        }

        return new(columns, rows);
    }

    /// <summary>The first row, whatever it says; <see cref="Table"/> refuses what is none.</summary>
    internal Place First(IReadOnlyList<TableLine> first) => first.Count == 0 ? new([], 0) : new(Columns(first[0]), 1);

    private List<string> Columns(TableLine row) =>
        row.Width <= TableFile.MostColumns ? row.Cells[..row.Width].ConvertAll(Name) : throw TableFile.TooLarge();

    private int Known(TableLine row) => row.Cells.Select(Bare).Distinct(StringComparer.OrdinalIgnoreCase).Count(known.Contains);

    private string Name(string cell) => Bare(cell) is var bare && known.Contains(bare) ? bare : cell;

    private static string Bare(string cell) => cell.Length > LongestName ? cell : Decoration().Replace(cell, "");

    private const int LongestName = 100;

    // "*名称", "名称（必填，18 位）", "名称：".
    [GeneratedRegex(
        @"^[*＊★\s]+ | [*＊★:：\s]+$ | \s*[(（[【][^()（）[\]【】]*(必填|必须|选填|可选|可不填|required|optional)[^()（）[\]【】]*[)）\]】][*＊\s]*$",
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Decoration();
}
