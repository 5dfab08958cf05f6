using Commissioner.App.Features.Imports;
using Commissioner.Domain;

namespace Commissioner.App.Tests.Features.Imports;

/// <summary>A small file can stand for a large table, or for markup that no spreadsheet writes: it is refused before it is built.</summary>
[NonParallelizable]
public sealed class TableBoundsTests
{
    private const int Deep = 60_000;
    private const string Row = "<row><c t='str'><v>名称</v></c></row>";

    private static IEnumerable<TestCaseData> Nested()
    {
        var nested = Many(Deep, _ => "<a>") + Many(Deep, _ => "</a>");
        yield return new(TableFileTests.Workbook(nested)) { TestName = "Nested_rows_are_refused" };
        yield return new(TableFileTests.Workbook($"<row><c t='inlineStr'><is>{nested}</is></c></row>"))
        {
            TestName = "Nested_texts_of_a_cell_are_refused",
        };
        yield return new(TableFileTests.Workbook(Row + Row, texts: $"<si>{nested}</si>")) { TestName = "Nested_shared_texts_are_refused" };
        yield return new(TableFileTests.Workbook(Row + Row, styles: nested)) { TestName = "Nested_styles_are_refused" };
        yield return new(TableFileTests.Workbook(Row + Row, properties: nested)) { TestName = "Nested_properties_are_refused" };
    }

    [TestCaseSource(nameof(Nested))]
    public void Nested_markup_is_refused(byte[] workbook) => Refused(workbook, ImportRules.TableUnreadable);

    private static IEnumerable<TestCaseData> Flooded()
    {
        const int million = 1_000_000;
        yield return new(TableFileTests.Workbook($"<row>{Many(TableFile.MostRows * TableFile.MostColumns + 1, _ => "<c/>")}</row>"))
        {
            TestName = "Empty_cells_are_counted",
        };
        yield return new(TableFileTests.Workbook(Row + Row, styles: Many(million, _ => "<xf/>"))) { TestName = "Styles_are_counted" };
        yield return new(TableFileTests.Workbook(Row + Row, texts: Many(2 * million, _ => "<si/>")))
        {
            TestName = "Shared_texts_are_counted",
        };
        yield return new(
            TableFileTests.Workbook(Row + Row, sheets: Many(TableFile.MostSheets + 1, i => $"<sheet name='{i}' r:id='rId1'/>"))
        )
        {
            TestName = "Sheets_are_counted",
        };
        yield return new(TableFileTests.Workbook($"<row {Many(million, i => $"a{i}='' ")}/>")) { TestName = "Attributes_are_counted" };
        yield return new(TableFileTests.Workbook(Many(million, i => $"<n{i}/>"))) { TestName = "Names_are_counted" };
        yield return new(TableFileTests.Workbook(Many(700, _ => "<row/>" + new string(' ', 100_000))))
        {
            TestName = "Bytes_are_counted_while_they_are_unpacked",
        };
        yield return new(TableFileTests.Zip([.. Enumerable.Range(0, 2_001).Select(i => ($"{i}.xml", ""))]))
        {
            TestName = "Parts_are_counted",
        };
        yield return new(TableFileTests.Workbook($"<row><c t='str'><v>{new string('x', TableFile.LongestCell + 1)}</v></c></row>"))
        {
            TestName = "Characters_of_a_cell_are_counted",
        };
        yield return new(
            TableFileTests.Workbook(
                Row + Many(400, _ => "<row><c t='s'><v>3</v></c></row>"),
                texts: $"<si><t>{new string('x', 30_000)}</t></si>"
            )
        )
        {
            TestName = "Characters_of_a_table_are_counted",
        };
    }

    [TestCaseSource(nameof(Flooded))]
    public void What_is_too_much_is_refused_with_the_limits(byte[] workbook)
    {
        var broken = Refused(workbook, ImportRules.TableTooLarge);
        Assert.That(broken.Details, Is.EqualTo(new object[] { 20_000, 200, 100, 32_767, 10, 64 }));
    }

    [Test]
    public void Empty_cells_and_styles_cost_no_memory()
    {
        // As people send them: formatted to the end of the sheet, 15 MB of markup in a file of 25 KB.
        var workbook = TableFileTests.Workbook(
            Row + Row + Many(5_000, _ => $"<row>{Many(200, _ => "<c s='1'/>")}</row>"),
            styles: Many(60_000, _ => "<xf numFmtId='0' fontId='1'/>")
        );
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var table = TableFile.Read("a.xlsx", new MemoryStream(workbook));
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.That(table.Rows, Has.Count.EqualTo(1));
        Assert.That(kept, Is.LessThan(4_000_000));
    }

    [Test]
    public void A_text_that_many_cells_share_is_kept_once()
    {
        var table = TableFile.Read(
            "a.xlsx",
            new MemoryStream(
                TableFileTests.Workbook(
                    Row + Many(300, _ => "<row><c t='s'><v>3</v></c></row>"),
                    texts: $"<si><t xml:space='preserve'> {new string('x', 30_000)} </t></si>"
                )
            )
        );
        Assert.That(table.Rows, Has.Count.EqualTo(300));
        Assert.That(table.Rows.Select(r => r.Cells[0]), Has.All.SameAs(table.Rows[0].Cells[0]));
    }

    private static RuleBroken Refused(byte[] workbook, Rule rule)
    {
        Assert.That(workbook, Has.Length.LessThan(TableFile.LargestMegabytes * 1024 * 1024));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var broken = Assert.Throws<RuleBroken>(() => TableFile.Read("a.xlsx", new MemoryStream(workbook), "名称", "电话"))!;
        Assert.That(broken.Rule, Is.EqualTo(rule));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(50_000_000));
        return broken;
    }

    private static string Many(int times, Func<int, string> what) => string.Concat(Enumerable.Range(0, times).Select(what));
}
