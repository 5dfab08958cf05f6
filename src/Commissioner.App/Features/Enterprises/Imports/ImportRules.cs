using Commissioner.Domain;

namespace Commissioner.App.Features.Imports;

/// <summary>What is refused of a table file as a whole, before its rows are looked at.</summary>
public static class ImportRules
{
    /// <summary>Neither CSV nor XLSX, damaged, or behind a password.</summary>
    public static readonly Rule TableUnreadable = new("TableUnreadable", "The file is not a readable CSV or XLSX table.");

    /// <summary>A stray or unclosed quote, or more cells than the header has. Detail 0: the row.</summary>
    public static readonly Rule TableRowUnreadable = new("TableRowUnreadable", "A row of the table can't be split into its columns.");

    /// <summary>No header, or no row under it.</summary>
    public static readonly Rule TableEmpty = new("TableEmpty", "There is no row in the table.");

    /// <summary>Detail 0: the most rows; detail 1: the most columns; detail 2: the most megabytes.</summary>
    public static readonly Rule TableTooLarge = new("TableTooLarge", "The table is too large to be imported at once.");

    /// <summary>Detail 0: the column's name.</summary>
    public static readonly Rule TableColumnMissing = new("TableColumnMissing", "A column that the import needs is missing.");

    /// <summary>Detail 0: the column's name.</summary>
    public static readonly Rule TableColumnTwice = new("TableColumnTwice", "Two columns have the same name.");
}
