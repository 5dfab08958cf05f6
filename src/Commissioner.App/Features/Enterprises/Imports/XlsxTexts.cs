using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Commissioner.App.Features.Imports;

/// <summary>What the cells of a workbook stand for: their texts lie apart, and its styles tell days from numbers.</summary>
internal sealed partial class XlsxTexts(WorkbookPart workbook)
{
    private readonly List<string> shared = workbook.SharedStringTablePart is { } part ? SharedTexts(part) : [];
    private readonly HashSet<uint> dates = DateStyles(workbook.WorkbookStylesPart?.Stylesheet);
    private readonly bool from1904 = workbook.Workbook.WorkbookProperties?.Date1904?.Value == true;

    internal string Of(Cell cell)
    {
        var value = cell.CellValue?.Text ?? "";
        var type = cell.DataType?.Value ?? CellValues.Number;
        return type switch
        {
            CellValues.SharedString => shared[int.Parse(value, CultureInfo.InvariantCulture)],
            CellValues.InlineString => cell.InlineString is { } inline ? Text(inline) : "",
            CellValues.Boolean => value == "1" ? "TRUE" : "FALSE",
            CellValues.Date => DateTime.TryParse(value, CultureInfo.InvariantCulture, out var date) ? Text(date) : value,
            CellValues.Number => Number(value, cell.StyleIndex is { } style && dates.Contains(style.Value)),
            _ => value,
        };
    }

    private static List<string> SharedTexts(SharedStringTablePart part)
    {
        var texts = new List<string>();
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement)
            {
                texts.Add(Text(reader.LoadCurrentElement()!));
            }
        }

        return texts;
    }

    // Puts a text's runs together, without the phonetic hints (rPh) beside them.
    private static string Text(OpenXmlElement item) =>
        string.Concat(
            item.ChildElements.Select(child =>
                child switch
                {
                    Text text => text.Text,
                    Run run => run.Text?.Text,
                    _ => "",
                }
            )
        );

    private string Number(string value, bool isDate)
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

        // Written without an exponent: some writers store a telephone number as 1.3812345678E10.
        return
            value.Contains('E', StringComparison.OrdinalIgnoreCase)
            && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : value;
    }

    private static string Text(DateTime date) =>
        date.ToString(date.TimeOfDay < TimeSpan.FromSeconds(1) ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    // Days are fractions in floating point, so half past twelve comes as 12:29:59.999: half a second is added before seconds are cut.
    private static DateTime Day(double days) => DateTime.FromOADate(days).AddMilliseconds(500);

    // The styles by which a number is shown as a date: ECMA-376 part 1, 18.8.30, with the numbers kept for Chinese formats.
    private static HashSet<uint> DateStyles(Stylesheet? styles)
    {
        var own = styles
            ?.NumberingFormats?.Elements<NumberingFormat>()
            .Where(format => format.NumberFormatId is not null)
            .ToLookup(format => format.NumberFormatId!.Value, format => format.FormatCode?.Value ?? "");
        var dates = new HashSet<uint>();
        var style = 0u;
        foreach (var format in styles?.CellFormats?.Elements<CellFormat>() ?? [])
        {
            var id = format.NumberFormatId?.Value ?? 0;
            if (
                own?[id].FirstOrDefault() is { } code
                    ? Literal().Replace(code, "").Any(sign => "ydhs".Contains(char.ToLowerInvariant(sign)))
                    : id is >= 14 and <= 22 or >= 27 and <= 36 or >= 45 and <= 47 or >= 50 and <= 58
            )
            {
                dates.Add(style);
            }

            style++;
        }

        return dates;
    }

    // What a format shows as it stands: quoted, escaped, or a colour, currency or locale in brackets; and the word General.
    [GeneratedRegex(
        """
            "[^"]*" | \\. | _. | \[[^\]]*\] | General
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Literal();
}
