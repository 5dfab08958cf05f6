using Commissioner.Domain;

namespace Commissioner.App.Features.Imports;

/// <summary>A column that an import knows.</summary>
/// <param name="Name">Its head, as the template writes it.</param>
/// <param name="Alias">Its English head.</param>
/// <param name="Compulsory">The table needs it.</param>
public sealed record TableColumn(string Name, string Alias, bool Compulsory = true);

/// <summary>The cells of a table by the columns that an import knows, and what is wrong with them.</summary>
public sealed class TableCells
{
    private readonly List<ImportError> _errors = [];
    private readonly Dictionary<TableColumn, string> _heads = [];

    /// <exception cref="RuleBroken"><see cref="ImportRules.TableColumnMissing"/>, <see cref="ImportRules.TableColumnTwice"/>; for the field
    /// <c>file</c>.</exception>
    public TableCells(Table table, IReadOnlyList<TableColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(columns);
        Rows = table.Rows;
        foreach (var column in columns)
        {
            var heads = table
                .Columns.Where(c =>
                    string.Equals(c, column.Name, StringComparison.OrdinalIgnoreCase)
                    || string.Equals(c, column.Alias, StringComparison.OrdinalIgnoreCase)
                )
                .ToList();
            _heads[column] = heads switch
            {
                [var head] => head,
                [] when column.Compulsory => throw new RuleBroken(ImportRules.TableColumnMissing, column.Name) { Field = "file" },
                [] => column.Name,
                _ => throw new RuleBroken(ImportRules.TableColumnTwice, column.Name) { Field = "file" },
            };
        }
    }

    /// <summary>The rows, in the file's order.</summary>
    public IReadOnlyList<TableRow> Rows { get; }

    /// <summary>What is wrong, in the file's order.</summary>
    public IReadOnlyList<ImportError> Errors => [.. _errors.OrderBy(e => e.Row)];

    /// <summary>What the heads may say.</summary>
    public static IEnumerable<string> Names(IEnumerable<TableColumn> columns) => columns.SelectMany(c => new[] { c.Name, c.Alias });

    /// <summary>What a row says in a column, as it would be kept of a form; empty where it says nothing.</summary>
    public string this[TableRow row, TableColumn column] => TypedText.Clean(row[_heads[column]], lines: true);

    /// <summary>Notes what is wrong with a cell.</summary>
    public void Wrong(int row, TableColumn column, Rule rule, params object[] details) =>
        _errors.Add(new(row, _heads[column], rule.Code, details));
}
