using System.Globalization;
using Commissioner.App.Features.Imports;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;

namespace Commissioner.App.Features.Benefits;

/// <summary>What is refused in a row of the policies' table.</summary>
public static class BenefitTableRules
{
    public static readonly Rule BenefitDayUnreadable = new("BenefitDayUnreadable", "A day is written as 2026-12-31.");

    public static readonly Rule BenefitCodeTwice = new("BenefitCodeTwice", "An earlier row has this code.");
}

/// <summary>Reads a table of policies, one a row: every wrong cell is an error with its row, its column and its reason.</summary>
internal sealed class BenefitTable(TableCells cells)
{
    public static readonly TableColumn Code = new("政策编码", "code");
    public static readonly TableColumn Title = new("政策名称", "title");
    public static readonly TableColumn Summary = new("支持内容", "summary", Compulsory: false);
    public static readonly TableColumn Contact = new("咨询方式", "contact");
    public static readonly TableColumn FromOn = new("开始日期", "fromOn");
    public static readonly TableColumn UntilOn = new("截止日期", "untilOn");
    public static readonly TableColumn Budget = new("预算", "budget", Compulsory: false);
    public static readonly TableColumn Papers = new("申报材料", "papers", Compulsory: false);
    public static readonly TableColumn Conditions = new("条件", "conditions");
    public static readonly TableColumn WithoutAsking = new("免申即享", "withoutAsking", Compulsory: false);

    public static IReadOnlyList<TableColumn> All { get; } =
    [Code, Title, Summary, Contact, FromOn, UntilOn, Budget, Papers, Conditions, WithoutAsking];

    /// <summary>The policies, in the order of their rows.</summary>
    public IReadOnlyList<(int Row, string Code, PolicyText Says)> Read()
    {
        List<(int, string, PolicyText)> all = [];
        HashSet<string> codes = [];
        foreach (var row in cells.Rows)
        {
            var code = cells[row, Code].ToUpperInvariant();
            Demand(SupportPolicy.IsCode(code), row, Code, BenefitRules.BenefitCodeUnusable);
            Demand(codes.Add(code), row, Code, BenefitTableRules.BenefitCodeTwice);
            var (title, contact, summary) = (cells[row, Title], cells[row, Contact], cells[row, Summary]);
            Demand(title.Characters() is >= 1 and <= 100, row, Title, BenefitRules.BenefitTitleMissing);
            Demand(contact.Characters() is >= 1 and <= 200, row, Contact, BenefitRules.BenefitContactMissing);
            Demand(summary.Characters() <= 2000, row, Summary, BenefitRules.BenefitTextTooLong);
            var (from, until) = (Day(row, FromOn), Day(row, UntilOn));
            Demand(from is null || until is null || until >= from, row, UntilOn, BenefitRules.BenefitDaysUnusable);
            var papers = LabelKey.Split(cells[row, Papers]);
            Demand(papers.Count <= 20 && papers.All(p => p.Characters() <= 60), row, Papers, BenefitRules.BenefitPapersTooMany);
            var says = new PolicyText(
                title,
                summary,
                contact,
                from,
                until,
                Money(row),
                papers,
                Read(row),
                IsYes(cells[row, WithoutAsking])
            );
            all.Add((row.Number, code, says));
        }

        return all;
    }

    private List<Condition> Read(TableRow row)
    {
        var lines = cells[row, Conditions].Split([';', '；', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        List<Condition> read = [];
        foreach (var line in lines)
        {
            if (Condition.Read(line) is { } condition)
            {
                read.Add(condition);
            }
            else
            {
                cells.Wrong(row.Number, Conditions, BenefitRules.BenefitConditionUnreadable, line);
            }
        }

        if (lines.Length is 0 or > SupportPolicy.MostConditions)
        {
            cells.Wrong(row.Number, Conditions, BenefitRules.BenefitConditionUnreadable, lines.Length);
        }

        return read;
    }

    private DateOnly? Day(TableRow row, TableColumn column) => DayOf(cells, row, column);

    private decimal? Money(TableRow row)
    {
        var text = cells[row, Budget];
        if (text.Length == 0)
        {
            return null;
        }

        var read = decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) && amount is > 0 and < 1e12m;
        Demand(read, row, Budget, BenefitRules.BenefitBudgetUnusable);
        return read ? amount : null;
    }

    /// <summary>A day of a cell; what is none is an error.</summary>
    public static DateOnly? DayOf(TableCells cells, TableRow row, TableColumn column)
    {
        if (DateOnly.TryParseExact(cells[row, column], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        cells.Wrong(row.Number, column, BenefitTableRules.BenefitDayUnreadable);
        return null;
    }

    private static bool IsYes(string cell) => cell is "是" or "yes" or "true" or "1";

    private void Demand(bool holds, TableRow row, TableColumn column, Rule rule)
    {
        if (!holds)
        {
            cells.Wrong(row.Number, column, rule);
        }
    }
}
