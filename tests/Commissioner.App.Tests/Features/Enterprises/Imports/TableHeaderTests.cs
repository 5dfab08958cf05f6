using System.Text;
using Commissioner.App.Features.Imports;
using Commissioner.Domain;

namespace Commissioner.App.Tests.Features.Imports;

/// <summary>The header is found as people write it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TableHeaderTests
{
    private static readonly string[] Names = ["企业名称", "name", "园区", "park", "联系人", "contactName", "联系电话", "contactPhone"];

    private static IEnumerable<TestCaseData> Headers()
    {
        yield return new("示例园区企业花名册（2026年11月）,,,\n企业名称,园区,联系人,联系电话\n", 3) { TestName = "Under_a_title" };
        yield return new("示例园区企业花名册\n\n企业名称,园区,联系人,联系电话\n", 4)
        {
            TestName = "Under_a_title_of_one_cell_and_a_blank_row",
        };
        yield return new("填表说明：企业名称写全称,,,\n制表：某某,,,2026\n企业名称,园区,联系人,联系电话\n", 4)
        {
            TestName = "Under_two_lines_that_name_a_column",
        };
        yield return new("*企业名称,园区*,＊ 联系人,联系电话（必填）\n", 2) { TestName = "With_stars_and_remarks" };
        yield return new("企业名称(选填),园区：,联系人【必填】,联系电话（必填，11 位手机号）*\n", 2) { TestName = "With_longer_remarks" };
        yield return new("企业,,联系方式,\n企业名称,园区,联系人,联系电话\n", 3) { TestName = "Under_groups" };
        yield return new("企业名称,园区,联系方式,\n,,联系人,联系电话\n", 3) { TestName = "In_two_rows" };
        yield return new("企业名称,园区,联系方式\n,,联系人,联系电话\n", 3) { TestName = "In_two_rows_the_second_wider" };
        yield return new("企业名称,园区,联系人,联系电话\nname,park,contactName,contactPhone\n", 3) { TestName = "In_two_languages" };
    }

    [TestCaseSource(nameof(Headers))]
    public void A_header_is_found(string header, int row)
    {
        var table = Csv(header + "甲公司,东园,张三,13800138000\n");
        Assert.That(table.Columns, Is.EqualTo(["企业名称", "园区", "联系人", "联系电话"]));
        Assert.That(table.Rows.Select(r => (r.Number, r["企业名称"], r["联系电话"])), Is.EqualTo([(row, "甲公司", "13800138000")]));
    }

    [Test]
    public void A_name_that_nobody_knows_keeps_its_decoration() =>
        Assert.That(Csv("企业名称,园区,备注（必填）\n甲,东园,x\n").Columns, Is.EqualTo(["企业名称", "园区", "备注（必填）"]));

    [Test]
    public void Two_columns_are_not_one_for_their_decoration() =>
        Assert.That(
            Csv("企业名称,联系电话（必填）,联系电话（备用）\n甲,1,2\n").Columns,
            Is.EqualTo(["企业名称", "联系电话", "联系电话（备用）"])
        );

    [Test]
    public void A_header_below_the_tenth_row_is_none() =>
        Assert.That(
            Csv(string.Concat(Enumerable.Repeat("说明\n", 10)) + "企业名称\n甲\n").Columns,
            Is.EqualTo(["说明"]),
            "so that the missing column is named"
        );

    [Test]
    public void The_first_sheet_with_the_header_is_read()
    {
        const string header = "<row><c t='str'><v>企业名称</v></c><c t='str'><v>园区</v></c></row>";
        var table = Xlsx(
            TableFileTests.Workbook(
                "<row><c t='str'><v>填表说明</v></c></row><row><c t='str'><v>企业名称</v></c><c t='str'><v>写全称</v></c></row>",
                sheets: "<sheet name='说明' sheetId='1' r:id='rId1'/><sheet name='名单' sheetId='2' r:id='rId2'/>",
                second: header + "<row><c t='str'><v>甲公司</v></c></row>"
            )
        );
        Assert.That(table.Rows.Select(r => (r.Number, r["企业名称"])), Is.EqualTo([(2, "甲公司")]));
    }

    [Test]
    public void Where_no_sheet_has_the_header_the_first_one_is_judged()
    {
        var table = Xlsx(
            TableFileTests.Workbook(
                "<row><c t='str'><v>单位</v></c></row><row><c t='str'><v>甲</v></c></row>",
                sheets: "<sheet name='a' sheetId='1' r:id='rId1'/><sheet name='b' sheetId='2' r:id='rId2'/>"
            )
        );
        var broken = Assert.Throws<RuleBroken>(() => table.Require("企业名称"))!;
        Assert.That((broken.Rule, broken.Details[0]), Is.EqualTo((ImportRules.TableColumnMissing, "企业名称")));
    }

    [Test]
    public void Hidden_rows_are_refused_by_their_numbers()
    {
        const string cell = "<c t='str'><v>甲</v></c>";
        var broken = Assert.Throws<RuleBroken>(() =>
            Xlsx(
                TableFileTests.Workbook(
                    "<row><c t='str'><v>企业名称</v></c><c t='str'><v>园区</v></c></row>"
                        + $"<row hidden='1'>{cell}</row><row hidden='true'>{cell}</row><row hidden='0'>{cell}</row><row hidden='1'/><row hidden='1'>{cell}</row>"
                )
            )
        )!;
        Assert.That((broken.Rule, broken.Details[0]), Is.EqualTo((ImportRules.TableRowsHidden, "2–3、6")));
    }

    [Test]
    public void Hidden_rows_that_are_not_taken_over_do_not_matter() =>
        Assert.That(
            Xlsx(
                TableFileTests.Workbook(
                    "<row hidden='1'><c t='str'><v>旧说明</v></c></row><row><c t='str'><v>企业名称</v></c><c t='str'><v>园区</v></c></row>"
                        + "<row><c t='str'><v>甲</v></c></row><row hidden='1'><c r='A4' t='str'><v> </v></c><c r='D4' t='str'><v>x</v></c></row>"
                )
            ).Rows,
            Has.Count.EqualTo(1)
        );

    [TestCase("9.13206E+17", true)]
    [TestCase("1.38001e10", true)]
    [TestCase("9E+17", true)]
    [TestCase("91320594MA5700004F", false)]
    [TestCase("9.13206", false)]
    [TestCase("E17", false)]
    [TestCase("19.1E+17", false)]
    [TestCase("", false)]
    public void A_code_that_lost_its_digits_is_known(string cell, bool rounded) =>
        Assert.That(TableRow.IsRounded(cell), Is.EqualTo(rounded));

    [TestCase("913205940000000012")]
    [TestCase("9.1320594000000000E17")]
    public void A_code_kept_as_a_number_reads_as_the_spreadsheet_shows_it(string value) =>
        Assert.That(
            Xlsx(TableFileTests.Workbook($"<row><c t='str'><v>代码</v></c></row><row><c><v>{value}</v></c></row>")).Rows[0]["代码"],
            Is.EqualTo("9.13206E+17")
        );

    [TestCase("\u202D138 0013 8000\u202C", "138 0013 8000")]
    [TestCase("\uFEFF甲\u200B", "甲")]
    [TestCase("'+85223456789", "+85223456789")]
    [TestCase("'=1+1", "=1+1")]
    [TestCase("'甲'", "'甲'")]
    [TestCase("\u200B", "")]
    public void What_nobody_sees_around_a_cell_is_taken_off(string cell, string clean) =>
        Assert.That(TableFile.Clean(cell), Is.EqualTo(clean));

    private static Table Csv(string text) => TableFile.Read("a.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)), Names);

    private static Table Xlsx(byte[] workbook) => TableFile.Read("a.xlsx", new MemoryStream(workbook), Names);
}
