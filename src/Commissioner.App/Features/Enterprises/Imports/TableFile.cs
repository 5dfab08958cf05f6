using System.Globalization;
using Commissioner.App.Features.Attachments;
using Commissioner.App.Features.Attachments.Kinds;
using Commissioner.Domain;

namespace Commissioner.App.Features.Imports;

/// <summary>A file with a table in it, as people keep their lists: CSV or XLSX.</summary>
public static class TableFile
{
    /// <summary>The most rows under the header.</summary>
    public const int MostRows = 20_000;

    public const int MostColumns = 200;

    /// <summary>The most sheets of a workbook.</summary>
    public const int MostSheets = 100;

    /// <summary>The largest file, in megabytes of 1,048,576 bytes.</summary>
    public const int LargestMegabytes = 10;

    /// <summary>What of a workbook is unpacked at most, in megabytes of 1,048,576 bytes.</summary>
    public const int LargestUnpackedMegabytes = 64;

    /// <summary>The characters of a cell, as spreadsheets bound them.</summary>
    public const int LongestCell = 32_767;

    /// <summary>The columns of a sheet, blank ones included, beyond which no spreadsheet goes.</summary>
    internal const int WidestSheet = 16_384;

    private const int LongestHead = 64 * 1024;

    private static readonly string[] TextEndings = [".csv", ".txt", ".tsv", ".xls", ".xlsx", ".et", ""];

    /// <summary>The most cells of a table.</summary>
    internal const int MostCells = 1_000_000;

    /// <summary>The characters of all cells together: what the largest text file could hold.</summary>
    internal const int MostCharacters = LargestMegabytes * 1024 * 1024;

    /// <summary>
    /// The table in a CSV, or on the first visible sheet of an XLSX that has its header. The header is looked for among the first rows by
    /// the names that it may have; where there is none, it is the first row of the first sheet.
    /// </summary>
    /// <param name="fileName">
    /// What it is says the content, since systems export text and pages under a spreadsheet's name; text of another ending is no table.
    /// </param>
    /// <param name="content">Seekable.</param>
    /// <param name="names">The names of columns that the import knows.</param>
    /// <exception cref="RuleBroken">Any of <see cref="ImportRules"/> but a missing column; for the field <c>file</c>.</exception>
    public static Table Read(string fileName, Stream content, params IEnumerable<string> names)
    {
        try
        {
            if (content.Length > LargestMegabytes * 1024L * 1024)
            {
                throw TooLarge();
            }

            var header = new TableHeader(names);
            return Known(content) switch
            {
                TableContent.Workbook => Workbook(content, header),
                TableContent.Text when TextEndings.Contains(Path.GetExtension(fileName), StringComparer.OrdinalIgnoreCase) => Text(
                    content,
                    header
                ),
                TableContent.Encrypted => throw new RuleBroken(ImportRules.TableEncrypted),
                TableContent.OldWorkbook => throw new RuleBroken(ImportRules.TableIsOld),
                TableContent.WebPage => throw new RuleBroken(ImportRules.TableIsWebPage),
                _ => throw new RuleBroken(ImportRules.TableUnreadable),
            };
        }
        catch (RuleBroken broken)
        {
            throw new RuleBroken(broken.Rule, [.. broken.Details]) { Field = "file" };
        }
    }

    /// <summary>The refusal that names the limits.</summary>
    internal static RuleBroken TooLarge() =>
        new(ImportRules.TableTooLarge, MostRows, MostColumns, MostSheets, LongestCell, LargestMegabytes, LargestUnpackedMegabytes);

    /// <summary>
    /// A cell without the blanks and invisible marks around it, and without the quote by which a spreadsheet is told that what begins like a
    /// formula is text.
    /// </summary>
    public static string Clean(string cell)
    {
        var (first, end) = (0, cell.Length);
        while (first < end && IsInvisible(cell[first]))
        {
            first++;
        }

        while (end > first && IsInvisible(cell[end - 1]))
        {
            end--;
        }

        first += IsGuarded(cell.AsSpan(first, end - first)) ? 1 : 0;
        return cell[first..end];
    }

    /// <summary>
    /// Begins with quotes and then like a formula: the first of these quotes is the one that says that it is text. So a text of ours that begins
    /// with one itself is written with one more.
    /// </summary>
    internal static bool IsGuarded(ReadOnlySpan<char> text) => text is ['\'', ..] && text.TrimStart('\'') is ['=' or '+' or '-' or '@', ..];

    private static bool IsInvisible(char character) =>
        char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.Control;

    private static TableContent Known(Stream content)
    {
        var head = new byte[(int)Math.Min(content.Length, LongestHead)];
        content.Position = 0;
        content.ReadExactly(head);
        content.Position = 0;
        return head.AsSpan().StartsWith("PK\x3\x4"u8) ? TableContent.Workbook
            : head.AsSpan().StartsWith(CompoundFile.Signature) ? OfOldOffice(content)
            : MarkedText.Of(head) is not null ? TableContent.WebPage
            : TableContent.Text;
    }

    private static TableContent OfOldOffice(Stream content)
    {
        try
        {
            return CompoundFile.KindsOf(content, FileKind.Xls).Contains(FileKind.Xls) ? TableContent.OldWorkbook : TableContent.Other;
        }
        catch (RuleBroken broken)
        {
            return broken.Rule.Code switch
            {
                nameof(AttachmentRules.FileEncrypted) => TableContent.Encrypted,
                nameof(AttachmentRules.FileHasMacros) => TableContent.OldWorkbook,
                _ => TableContent.Other,
            };
        }
    }

    private enum TableContent
    {
        Other,
        Text,
        Workbook,
        OldWorkbook,
        Encrypted,
        WebPage,
    }

    private static Table Text(Stream content, TableHeader header)
    {
        var bytes = new byte[content.Length];
        content.ReadExactly(bytes);
        using var rows = CsvRows.Read(bytes).GetEnumerator();
        var first = Take(rows);
        return Collect(header.Find(first) ?? header.First(first), first, rows, everyCellHasAName: true);
    }

    private static Table Workbook(Stream content, TableHeader header)
    {
        try
        {
            using var workbook = new XlsxRows(content);
            foreach (var sheet in workbook.Sheets)
            {
                using var rows = workbook.Read(sheet).GetEnumerator();
                var first = Take(rows);
                if (header.Find(first) is { } found)
                {
                    return Collect(found, first, rows);
                }
            }

            using var all = workbook.Read(workbook.Sheets[0]).GetEnumerator();
            var top = Take(all);
            return Collect(header.First(top), top, all);
        }
        // The readers of zip and XML answer hostile files with whatever they trip over.
        catch (Exception broken) when (broken is not (RuleBroken or OutOfMemoryException))
        {
            throw new RuleBroken(ImportRules.TableUnreadable);
        }
    }

    private static List<TableLine> Take(IEnumerator<TableLine> rows)
    {
        var first = new List<TableLine>();
        while (first.Count < TableHeader.Within && rows.MoveNext())
        {
            first.Add(rows.Current);
        }

        return first;
    }

    private static Table Collect(
        TableHeader.Place header,
        List<TableLine> first,
        IEnumerator<TableLine> others,
        bool everyCellHasAName = false
    )
    {
        var rows = new List<(int, IReadOnlyList<string>)>();
        var hidden = new List<int>();
        var columns = header.Columns;
        var (cells, characters) = (0, 0);
        foreach (var row in first.Skip(header.Rows).Concat(Rest()))
        {
            if (row.Width > MostColumns)
            {
                throw TooLarge();
            }

            // In text a cell too many means that every cell after some unquoted comma stands under a wrong name.
            if (everyCellHasAName && row.Width > columns.Count)
            {
                throw new RuleBroken(ImportRules.TableRowUnreadable, row.Number);
            }

            List<string> under = [.. row.Cells.Take(columns.Count), .. Enumerable.Repeat("", Math.Max(0, columns.Count - row.Cells.Count))];
            if (under.TrueForAll(cell => cell.Length == 0))
            {
                continue;
            }

            rows.Add((row.Number, under));
            cells += under.Count;
            characters += under.Sum(cell => cell.Length);
            if (rows.Count > MostRows || cells > MostCells || characters > MostCharacters)
            {
                throw TooLarge();
            }

            if (row.Hidden)
            {
                hidden.Add(row.Number);
            }
        }

        // Who hides or filters rows sees a shorter list than the one that would be taken over: neither is what the person means for sure.
        return hidden.Count == 0 ? new(columns, rows) : throw new RuleBroken(ImportRules.TableRowsHidden, Ranges(hidden));

        IEnumerable<TableLine> Rest()
        {
            while (others.MoveNext())
            {
                yield return others.Current;
            }
        }
    }

    // 3–5、9: as many as can be read.
    private static string Ranges(List<int> numbers)
    {
        const int most = 20;
        var ranges = new List<(int From, int To)>();
        foreach (var number in numbers)
        {
            if (ranges.Count > 0 && ranges[^1].To == number - 1)
            {
                ranges[^1] = (ranges[^1].From, number);
            }
            else
            {
                ranges.Add((number, number));
            }
        }

        var said = ranges
            .Take(most)
            .Select(r =>
                r.From == r.To
                    ? r.From.ToString(CultureInfo.InvariantCulture)
                    : string.Create(CultureInfo.InvariantCulture, $"{r.From}–{r.To}")
            );
        return string.Join('、', said) + (ranges.Count > most ? "…" : "");
    }
}
