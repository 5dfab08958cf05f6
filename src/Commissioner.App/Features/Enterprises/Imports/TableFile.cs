using Commissioner.Domain;

namespace Commissioner.App.Features.Imports;

/// <summary>A file with a table in it, as people keep their lists: CSV or XLSX.</summary>
public static class TableFile
{
    /// <summary>The most rows under the header.</summary>
    public const int MostRows = 20_000;

    public const int MostColumns = 200;

    /// <summary>The largest file, in megabytes of 1,048,576 bytes.</summary>
    public const int LargestMegabytes = 10;

    /// <summary>The columns of a sheet, blank ones included, beyond which no spreadsheet goes.</summary>
    internal const int WidestSheet = 16_384;

    private const int MostCells = 1_000_000;

    /// <summary>The table in a CSV, or on the first visible sheet of an XLSX. The header is the first row that is not blank.</summary>
    /// <param name="fileName">By its ending the file is known; its content must agree.</param>
    /// <param name="content">Seekable.</param>
    /// <exception cref="RuleBroken">Any of <see cref="ImportRules"/> but a missing column.</exception>
    public static Table Read(string fileName, Stream content)
    {
        if (content.Length > LargestMegabytes * 1024L * 1024)
        {
            throw TooLarge();
        }

        var bytes = new byte[content.Length];
        content.Position = 0;
        content.ReadExactly(bytes);
        var zipped = bytes.AsSpan().StartsWith("PK\x3\x4"u8);
        return (Path.GetExtension(fileName).ToUpperInvariant(), zipped) switch
        {
            (".XLSX", true) => Collect(XlsxRows.Read(bytes)),
            (".CSV" or ".TXT" or ".TSV", false) => Collect(CsvRows.Read(bytes), everyCellHasAName: true),
            _ => throw new RuleBroken(ImportRules.TableUnreadable),
        };
    }

    internal static RuleBroken TooLarge() => new(ImportRules.TableTooLarge, MostRows, MostColumns, LargestMegabytes);

    private static Table Collect(IEnumerable<(int Number, List<string> Cells)> read, bool everyCellHasAName = false)
    {
        IReadOnlyList<string>? columns = null;
        var rows = new List<(int, IReadOnlyList<string>)>();
        var cells = 0;
        foreach (var (number, all) in read)
        {
            var row = all.ConvertAll(cell => cell.Trim());
            var width = row.FindLastIndex(cell => cell.Length > 0) + 1;
            if (width == 0)
            {
                continue;
            }

            if (width > MostColumns)
            {
                throw TooLarge();
            }

            if (columns is null)
            {
                columns = row[..width];
                continue;
            }

            // In a CSV a row with too many cells has an unquoted comma somewhere: all cells after it stand under wrong names, so the row is
            // refused.
            if (everyCellHasAName && width > columns.Count)
            {
                throw new RuleBroken(ImportRules.TableRowUnreadable, number);
            }

            row = [.. row.Take(columns.Count), .. Enumerable.Repeat("", Math.Max(0, columns.Count - row.Count))];
            if (row.TrueForAll(cell => cell.Length == 0))
            {
                continue;
            }

            rows.Add((number, row));
            cells += row.Count;
            if (rows.Count > MostRows || cells > MostCells)
            {
                throw TooLarge();
            }
        }

        return new(columns ?? [], rows);
    }
}
