using System.Globalization;
using System.Text;
using Commissioner.App.Features.Imports;
using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Imports;

/// <summary>Tables that leave the house: numbers are numbers, and nothing in them is computed.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TableWriterTests
{
    private static readonly string[] Columns = ["名称", "件数"];

    private static readonly string[] Formulas = ["=1+1", "+86 10", "-2", "@SUM(A1)"];

    private static readonly object?[][] Rows =
    [
        .. Formulas.Select((f, i) => new object?[] { f, -1.50m * i }),
        ["两行\n“引号\" & <尖>", 7],
        ["\a响", null],
    ];

    [Test]
    public void A_workbook_has_no_formulas_and_its_numbers_are_numbers()
    {
        var book = new WrittenWorkbook(TableWriter.Workbook([new("表", Columns, Rows)]));
        Assert.That(book.All("f"), Is.Empty);
        Assert.That(
            book.Rows("表").Skip(1).Take(5).Select(r => (r[0], r[1])),
            Is.EqualTo([("=1+1", "0.00"), ("+86 10", "-1.50"), ("-2", "-3.00"), ("@SUM(A1)", "-4.50"), ("两行\n“引号\" & <尖>", "7")])
        );
        Assert.That(
            book.All("row").Skip(1).Take(5).Select(r => string.Join(' ', r.Elements().Select(c => c.Attribute("t")?.Value ?? "n"))),
            Has.All.EqualTo("str n")
        );
    }

    [Test]
    public void A_header_stays_in_sight_and_columns_are_as_wide_as_what_they_hold()
    {
        var book = new WrittenWorkbook(
            TableWriter.Workbook([
                new(
                    "一",
                    Columns,
                    [
                        ["十个汉字的名称在这里", 1],
                        ["x", 2],
                    ]
                ),
                new(
                    "二",
                    Columns,
                    [
                        [new string('长', 500), 1],
                    ]
                ),
            ])
        );
        Assert.That(
            book.All("pane").Select(p => (p.Attribute("ySplit")?.Value, p.Attribute("state")?.Value)),
            Is.EqualTo(new[] { ("1", "frozen"), ("1", "frozen") })
        );
        Assert.That(
            book.All("col").Select(c => (int)double.Parse(c.Attribute("width")!.Value, CultureInfo.InvariantCulture)),
            Is.EqualTo([22, 8, 60, 8])
        );
    }

    [Test]
    public void Sheets_have_names_that_spreadsheets_take()
    {
        var title = "甲/乙：" + new string('长', 40);
        var book = new WrittenWorkbook(
            TableWriter.Workbook([new(title, Columns, []), new(title, Columns, Rows), new("A & B", Columns, []), new("a & b", Columns, [])])
        );
        Assert.That(book.Sheets.Keys, Has.All.Length.LessThanOrEqualTo(31));
        Assert.That(book.Sheets.Keys.Skip(2), Is.EqualTo(["A & B", "a & b 2"]));
        Assert.That(book.Rows("A & B"), Is.EqualTo([Columns]), "a table without rows has its header");
    }

    [Test]
    public void What_is_written_is_read_again([Values] bool workbook)
    {
        var table = workbook
            ? TableFile.Read("a.xlsx", new MemoryStream(TableWriter.Workbook([new("表", Columns, Rows)])), Columns)
            : TableFile.Read("a.csv", new MemoryStream(TableWriter.Csv(Columns, Rows)), Columns);
        Assert.That(table.Rows.Take(5).Select(r => r["名称"]), Is.EqualTo([.. Formulas, "两行\n“引号\" & <尖>"]));
        Assert.That(table.Rows.Take(5).Select(r => r["件数"]), Is.EqualTo(["0.00", "-1.50", "-3.00", "-4.50", "7"]));
    }

    [Test]
    public void A_csv_guards_what_begins_like_a_formula_and_no_number()
    {
        var lines = Encoding
            .UTF8.GetString(
                TableWriter.Csv(
                    Columns,
                    [
                        ["=1+1", -1.5m],
                        ["@x", new DateOnly(2026, 11, 29)],
                    ]
                )
            )
            .Split("\r\n");
        Assert.That(lines, Is.EqualTo(["\uFEFF名称,件数", "\"'=1+1\",-1.5", "\"'@x\",2026-11-29", ""]));
    }
}
