using System.IO.Compression;
using System.Text;
using Commissioner.App.Features.Imports;
using Commissioner.App.Tests.Features.Attachments;
using Commissioner.Domain;

namespace Commissioner.App.Tests.Features.Imports;

[Parallelizable(ParallelScope.All)]
public sealed class TableFileTests
{
    private const string People = "企业名称,联系人\n甲公司,张三\n";

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    private static IEnumerable<TestCaseData> Encodings()
    {
        yield return new(Encoding.UTF8.GetBytes(People)) { TestName = "Utf_8_is_read" };
        yield return new((byte[])[0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(People)]) { TestName = "Utf_8_with_its_mark_is_read" };
        yield return new(Gb18030.GetBytes(People)) { TestName = "GB18030_is_read" };
        yield return new((byte[])[0xFF, 0xFE, .. Encoding.Unicode.GetBytes(People)]) { TestName = "Utf_16_is_read" };
        yield return new((byte[])[0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(People)])
        {
            TestName = "Utf_16_the_other_way_round_is_read",
        };
        yield return new(Encoding.UTF8.GetBytes(People.Replace("\n", "\r\n"))) { TestName = "Lines_of_Windows_are_read" };
        yield return new(Encoding.UTF8.GetBytes(People.Replace(',', ';'))) { TestName = "Semicolons_are_read" };
        yield return new(Encoding.UTF8.GetBytes(People.Replace(',', '\t'))) { TestName = "Tabs_are_read" };
        yield return new(Encoding.UTF8.GetBytes(People.TrimEnd())) { TestName = "A_last_line_without_an_end_is_read" };
        yield return new(Encoding.UTF8.GetBytes("\"企业名称\",  联系人\u3000\n 甲公司\t,\" 张三\u00A0\"\n"))
        {
            TestName = "Quotes_and_spaces_around_are_taken_off",
        };
    }

    [TestCaseSource(nameof(Encodings))]
    public void A_csv_is_read_as_offices_save_it(byte[] content)
    {
        var table = Read("名单.CSV", content);
        Assert.That(table.Columns, Is.EqualTo(["企业名称", "联系人"]));
        Assert.That(table.Rows, Has.Count.EqualTo(1));
        Assert.That(table.Rows[0].Cells, Is.EqualTo(["甲公司", "张三"]));
    }

    [Test]
    public void Rare_characters_of_GB18030_are_read() =>
        Assert.That(Read("a.csv", Gb18030.GetBytes("姓名\n𠮷田㐂\n")).Rows[0]["姓名"], Is.EqualTo("𠮷田㐂"));

    [Test]
    public void Rows_have_the_numbers_that_a_spreadsheet_shows()
    {
        var table = Csv("\n名称,地址\n甲,\"一路\n二号\"\n\n,\n乙,\"三路, \"\"四\"\" 号\"\n");
        Assert.That(table.Rows.Select(row => row.Number), Is.EqualTo([3, 6]));
        Assert.That(table.Rows[0]["地址"], Is.EqualTo("一路\n二号"));
        Assert.That(table.Rows[1]["地址"], Is.EqualTo("三路, \"四\" 号"));
    }

    [Test]
    public void Commas_in_the_cells_do_not_split_what_semicolons_do() =>
        Assert.That(Csv("名称;地址\n甲;一,二,三\n乙;一,二,三\n").Rows[1]["地址"], Is.EqualTo("一,二,三"));

    [Test]
    public void Separators_in_a_quoted_name_do_not_count() =>
        Assert.That(Csv("\"名称;;;\",电话\n甲,1\n").Columns, Is.EqualTo(["名称;;;", "电话"]));

    [Test]
    public void A_table_of_one_column_is_a_table() =>
        Assert.That(Csv("名称\n甲\n乙\n").Rows.Select(row => row["名称"]), Is.EqualTo(["甲", "乙"]));

    [Test]
    public void Short_rows_are_filled_and_unnamed_columns_kept_in_their_place()
    {
        var table = Csv("名称,,电话,,\n甲\n乙,备注,1,,\n");
        Assert.That(table.Columns, Is.EqualTo(["名称", "", "电话"]));
        Assert.That(table.Rows[0].Cells, Is.EqualTo(["甲", "", ""]));
        Assert.That(table.Rows[1]["电话"], Is.EqualTo("1"));
        Assert.That(table.Rows[1]["传真"], Is.Empty);
        Assert.That(table.LetterOf("电话"), Is.EqualTo("C"));
        Assert.That(table.LetterOf("传真"), Is.Null);
    }

    [TestCase(0, "A")]
    [TestCase(25, "Z")]
    [TestCase(26, "AA")]
    [TestCase(53, "BB")]
    public void A_column_has_the_letters_that_a_spreadsheet_shows(int place, string letters)
    {
        var header = string.Join(',', Enumerable.Range(0, place + 1).Select(i => $"c{i}"));
        Assert.That(Csv($"{header}\nx\n").LetterOf($"c{place}"), Is.EqualTo(letters));
    }

    [TestCase("名称,电话\n甲,1,2\n", 2)]
    [TestCase("名称,电话\n甲,1\n乙,\"2\n丙,3\n", 3)]
    [TestCase("名称,电话\n甲,\"1\"2\n", 2)]
    public void A_row_that_cannot_be_split_is_named(string csv, int row)
    {
        var broken = Refused(() => Csv(csv), ImportRules.TableRowUnreadable);
        Assert.That(broken.Details, Is.EqualTo(new object[] { row }));
    }

    [TestCase("")]
    [TestCase("\n\n")]
    [TestCase("名称,电话\n")]
    [TestCase("名称,电话\n , \n")]
    public void A_table_without_rows_is_refused(string csv) => Refused(() => Csv(csv), ImportRules.TableEmpty);

    [Test]
    public void A_column_twice_is_refused()
    {
        var broken = Refused(() => Csv("名称,Phone, phone \n甲,1,2\n"), ImportRules.TableColumnTwice);
        Assert.That(broken.Details, Is.EqualTo(new object[] { "phone" }));
    }

    [Test]
    public void A_missing_column_is_named()
    {
        var table = Csv("名称,Phone\n甲,1\n");
        Assert.That(() => table.Require("名称", "phone"), Throws.Nothing);
        var broken = Refused(() => table.Require("名称", "信用代码", "地址"), ImportRules.TableColumnMissing);
        Assert.That(broken.Details, Is.EqualTo(new object[] { "信用代码" }));
    }

    [Test]
    public void Twenty_thousand_rows_are_read_and_not_one_more([Values] bool xlsx)
    {
        var full = Enumerable.Range(1, TableFile.MostRows).Select(i => $"n{i}").ToList();
        Assert.That(Of(full).Rows, Has.Count.EqualTo(TableFile.MostRows));
        Refused(() => Of([.. full, "one more"]), ImportRules.TableTooLarge);

        Table Of(List<string> rows) =>
            xlsx
                ? Xlsx(
                    $"<row><c t='inlineStr'><is><t>名称</t></is></c></row>{string.Concat(rows.Select(r => $"<row><c t='inlineStr'><is><t>{r}</t></is></c></row>"))}"
                )
                : Csv("名称\n" + string.Join('\n', rows));
    }

    [Test]
    public void Too_many_columns_or_bytes_are_refused()
    {
        Refused(
            () => Csv(string.Join(',', Enumerable.Range(0, TableFile.MostColumns + 1).Select(i => $"c{i}")) + "\nx\n"),
            ImportRules.TableTooLarge
        );
        Refused(() => Csv("名称\n" + new string(',', 1_000_000)), ImportRules.TableTooLarge);
        Refused(() => Read("a.csv", new byte[TableFile.LargestMegabytes * 1024 * 1024 + 1]), ImportRules.TableTooLarge);
        Refused(() => Xlsx("<row><c r='A1' t='str'><v>名称</v></c><c r='GS1' t='str'><v>x</v></c></row>"), ImportRules.TableTooLarge);
    }

    private static IEnumerable<TestCaseData> Unreadable()
    {
        yield return new("a.pdf", "名称\n甲"u8.ToArray());
        yield return new("a.xlsx", Convert.FromHexString("D0CF11E0A1B11AE1"));
        yield return new("a.xlsx", "PK\x3\x4 and no zip"u8.ToArray());
        yield return new("a.csv", "名称\n\0"u8.ToArray());
        yield return new("a.csv", (byte[])[0x41, 0xFF, 0x0A, 0xFF, 0xFF]);
        yield return new("a.csv", (byte[])[0xFF, 0xFE, 0x00, 0xD8]);
        yield return new("a.xlsx", Zip(("xl/workbook.xml", "<workbook/>")));
        yield return new("a.xlsx", Workbook("<row><c t='s'><v>9</v></c></row>"));
        yield return new("a.xlsx", Workbook("<row><c r='ZZZZZZZZ1'><v>9</v></c></row>"));
        yield return new("a.xlsx", Workbook("<row><c>"));
        yield return new(
            "a.xlsx",
            Workbook("<row><c t='str'><v>名称</v></c></row>", sheets: "<sheet name='a' sheetId='1' state='hidden' r:id='rId1'/>")
        );
    }

    [TestCaseSource(nameof(Unreadable))]
    public void What_is_no_table_is_refused(string name, byte[] content) => Refused(() => Read(name, content), ImportRules.TableUnreadable);

    [Test]
    public void Content_says_what_it_is_and_not_the_name()
    {
        var workbook = Workbook("<row><c t='str'><v>名称</v></c></row><row><c t='str'><v>甲</v></c></row>");
        using (Assert.EnterMultipleScope())
        {
            foreach (var name in new[] { "a.csv", "a.xls", "a.et", "a.xlsm", "a" })
            {
                Assert.That(Read(name, workbook).Rows[0]["名称"], Is.EqualTo("甲"), name);
            }

            foreach (var name in new[] { "a.xls", "a.xlsx", "a.et", "a.tsv", "a" })
            {
                Assert.That(Read(name, "名称\t电话\n甲\t1\n"u8.ToArray()).Rows[0]["电话"], Is.EqualTo("1"), name);
            }
        }
    }

    [Test]
    public void What_is_known_and_no_table_is_called_by_its_name()
    {
        Refused(() => Read("a.xls", "<html><table><tr><td>名称</td></tr></table></html>"u8.ToArray()), ImportRules.TableIsWebPage);
        Refused(
            () => Read("a.xls", "<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook/>"u8.ToArray()),
            ImportRules.TableIsWebPage
        );
        Refused(() => Read("a.xlsx", Documents.Ole(1, "EncryptedPackage")), ImportRules.TableEncrypted);
        Refused(() => Read("a.xls", Documents.OleOf(("Workbook", Documents.EncryptedBook))), ImportRules.TableEncrypted);
        Refused(() => Read("a.xls", Documents.Ole(1, "Workbook")), ImportRules.TableIsOld);
        Refused(() => Read("a.et", Documents.Ole(1, "Workbook", "_VBA_PROJECT")), ImportRules.TableIsOld);
        Refused(() => Read("a.xls", Documents.Ole(1, "WordDocument")), ImportRules.TableUnreadable);
    }

    [Test]
    public void Cells_of_a_workbook_are_the_texts_that_they_stand_for()
    {
        var table = Xlsx(
            """
            <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="D2" t="inlineStr"><is><t>日期</t></is></c><c r="E2" t="str"><f>"公"&amp;"式"</f><v>公式</v></c></row>
            <row r="4"><c r="A4" t="s"><v>2</v></c><c r="B4"><v>13812345678</v></c><c r="D4" s="1"><v>45366</v></c><c r="E4"><f>1+1</f><v>2</v></c></row>
            <row r="5"><c r="A5" s="2"/><c r="D5" s="3"/></row>
            <row r="7"><c r="A7" t="inlineStr"><is><r><t>丙</t></r><r><t xml:space="preserve"> 公司 </t></r></is></c><c r="B7"><v>1.3812345678E10</v></c><c r="D7" s="2"><v>45366.520833333299</v></c><c r="E7" t="b"><v>1</v></c></row>
            <row r="8"><c r="B8"><v>0.5</v></c><c r="D8" s="3"><v>45366</v></c><c r="E8" t="e"><v>#N/A</v></c></row>
            <row r="9"><c r="B9" s="4"><v>12</v></c><c r="D9" s="5"><v>0.75</v></c><c r="E9" t="d"><v>2024-03-15T00:00:00</v></c><c r="G9" t="str"><v>beside the table</v></c></row>
            """
        );

        Assert.That(table.Columns, Is.EqualTo(["名称", "电话", "", "日期", "公式"]));
        Assert.That(table.Rows.Select(row => row.Number), Is.EqualTo([4, 7, 8, 9]));
        Assert.That(table.Rows.Select(row => row["名称"]), Is.EqualTo(["甲公司", "丙 公司", "", ""]));
        Assert.That(table.Rows.Select(row => row["电话"]), Is.EqualTo(["13812345678", "13812345678", "0.5", "12"]));
        Assert.That(table.Rows.Select(row => row["日期"]), Is.EqualTo(["2024-03-15", "2024-03-15 12:30:00", "2024-03-15", "18:00:00"]));
        Assert.That(table.Rows.Select(row => row["公式"]), Is.EqualTo(["2", "TRUE", "#N/A", "2024-03-15"]));
    }

    [Test]
    public void Days_of_a_workbook_that_counts_from_1904_are_the_same_days() =>
        Assert.That(
            Read(
                "a.xlsx",
                Workbook(
                    "<row><c t='str'><v>日期</v></c></row><row><c s='1'><v>43904</v></c></row>",
                    properties: "<workbookPr date1904='1'/>"
                )
            ).Rows[0]["日期"],
            Is.EqualTo("2024-03-15")
        );

    [Test]
    public void Cells_that_do_not_say_where_they_are_follow_one_another()
    {
        var table = Xlsx("<row><c t='str'><v>名称</v></c><c t='str'><v>电话</v></c></row><row><c/><c><v>1</v></c></row>");
        Assert.That(table.Rows[0].Number, Is.EqualTo(2));
        Assert.That(table.Rows[0].Cells, Is.EqualTo(["", "1"]));
    }

    [Test]
    public void The_first_sheet_that_is_shown_is_read()
    {
        var table = Read(
            "a.xlsx",
            Workbook(
                "<row><c t='str'><v>名称</v></c></row><row><c t='str'><v>甲</v></c></row>",
                sheets: "<sheet name='字典' sheetId='2' state='veryHidden' r:id='rId2'/><sheet name='名单' sheetId='1' r:id='rId1'/>"
            )
        );
        Assert.That(table.Rows[0]["名称"], Is.EqualTo("甲"));
    }

    [Test]
    public void An_address_typed_wrong_behind_a_cell_does_not_keep_the_table_from_being_read()
    {
        var table = Read(
            "a.xlsx",
            Workbook(
                "<row><c t='str'><v>邮箱</v></c></row><row><c r='A2' t='str'><v>a@@b</v></c></row>",
                behind: "<hyperlinks><hyperlink ref='A2' r:id='rId9'/></hyperlinks>",
                link: "mailto:a b@@c，d@"
            )
        );
        Assert.That(table.Rows[0]["邮箱"], Is.EqualTo("a@@b"));
    }

    [Test]
    public void A_bomb_is_not_unpacked()
    {
        var bomb = Workbook($"<row><c t='str'><v>{new string('x', 80_000_000)}</v></c></row>");
        Assert.That(bomb, Has.Length.LessThan(TableFile.LargestMegabytes * 1024 * 1024));
        Refused(() => Read("a.xlsx", bomb), ImportRules.TableTooLarge);
    }

    [Test]
    public void A_bomb_that_lies_about_its_size_is_refused()
    {
        var bomb = Workbook($"<row><c t='str'><v>{new string('x', 80_000_000)}</v></c></row>");
        // The zip's directory says 1000 bytes for every part.
        for (var at = 0; (at = bomb.AsSpan(at).IndexOf("PK\x1\x2"u8) is >= 0 and var next ? at + next : -1) >= 0; at += 4)
        {
            BitConverter.TryWriteBytes(bomb.AsSpan(at + 24), 1000);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(() => Read("a.xlsx", bomb), ImportRules.TableUnreadable);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(20_000_000));
    }

    [Test]
    public void Any_bytes_changed_are_read_or_refused_and_never_more()
    {
        var random = new Random(20261120);
        foreach (
            var (name, content) in new[]
            {
                ("a.csv", Encoding.UTF8.GetBytes("名称,\"电话\"\n甲,\"1\"\n")),
                ("a.xlsx", Workbook("<row><c t='s'><v>0</v></c></row><row><c><v>1</v></c></row>")),
            }
        )
        {
            for (var round = 0; round < 500; round++)
            {
                byte[] changed = [.. content];
                for (var i = random.Next(1, 5); i > 0; i--)
                {
                    changed[random.Next(changed.Length)] = (byte)random.Next(256);
                }

                try
                {
                    Read(name, changed);
                }
                catch (RuleBroken) { }
            }
        }
    }

    private static Table Read(string name, byte[] content) => TableFile.Read(name, new MemoryStream(content));

    private static Table Csv(string text) => Read("a.csv", Encoding.UTF8.GetBytes(text));

    private static Table Xlsx(string rows) => Read("a.xlsx", Workbook(rows));

    private static RuleBroken Refused(Action read, Rule rule)
    {
        var broken = Assert.Throws<RuleBroken>(() => read())!;
        Assert.That(broken.Rule, Is.EqualTo(rule));
        return broken;
    }

    /// <summary>A workbook as Excel writes it, its first sheet holding <paramref name="rows"/>.</summary>
    internal static byte[] Workbook(
        string rows,
        string sheets = "<sheet name='a' sheetId='1' r:id='rId1'/>",
        string properties = "",
        string behind = "",
        string? link = null,
        string second = "<row><c t='str'><v>hidden</v></c></row>",
        string texts = "",
        string styles = ""
    )
    {
        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string names = $"xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='{office}'";
        const string types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        const string relations = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>";
        return Zip(
            (
                "[Content_Types].xml",
                $"""
                <Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>
                <Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>
                <Override PartName='/xl/workbook.xml' ContentType='{types}sheet.main+xml'/>
                <Override PartName='/xl/worksheets/sheet1.xml' ContentType='{types}worksheet+xml'/>
                <Override PartName='/xl/worksheets/sheet2.xml' ContentType='{types}worksheet+xml'/>
                <Override PartName='/xl/sharedStrings.xml' ContentType='{types}sharedStrings+xml'/>
                <Override PartName='/xl/styles.xml' ContentType='{types}styles+xml'/>
                </Types>
                """
            ),
            (
                "_rels/.rels",
                $"{relations}<Relationship Id='rId1' Type='{office}/officeDocument' Target='xl/workbook.xml'/></Relationships>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                $"""
                {relations}
                <Relationship Id='rId1' Type='{office}/worksheet' Target='worksheets/sheet1.xml'/>
                <Relationship Id='rId2' Type='{office}/worksheet' Target='worksheets/sheet2.xml'/>
                <Relationship Id='rId3' Type='{office}/sharedStrings' Target='sharedStrings.xml'/>
                <Relationship Id='rId4' Type='{office}/styles' Target='styles.xml'/>
                </Relationships>
                """
            ),
            ("xl/workbook.xml", $"<workbook {names}>{properties}<sheets>{sheets}</sheets></workbook>"),
            ("xl/worksheets/sheet1.xml", $"<worksheet {names}><sheetData>{rows}</sheetData>{behind}</worksheet>"),
            ("xl/worksheets/sheet2.xml", $"<worksheet {names}><sheetData>{second}</sheetData></worksheet>"),
            (
                "xl/worksheets/_rels/sheet1.xml.rels",
                $"{relations}{(link is null ? "" : $"<Relationship Id='rId9' Type='{office}/hyperlink' Target='{link}' TargetMode='External'/>")}</Relationships>"
            ),
            (
                "xl/sharedStrings.xml",
                $"""
                <sst {names}><si><t>名称</t></si>
                <si><r><rPr><b/></rPr><t>电</t></r><r><t>话</t></r><rPh sb="0" eb="1"><t>でんわ</t></rPh></si><si><t xml:space="preserve">  甲公司　</t></si>{texts}</sst>
                """
            ),
            (
                "xl/styles.xml",
                $"""
                <styleSheet {names}>
                <numFmts><numFmt numFmtId='176' formatCode='yyyy"年"m"月"d"日";@'/><numFmt numFmtId='177' formatCode='0"days"\d[Red]'/></numFmts>
                <cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='22'/><xf numFmtId='176'/><xf numFmtId='177'/><xf numFmtId='20'/>{styles}</cellXfs>
                </styleSheet>
                """
            )
        );
    }

    internal static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }
}
