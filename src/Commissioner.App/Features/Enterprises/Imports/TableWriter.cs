using System.Data;
using System.Globalization;
using System.Text;
using CsvHelper;
using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.OpenXml;

namespace Commissioner.App.Features.Imports;

/// <summary>A table as it goes into a file.</summary>
/// <param name="Title">The sheet's name.</param>
/// <param name="Columns">The header.</param>
/// <param name="Rows">Text, numbers, days or nothing, in the header's order.</param>
public sealed record WrittenTable(string Title, IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<object?>> Rows);

/// <summary>Writes every file with a table in it that leaves the house. What begins like a formula stays text in all of them.</summary>
public static class TableWriter
{
    /// <summary>The media type of a workbook.</summary>
    public const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The media type of a CSV.</summary>
    public const string TextType = "text/csv; charset=utf-8";

    private const int LongestSheetName = 31;
    private const int Narrowest = 8;
    private const int Widest = 60;

    /// <summary>CSV in UTF-8 that spreadsheets recognise by its mark; the imports take the guard of formulas off again.</summary>
    public static byte[] Csv(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        using var file = new MemoryStream();
        file.Write(Encoding.UTF8.Preamble);
        using (var csv = CsvWriter.Create(file, new CsvWriterOptions { Injection = CsvInjection.Escape }, true))
        {
            foreach (var row in rows.Prepend(columns))
            {
                foreach (var cell in row)
                {
                    csv.WriteField(cell is DateOnly day ? day.ToString("O", CultureInfo.InvariantCulture) : Guarded(cell));
                }

                csv.EndRecord();
            }
        }

        return file.ToArray();
    }

    /// <summary>A table that is imported again as it stands, in either form.</summary>
    public static byte[] ForImport(WrittenTable table, bool workbook)
    {
        ArgumentNullException.ThrowIfNull(table);
        return workbook
            ? Workbook([table with { Rows = table.Rows.Select(r => (IReadOnlyList<object?>)[.. r.Select(Guarded)]) }])
            : Csv(table.Columns, table.Rows);
    }

    /// <summary>The media type of a table, and how its file's name ends.</summary>
    public static (string Type, string Ending) KindOf(bool workbook) => workbook ? (WorkbookType, ".xlsx") : (TextType, ".csv");

    private static object? Guarded(object? cell) => cell is string text && TableFile.IsGuarded(text) ? "'" + text : cell;

    /// <summary>A workbook with a sheet for each table: its header in sight while one scrolls, its columns as wide as what they hold.</summary>
    public static byte[] Workbook(IReadOnlyList<WrittenTable> tables)
    {
        var sheets = new Dictionary<string, object>();
        var columns = new List<DynamicExcelColumn>();
        foreach (var table in tables)
        {
            // The library knows a column by a key, in all sheets: two of them may well have columns of one name and different widths.
            var data = new DataTable();
            data.Columns.AddRange([.. table.Columns.Select((_, i) => new DataColumn($"{sheets.Count}.{i}", typeof(object)))]);
            foreach (var row in table.Rows)
            {
                data.Rows.Add([.. row]);
            }

            columns.AddRange(
                table.Columns.Select(
                    (name, i) =>
                        new DynamicExcelColumn($"{sheets.Count}.{i}")
                        {
                            Name = name,
                            Width = Width(data.Rows.Cast<DataRow>().Select(row => row[i].ToString()!).Prepend(name)),
                        }
                )
            );
            sheets.Add(SheetName(table.Title, sheets.Keys), data);
        }

        using var file = new MemoryStream();
        file.SaveAs(sheets, configuration: new OpenXmlConfiguration { DynamicColumns = [.. columns], FreezeRowCount = 1 });
        return file.ToArray();
    }

    // A Chinese character is as wide as two digits.
    private static double Width(IEnumerable<string> cells) =>
        Math.Clamp(2 + cells.Max(cell => cell.Sum(character => character < 0x1100 ? 1 : 2)), Narrowest, Widest);

    // Excel refuses some characters, more than 31 of any, and a name twice.
    private static string SheetName(string title, Dictionary<string, object>.KeyCollection taken)
    {
        var name = new string([.. title.Select(c => "[]:*?/\\".Contains(c, StringComparison.Ordinal) ? ' ' : c)]).Trim(' ', '\'');
        return Enumerable
            .Range(1, taken.Count + 1)
            .Select(i => i == 1 ? "" : $" {i}")
            .Select(end => name[..Math.Min(name.Length, LongestSheetName - end.Length)] + end)
            .First(n => !taken.Contains(n, StringComparer.OrdinalIgnoreCase));
    }
}
