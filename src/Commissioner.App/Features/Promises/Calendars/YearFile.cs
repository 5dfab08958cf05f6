using System.Globalization;
using System.Text.Json;
using Commissioner.App.Features.Imports;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;

namespace Commissioner.App.Features.Calendars;

/// <summary>
/// A year's notice as a file: the JSON of public holiday data sets, <c>{year, papers, days: [{name, date, isOffDay}]}</c>, or a table of
/// year, date, name and off. Every wrong field is an error with its row, its column and its reason.
/// </summary>
internal sealed class YearFile
{
    private const int LongestName = 100;

    private static readonly string[] Yes = ["true", "1", "是", "休", "off", "yes"];
    private static readonly string[] No = ["false", "0", "否", "班", "on", "no"];

    private static readonly (string English, string Chinese)[] Heads =
    [
        ("year", "年份"),
        ("date", "日期"),
        ("name", "名称"),
        ("off", "休息"),
    ];

    /// <summary>A year's dates as such a table.</summary>
    public static WrittenTable Write(int year, IEnumerable<DatedOverride> dates) =>
        new(
            year.ToString(CultureInfo.InvariantCulture),
            [.. Heads.Select(h => h.Chinese)],
            dates
                .OrderBy(d => d.On)
                .Select(d => new object?[] { year, d.On.ToString("O", CultureInfo.InvariantCulture), d.Name, d.IsOff ? "是" : "否" })
        );

    private readonly List<ImportError> _errors = [];
    private readonly List<AnnouncedDay> _days = [];

    private YearFile(int year) => Year = year;

    /// <summary>The year of the notice.</summary>
    public int Year { get; }

    /// <summary>Its dates.</summary>
    public IReadOnlyList<AnnouncedDay> Days => _days;

    /// <summary>What is wrong with it; nothing of it is used then.</summary>
    public IReadOnlyList<ImportError> Errors => _errors;

    /// <exception cref="RuleBroken">The file as a whole can't be read.</exception>
    public static YearFile Read(string fileName, Stream content)
    {
        try
        {
            return Path.GetExtension(fileName).Equals(".json", StringComparison.OrdinalIgnoreCase)
                ? OfJson(content)
                : OfTable(TableFile.Read(fileName, content, Heads.SelectMany(h => new[] { h.English, h.Chinese })));
        }
        catch (RuleBroken broken) when (broken.Field is null)
        {
            throw new RuleBroken(broken.Rule, [.. broken.Details]) { Field = "file" };
        }
    }

    private static YearFile OfJson(Stream content)
    {
        if (content.Length > TableFile.LargestMegabytes * 1024L * 1024)
        {
            throw TableFile.TooLarge();
        }

        using var json = Parse(content);
        var root = json.RootElement;
        if (
            root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("year", out var year)
            || year.ValueKind != JsonValueKind.Number
            || !year.TryGetInt32(out var number)
            || !IsYear(number)
        )
        {
            throw new RuleBroken(YearFileRules.YearFileUnreadable, "year");
        }

        if (!root.TryGetProperty("days", out var days) || days.ValueKind != JsonValueKind.Array)
        {
            throw new RuleBroken(YearFileRules.YearFileUnreadable, "days");
        }

        return new YearFile(number).Take(
            [.. days.EnumerateArray().Select((day, i) => new Row(i + 1, Text(day, "date"), Text(day, "name"), Text(day, "isOffDay")))],
            "date",
            "name",
            "isOffDay"
        );
    }

    private static YearFile OfTable(Table table)
    {
        var heads = Heads
            .Select(h =>
                table.Columns.FirstOrDefault(c => string.Equals(c, h.English, StringComparison.OrdinalIgnoreCase) || c == h.Chinese)
                ?? throw new RuleBroken(ImportRules.TableColumnMissing, h.English)
            )
            .ToList();
        var (year, date, name, off) = (heads[0], heads[1], heads[2], heads[3]);
        var first = table.Rows[0];
        if (!int.TryParse(first[year], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !IsYear(number))
        {
            var file = new YearFile(0);
            file.Wrong(first.Number, year, YearFileRules.YearUnreadable, first[year]);
            return file;
        }

        var read = new YearFile(number);
        foreach (var row in table.Rows.Where(r => r[year] != first[year]))
        {
            read.Wrong(row.Number, year, YearFileRules.YearDiffers, number);
        }

        return read.Take([.. table.Rows.Select(r => new Row(r.Number, r[date], r[name], r[off]))], date, name, off);
    }

    private YearFile Take(IReadOnlyList<Row> rows, string dateHead, string nameHead, string offHead)
    {
        var seen = new Dictionary<DateOnly, int>();
        foreach (var row in rows)
        {
            if (row.Name is not { Length: > 0 and <= LongestName })
            {
                Wrong(row.Number, nameHead, YearFileRules.DayNameMissing);
            }

            var isOff = Yes.Contains(row.Off, StringComparer.OrdinalIgnoreCase);
            if (!isOff && !No.Contains(row.Off, StringComparer.OrdinalIgnoreCase))
            {
                Wrong(row.Number, offHead, YearFileRules.OffUnreadable, row.Off);
            }

            if (
                !DateOnly.TryParseExact(
                    row.Date,
                    ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d"],
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var on
                )
            )
            {
                Wrong(row.Number, dateHead, YearFileRules.DateUnreadable, row.Date);
            }
            else if (on < new DateOnly(Year - 1, 12, 1) || on > new DateOnly(Year + 1, 1, 31))
            {
                Wrong(row.Number, dateHead, YearFileRules.DateStray, Year);
            }
            else if (!seen.TryAdd(on, row.Number))
            {
                Wrong(row.Number, dateHead, YearFileRules.DateTwice, seen[on]);
            }
            else
            {
                _days.Add(new(on, row.Name, isOff));
            }
        }

        return rows.Count > 0 ? this : throw new RuleBroken(ImportRules.TableEmpty);
    }

    private void Wrong(int row, string column, Rule rule, params object[] details) => _errors.Add(new(row, column, rule.Code, details));

    private static bool IsYear(int number) => number is > WorkingCalendar.FirstYear and < WorkingCalendar.LastYear;

    private static string Text(JsonElement day, string field) =>
        day.ValueKind == JsonValueKind.Object && day.TryGetProperty(field, out var value)
            ? value.ValueKind == JsonValueKind.String
                ? value.GetString()!.Trim()
                : value.ValueKind == JsonValueKind.Null
                    ? ""
                    : value.GetRawText()
            : "";

    private static JsonDocument Parse(Stream content)
    {
        try
        {
            return JsonDocument.Parse(content);
        }
        catch (JsonException exception)
        {
            throw new RuleBroken(YearFileRules.YearFileUnreadable, $"{exception.LineNumber + 1}:{exception.BytePositionInLine + 1}");
        }
    }

    private readonly record struct Row(int Number, string Date, string Name, string Off);
}
