using System.Text.RegularExpressions;
using Commissioner.Domain;

namespace Commissioner.App.Features.Imports;

/// <summary>A table as someone typed it: the header's names and the rows under it that are not blank, all as trimmed text.</summary>
public sealed class Table
{
    private readonly Dictionary<string, int> places = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="RuleBroken"><see cref="ImportRules.TableColumnTwice"/>; <see cref="ImportRules.TableEmpty"/> when no row is
    /// left.</exception>
    internal Table(IReadOnlyList<string> columns, IEnumerable<(int Number, IReadOnlyList<string> Cells)> rows)
    {
        Columns = columns;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Length > 0 && !places.TryAdd(columns[i], i))
            {
                throw new RuleBroken(ImportRules.TableColumnTwice, columns[i]);
            }
        }

        Rows = [.. rows.Select(row => new TableRow(row.Number, row.Cells, places))];
        if (places.Count == 0 || Rows.Count == 0)
        {
            throw new RuleBroken(ImportRules.TableEmpty);
        }
    }

    /// <summary>The names in the header, in its order; empty where it has none.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>At least one, in the file's order.</summary>
    public IReadOnlyList<TableRow> Rows { get; }

    /// <summary>Makes sure that the header has these names.</summary>
    /// <exception cref="RuleBroken"><see cref="ImportRules.TableColumnMissing"/> with the first that it lacks.</exception>
    public void Require(params IReadOnlyList<string> columns)
    {
        if (columns.FirstOrDefault(column => !places.ContainsKey(column)) is { } missing)
        {
            throw new RuleBroken(ImportRules.TableColumnMissing, missing);
        }
    }

    /// <summary>The letters that a spreadsheet shows above the column, such as <c>AB</c>; null where the header has no such name.</summary>
    public string? LetterOf(string column)
    {
        if (!places.TryGetValue(column, out var place))
        {
            return null;
        }

        var letters = "";
        for (place++; place > 0; place = (place - 1) / 26)
        {
            letters = (char)('A' + (place - 1) % 26) + letters;
        }

        return letters;
    }
}

public sealed partial class TableRow
{
    private readonly IReadOnlyDictionary<string, int> places;

    internal TableRow(int number, IReadOnlyList<string> cells, IReadOnlyDictionary<string, int> places) =>
        (Number, Cells, this.places) = (number, cells, places);

    /// <summary>As a spreadsheet numbers it: the file's first row, mostly the header, is 1.</summary>
    public int Number { get; }

    /// <summary>Under the header's names, in their order; as many as there are columns.</summary>
    public IReadOnlyList<string> Cells { get; }

    /// <summary>What stands under this name; empty where nothing does or the table has no such column.</summary>
    public string this[string column] => places.TryGetValue(column, out var place) ? Cells[place] : "";

    /// <summary>Whether this is how a spreadsheet shows a code that it took for a number, its last digits lost.</summary>
    public static bool IsRounded(string cell) => Rounded().IsMatch(cell);

    [GeneratedRegex(@"^[0-9](\.[0-9]+)?E\+?[0-9]{1,3}\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Rounded();
}
