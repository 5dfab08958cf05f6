using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Commissioner.App.Features.Imports;

/// <summary>What the cells of a workbook stand for: their texts lie apart, and its styles tell days from numbers.</summary>
internal sealed partial class XlsxTexts
{
    // A spreadsheet has 65,490 styles at most, each with a format of 255 characters.
    private const int MostStyles = 65_536;
    private const int LongestFormat = 255;

    private readonly List<string> shared;
    private readonly HashSet<int> dates;
    private readonly bool from1904;

    /// <param name="shared">The part of the texts; null where the workbook has none.</param>
    /// <param name="styles">The part of the styles; null where the workbook has none.</param>
    /// <param name="from1904">Days are counted from 1904 on.</param>
    internal XlsxTexts(XlsxPart? shared, XlsxPart? styles, bool from1904)
    {
        using (shared)
        using (styles)
        {
            this.shared = shared is null ? [] : SharedTexts(shared);
            dates = styles is null ? [] : DateStyles(styles);
            this.from1904 = from1904;
        }
    }

    /// <summary>Whether the node is a piece of a text; how a name is read aloud (rPh) is not part of it.</summary>
    internal static bool IsText(XlsxPart part) => part.IsTextOf("t") && !part.IsWithin("rPh");

    internal static void Append(StringBuilder text, XlsxPart part)
    {
        if (text.Append(part.Text).Length > TableFile.LongestCell)
        {
            throw TableFile.TooLarge();
        }
    }

    /// <summary>The cell as trimmed text.</summary>
    internal string Of(string type, string style, string value) =>
        // What is shared is trimmed once: each cell that names it would keep a copy of its own.
        value.Length == 0
            ? ""
        : type == "s" ? shared[int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture)]
        : TableFile.Clean(
            type switch
            {
                "b" => value is "1" or "true" ? "TRUE" : "FALSE",
                "d" => DateTime.TryParse(value, CultureInfo.InvariantCulture, out var date) ? Text(date) : value,
                "" or "n" => Number(value, style.Length > 0 && dates.Contains(int.Parse(style, CultureInfo.InvariantCulture))),
                _ => value,
            }
        );

    private static List<string> SharedTexts(XlsxPart part)
    {
        var texts = new List<string>();
        var text = new StringBuilder();
        var characters = 0;
        while (part.Read())
        {
            if (IsText(part))
            {
                Append(text, part);
            }

            if (part.Ends("si"))
            {
                characters += text.Length;
                if (texts.Count >= TableFile.MostCells || characters > TableFile.MostCharacters)
                {
                    throw TableFile.TooLarge();
                }

                texts.Add(TableFile.Clean(text.ToString()));
                text.Clear();
            }
        }

        return texts;
    }

    private string Number(string value, bool isDate)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return value;
        }

        if (isDate)
        {
            // 1 January 1904 is day 1462 of the calendar that starts in 1900.
            var days = number + (from1904 ? 1462 : 0);
            return days switch
            {
                >= 0 and < 1 => Day(days).ToString("HH:mm:ss", CultureInfo.InvariantCulture),
                >= 1 and < 2_958_465 => Text(Day(days)),
                _ => value,
            };
        }

        // A number has 15 digits at most: of a longer code the last ones are made up, and it reads as the spreadsheet shows it.
        if (Math.Abs(number) >= 1e15)
        {
            return number.ToString("0.#####E+0", CultureInfo.InvariantCulture);
        }

        // A telephone number is stored as 1.3812345678E10 by some writers.
        return
            value.Contains('E', StringComparison.OrdinalIgnoreCase)
            && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain)
            ? plain.ToString(CultureInfo.InvariantCulture)
            : value;
    }

    private static string Text(DateTime date) =>
        date.ToString(date.TimeOfDay < TimeSpan.FromSeconds(1) ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    // Days are fractions in floating point, so half past twelve comes as 12:29:59.999: half a second is added before seconds are cut.
    private static DateTime Day(double days) => DateTime.FromOADate(days).AddMilliseconds(500);

    // The styles by which a number is shown as a date: ECMA-376 part 1, 18.8.30, with the numbers kept for Chinese formats.
    private static HashSet<int> DateStyles(XlsxPart styles)
    {
        var own = new Dictionary<string, bool>();
        var dates = new HashSet<int>();
        var style = 0;
        while (styles.Read())
        {
            if (own.Count > MostStyles || style > MostStyles)
            {
                throw TableFile.TooLarge();
            }

            if (styles.Starts("numFmt") && styles.IsIn("numFmts"))
            {
                own.TryAdd(styles["numFmtId"], IsDate(styles["formatCode"]));
            }
            else if (styles.Starts("xf") && styles.IsIn("cellXfs"))
            {
                var id = styles["numFmtId"];
                if (
                    own.TryGetValue(id, out var isDate)
                        ? isDate
                        : int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var known)
                            && known is >= 14 and <= 22 or >= 27 and <= 36 or >= 45 and <= 47 or >= 50 and <= 58
                )
                {
                    dates.Add(style);
                }

                style++;
            }
        }

        return dates;
    }

    private static bool IsDate(string format) =>
        format.Length <= LongestFormat && Literal().Replace(format, "").Any(sign => "ydhs".Contains(char.ToLowerInvariant(sign)));

    // What a format shows as it stands: quoted, escaped, or a colour, currency or locale in brackets; and the word General.
    [GeneratedRegex(
        """
            "[^"]*" | \\. | _. | \[[^\]]*\] | General
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Literal();
}
