using Commissioner.Domain;

namespace Commissioner.App.Features.Imports;

/// <summary>What is refused of a table file as a whole, before its rows are looked at.</summary>
public static class ImportRules
{
    public static readonly Rule TableMissing = new("TableMissing", "Choose the table to import.");

    /// <summary>Neither CSV nor XLSX, damaged, or markup as no spreadsheet writes it.</summary>
    public static readonly Rule TableUnreadable = new("TableUnreadable", "The file is not a readable CSV or XLSX table: save it anew.");

    public static readonly Rule TableEncrypted = new("TableEncrypted", "The workbook is behind a password.");

    /// <summary>As Office 97 to 2003 and WPS write it.</summary>
    public static readonly Rule TableIsOld = new("TableIsOld", "The workbook is of the old format: save it as XLSX.");

    /// <summary>Many systems export tables as HTML or bare XML named <c>.xls</c>.</summary>
    public static readonly Rule TableIsWebPage = new("TableIsWebPage", "The file is a web page, not a table: save it as XLSX.");

    /// <summary>A stray or unclosed quote, or more cells than the header has. Detail 0: the row.</summary>
    public static readonly Rule TableRowUnreadable = new("TableRowUnreadable", "A row of the table can't be split into its columns.");

    /// <summary>No header, or no row under it.</summary>
    public static readonly Rule TableEmpty = new("TableEmpty", "There is no row in the table.");

    /// <summary>
    /// Detail 0: the most rows; 1: the most columns; 2: the most sheets; 3: the most characters of a cell; 4: the most megabytes; 5: the most
    /// megabytes unpacked.
    /// </summary>
    public static readonly Rule TableTooLarge = new("TableTooLarge", "The table is too large to be imported at once.");

    /// <summary>Detail 0: their numbers.</summary>
    public static readonly Rule TableRowsHidden = new("TableRowsHidden", "Rows of the table are hidden or filtered out.");

    /// <summary>A spreadsheet shows a long code as a number, such as 9.13206E+17, and has lost its digits. Detail 0: what it shows.</summary>
    public static readonly Rule CellRounded = new("CellRounded", "The spreadsheet rounded this code: set the column to text.");

    /// <summary>Detail 0: the column's name.</summary>
    public static readonly Rule TableColumnMissing = new("TableColumnMissing", "A column that the import needs is missing.");

    /// <summary>Detail 0: the column's name.</summary>
    public static readonly Rule TableColumnTwice = new("TableColumnTwice", "Two columns have the same name.");
}
