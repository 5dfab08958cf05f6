using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Commissioner.Domain;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Commissioner.App.Features.Imports;

/// <summary>The rows of an XLSX's first visible sheet, every cell as the text that it stands for.</summary>
internal static partial class XlsxRows
{
    private const int MostParts = 2_000;

    private const long LargestUnpacked = 64L * 1024 * 1024;

    internal static List<(int Number, List<string> Cells)> Read(byte[] bytes)
    {
        try
        {
            using var content = new MemoryStream();
            content.Write(bytes);
            RefuseBomb(content);
            // Editable, for a mail address typed wrong is stored as a link that is no address: the package reader gives up the whole file
            // over it unless it may write another in its place.
            using var workbook = SpreadsheetDocument.Open(content, isEditable: true, new OpenSettings
            {
                AutoSave = false,
                MaxCharactersInPart = LargestUnpacked,
                RelationshipErrorHandlerFactory = RelationshipErrorHandler.CreateRewriterFactory((_, _, _) => "about:blank"),
            });
            return Read(workbook.WorkbookPart!);
        }
        // The readers of zip, package and XML answer hostile files with whatever they trip over.
        catch (Exception broken) when (broken is not (RuleBroken or OutOfMemoryException))
        {
            throw new RuleBroken(ImportRules.TableUnreadable);
        }
    }

    // The unpacker stops at the length that the zip declares, so the declared lengths bound it.
    private static void RefuseBomb(Stream content)
    {
        using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Count > MostParts || zip.Entries.Sum(entry => entry.Length) > LargestUnpacked)
        {
            throw TableFile.TooLarge();
        }
    }

    private static List<(int, List<string>)> Read(WorkbookPart workbook)
    {
        var sheet = workbook.Workbook.Sheets!.Elements<Sheet>()
            .Where(sheet => sheet.State is null || sheet.State == SheetStateValues.Visible)
            .Select(sheet => workbook.GetPartById(sheet.Id!.Value!))
            .OfType<WorksheetPart>()
            .First();
        var texts = workbook.SharedStringTablePart is { } shared ? SharedTexts(shared) : [];
        var dates = DateStyles(workbook.WorkbookStylesPart?.Stylesheet);
        var from1904 = workbook.Workbook.WorkbookProperties?.Date1904?.Value == true;

        var rows = new List<(int Number, List<string> Cells)>();
        var number = 0;
        var column = 0;
        using var reader = OpenXmlReader.Create(sheet);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(Row) && reader.IsStartElement)
            {
                number = reader.Attributes.FirstOrDefault(attribute => attribute.LocalName == "r").Value is { } r
                    ? int.Parse(r, CultureInfo.InvariantCulture)
                    : number + 1;
                column = 0;
            }
            else if (reader.ElementType == typeof(Cell) && reader.IsStartElement)
            {
                var cell = (Cell)reader.LoadCurrentElement()!;
                column = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : column + 1;
                var text = Text(cell, texts, dates, from1904);
                if (string.IsNullOrWhiteSpace(text))
                {
                    continue;
                }

                if (column > TableFile.MostColumns || rows.Count > TableFile.MostRows + 1)
                {
                    throw TableFile.TooLarge();
                }

                if (rows.Count == 0 || rows[^1].Number != number)
                {
                    rows.Add((number, []));
                }

                var cells = rows[^1].Cells;
                cells.AddRange(Enumerable.Repeat("", Math.Max(0, column - cells.Count)));
                cells[column - 1] = text;
            }
        }

        return rows;
    }

    private static List<string> SharedTexts(SharedStringTablePart shared)
    {
        var texts = new List<string>();
        using var reader = OpenXmlReader.Create(shared);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement)
            {
                texts.Add(Text(reader.LoadCurrentElement()!));
            }
        }

        return texts;
    }

    // Runs put together; how a name is read aloud (rPh) is not part of it.
    private static string Text(OpenXmlElement item) => string.Concat(item.ChildElements.Select(child => child switch
    {
        Text text => text.Text,
        Run run => run.Text?.Text,
        _ => "",
    }));

    private static string Text(Cell cell, List<string> texts, HashSet<uint> dates, bool from1904)
    {
        var value = cell.CellValue?.Text ?? "";
        var type = cell.DataType?.Value ?? CellValues.Number;
        return type switch
        {
            CellValues.SharedString => texts[int.Parse(value, CultureInfo.InvariantCulture)],
            CellValues.InlineString => cell.InlineString is { } inline ? Text(inline) : "",
            CellValues.Boolean => value == "1" ? "TRUE" : "FALSE",
            CellValues.Date => DateTime.TryParse(value, CultureInfo.InvariantCulture, out var date) ? Text(date) : value,
            CellValues.Number => Number(value, cell.StyleIndex is { } style && dates.Contains(style.Value), from1904),
            _ => value,
        };
    }

    private static string Number(string value, bool isDate, bool from1904)
    {
        if (isDate && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var days))
        {
            // 1 January 1904 is day 1462 of the calendar that starts in 1900.
            days += from1904 ? 1462 : 0;
            return days switch
            {
                >= 0 and < 1 => Day(days).ToString("HH:mm:ss", CultureInfo.InvariantCulture),
                >= 1 and < 2_958_465 => Text(Day(days)),
                _ => value,
            };
        }

        // A telephone number is stored as 1.3812345678E10 by some writers.
        return value.Contains('E', StringComparison.OrdinalIgnoreCase)
            && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : value;
    }

    private static string Text(DateTime date) =>
        date.ToString(date.TimeOfDay < TimeSpan.FromSeconds(1) ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    // A fraction of a day is seldom a whole second: half past twelve comes as 12:29:59.999.
    private static DateTime Day(double days) => DateTime.FromOADate(days).AddMilliseconds(500);

    // The styles by which a number is shown as a date: ECMA-376 part 1, 18.8.30, with the numbers kept for Chinese formats.
    private static HashSet<uint> DateStyles(Stylesheet? styles)
    {
        var own = styles?.NumberingFormats?.Elements<NumberingFormat>()
            .Where(format => format.NumberFormatId is not null)
            .ToLookup(format => format.NumberFormatId!.Value, format => format.FormatCode?.Value ?? "");
        var dates = new HashSet<uint>();
        var style = 0u;
        foreach (var format in styles?.CellFormats?.Elements<CellFormat>() ?? [])
        {
            var id = format.NumberFormatId?.Value ?? 0;
            if (own?[id].FirstOrDefault() is { } code
                ? Literal().Replace(code, "").Any(sign => "ydhs".Contains(char.ToLowerInvariant(sign)))
                : id is >= 14 and <= 22 or >= 27 and <= 36 or >= 45 and <= 47 or >= 50 and <= 58)
            {
                dates.Add(style);
            }

            style++;
        }

        return dates;
    }

    // The 28 of AB12.
    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetter))
        {
            column = column * 26 + (char.ToUpperInvariant(letter) - 'A' + 1);
            if (column > TableFile.WidestSheet)
            {
                throw new InvalidDataException();
            }
        }

        return column > 0 ? column : throw new InvalidDataException();
    }

    // What a format shows as it stands: quoted, escaped, or a colour, currency or locale in brackets; and the word General.
    [GeneratedRegex("""
        "[^"]*" | \\. | _. | \[[^\]]*\] | General
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Literal();
}
