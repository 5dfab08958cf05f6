using System.Text;
using Commissioner.App.Tests.Features.Imports;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Enterprises;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Enterprises;

/// <summary>A table of enterprises is taken over as a whole, or not at all.</summary>
public sealed class ImportEnterprisesTests
{
    private const string Heads = "企业名称,统一社会信用代码,园区,行业,联系人,联系电话,专员,AB角";

    [Test]
    public async Task A_dry_run_says_what_it_would_do_and_changes_nothing()
    {
        await using var app = await TestApp.StartAsync();
        var answer = await ImportAsync(
            app,
            true,
            Row(11),
            Row(12, commissioner: "commissioner4", backup: "示例专员5"),
            Row(1, name: "示例企业1有限公司", contact: "示例新联系人")
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (answer.Status, (int)answer["created"]!, (int)answer["changed"]!, (bool)answer["done"]!),
                Is.EqualTo((200, 2, 1, false)),
                answer.ToString()
            );
            Assert.That(await CountAsync(app), Is.EqualTo(4));
        }
    }

    [Test]
    public async Task An_import_registers_pairs_and_corrects_and_done_again_changes_nothing()
    {
        await using var app = await TestApp.StartAsync();
        string[] rows =
        [
            Row(11),
            Row(12, commissioner: "commissioner4", backup: "示例专员5"),
            Row(1, name: "示例企业1有限公司", contact: "示例新联系人", commissioner: "commissioner1"),
            Row(4, commissioner: "COMMISSIONER6"),
        ];
        var first = await ImportAsync(app, false, rows);
        var again = await ImportAsync(app, false, rows);
        await using var db = app.Db();
        var byCode = await db.Enterprises.ToDictionaryAsync(e => e.CreditCode);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((first.Status, (int)first["created"]!, (int)first["changed"]!), Is.EqualTo((201, 2, 2)), first.ToString());
            Assert.That(
                ((int)again["created"]!, (int)again["changed"]!, (int)again["unchanged"]!),
                Is.EqualTo((0, 0, 4)),
                again.ToString()
            );
            Assert.That(byCode[Code(11)].ActiveId, Is.Null, "nobody was named: a gap");
            Assert.That(
                (byCode[Code(12)].ActiveId, byCode[Code(12)].BackupId),
                Is.EqualTo((app.World["commissioner4"].Id, app.World["commissioner5"].Id))
            );
            Assert.That(
                (byCode[Code(1)].ContactName, byCode[Code(1)].ActiveId),
                Is.EqualTo(("示例新联系人", app.World["commissioner1"].Id))
            );
            Assert.That(byCode[Code(4)].ActiveId, Is.EqualTo(app.World["commissioner6"].Id), "the gap is filled");
        }
    }

    [Test]
    public async Task One_error_refuses_the_whole_table_and_every_error_has_its_row_and_column()
    {
        await using var app = await TestApp.StartAsync();
        var answer = await ImportAsync(
            app,
            false,
            Row(11),
            Row(11),
            Row(12, park: "FL"),
            Row(13, industry: "炼丹"),
            Row(14, phone: "12"),
            Row(15, commissioner: "没有这个人"),
            Row(16, backup: "commissioner5"),
            Row(1, commissioner: "commissioner5"),
            Row(17, commissioner: "commissioner4", backup: "示例专员4")
        );
        answer.MustRefuse(422, "ImportRefused");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                answer["rows"]!.AsArray().Select(r => $"{r!["row"]} {r["column"]} {r["code"]}"),
                Is.EqualTo(
                    new[]
                    {
                        "3 统一社会信用代码 CreditCodeTwice",
                        "4 园区 ParkUnknown",
                        "5 行业 IndustryUnknown",
                        "6 联系电话 PhoneNumberInvalid",
                        "7 专员 CommissionerUnknown",
                        "8 AB角 BackupWithoutCommissioner",
                        "9 专员 EnterpriseIsPaired",
                        "10 AB角 CommissionerIsNotItsOwnBackup",
                    }
                )
            );
            Assert.That(await CountAsync(app), Is.EqualTo(4));
        }
    }

    [Test]
    public async Task A_code_that_a_spreadsheet_rounded_says_what_to_do()
    {
        await using var app = await TestApp.StartAsync();
        var answer = await ImportAsync(
            app,
            false,
            Row(11).Replace(Code(11), "9.13206E+17", StringComparison.Ordinal),
            Row(12, phone: "5.12889E+11")
        );
        answer.MustRefuse(422, "ImportRefused");
        Assert.That(
            answer["rows"]!.AsArray().Select(r => $"{r!["row"]} {r["column"]} {r["code"]}"),
            Is.EqualTo(new[] { "2 统一社会信用代码 CellRounded", "3 联系电话 CellRounded" })
        );
        Assert.That((string?)answer["rows"]![0]!["text"], Does.Contain("9.13206E+17").And.Contain("“文本”"));
    }

    [Test]
    public async Task A_decorated_table_is_taken_over_and_hidden_rows_are_named()
    {
        await using var app = await TestApp.StartAsync();
        var triage = await app.Api("triage");
        var heads = Heads
            .Replace("企业名称", "*企业名称", StringComparison.Ordinal)
            .Replace("联系电话", "联系电话（必填）", StringComparison.Ordinal);
        var done = await triage.UploadAsync(
            "企业.csv",
            Encoding.UTF8.GetBytes($"示例园区企业花名册（2026年11月）,,,,,,,\n{heads}\n{Row(11)}"),
            "/enterprises/imports"
        );
        var hidden = await triage.UploadAsync(
            "企业.xlsx",
            TableFileTests.Workbook(
                Cells(Heads) + Cells(Row(12)) + Cells(Row(13)).Replace("<row>", "<row hidden='1'>", StringComparison.Ordinal)
            ),
            "/enterprises/imports"
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That((done.Status, (int?)done["created"]), Is.EqualTo((201, (int?)1)), done.ToString());
            hidden.MustRefuse(422, "TableRowsHidden");
            Assert.That(hidden.ToString(), Does.Contain("第 3 行"));
            Assert.That(await CountAsync(app), Is.EqualTo(5));
        }
    }

    [Test]
    public async Task A_workbook_is_checked_and_taken_over_like_a_text_file()
    {
        await using var app = await TestApp.StartAsync();
        var triage = await app.Api("triage");
        var wrong = Code(12)[..17] + (Code(12)[17] == '0' ? '1' : '0');
        var bad = await triage.UploadAsync(
            "企业.xlsx",
            Sheet(Row(11), Row(12).Replace(Code(12), wrong, StringComparison.Ordinal)),
            "/enterprises/imports?dryRun=true"
        );
        var dry = await triage.UploadAsync(
            "企业.xlsx",
            Sheet(Row(11), Row(12, commissioner: "commissioner4")),
            "/enterprises/imports?dryRun=true"
        );
        Assert.That(await CountAsync(app), Is.EqualTo(4));
        var done = await triage.UploadAsync("企业.xlsx", Sheet(Row(11), Row(12, commissioner: "commissioner4")), "/enterprises/imports");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                bad["errors"]!.AsArray().Select(r => $"{r!["row"]} {r["column"]} {r["code"]}"),
                Is.EqualTo(new[] { "3 统一社会信用代码 CreditCodeInvalid" }),
                bad.ToString()
            );
            Assert.That((dry.Status, (int?)dry["created"]), Is.EqualTo((200, (int?)2)), dry.ToString());
            Assert.That((done.Status, await CountAsync(app)), Is.EqualTo((201, 6)), done.ToString());
        }
    }

    [Test]
    public async Task The_page_checks_says_row_and_column_and_takes_over()
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.Browser("triage");
        async Task<Page> PressAsync(string button, string file, byte[] content) =>
            await (await browser.SeeAsync("/enterprises/import")).FormWith("File").Attach("File", file, content).SubmitAsync(button);
        var bad = await PressAsync(
            "检查（不写入）",
            "企业.csv",
            Encoding.UTF8.GetBytes(Heads + "\n" + Row(11) + "\n" + Row(12, phone: "12"))
        );
        var dry = await PressAsync("检查（不写入）", "企业.xlsx", Sheet(Row(11)));
        Assert.That(await CountAsync(app), Is.EqualTo(4));
        var none = await (await browser.SeeAsync("/enterprises/import")).FormWith("File").SubmitAsync("导入");
        var no = await PressAsync("导入", "企业.csv", "不是表格"u8.ToArray());
        var done = await PressAsync("导入", "企业.xlsx", Sheet(Row(11)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((bad.Status, bad.Texts("tbody td").Take(2)), Is.EqualTo((422, new[] { "3", "联系电话" })), bad.Text);
            Assert.That(bad.Texts("tbody td")[2], Does.Contain("+852").And.Contain("分机"), "it says what is taken");
            Assert.That((dry.Status, dry.Texts(".tile-figure")), Is.EqualTo((200, new[] { "1", "0", "0" })), dry.Text);
            Assert.That((none.Status, no.Status), Is.EqualTo((422, 422)), no.Text);
            Assert.That((done.Status, await CountAsync(app)), Is.EqualTo((200, 5)), done.Text);
        }
    }

    [Test]
    public async Task A_table_does_not_fill_a_post_that_a_replacement_is_filling()
    {
        await using var app = await TestApp.StartAsync();
        await app.ExecuteAsync("UPDATE enterprises SET backup_id = NULL WHERE credit_code = {0}", Code(1));
        await (await app.Api("enterprise1")).DoAsync($"/enterprises/{app.World.Enterprises[0].Id}/replacements");
        var answer = await ImportAsync(app, false, Row(1, commissioner: "commissioner1"));
        answer.MustRefuse(422, "ImportRefused");
    }

    [Test]
    public async Task English_heads_and_the_template_itself_are_understood()
    {
        await using var app = await TestApp.StartAsync();
        var triage = await app.Api("triage");
        var english = await triage.UploadAsync(
            "t.csv",
            Encoding.UTF8.GetBytes(
                $"creditCode,name,park,industry,contactName,contactPhone\n{Code(11)},示例企业11有限公司,FL2,Electronics,示例联系人,13900001111\n"
            ),
            "/enterprises/imports?dryRun=true"
        );
        var template = await triage.UploadAsync(
            "t.csv",
            Encoding.UTF8.GetBytes((await triage.SeeAsync("/enterprises/imports/template")).Text),
            "/enterprises/imports?dryRun=true"
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int?)english["created"], Is.EqualTo(1), english.ToString());
            Assert.That((int?)template["created"], Is.EqualTo(1), template.ToString());
        }
    }

    [Test]
    public async Task Numbers_are_taken_as_people_have_them()
    {
        await using var app = await TestApp.StartAsync();
        var answer = await ImportAsync(
            app,
            false,
            Row(11, phone: "+852 2345 6789"),
            Row(12, phone: "13800138000/13900139000"),
            Row(13, phone: "\u202D138 0013 8000\u202C"),
            Row(14, phone: "66668888"),
            Row(15, phone: "0512-66668888转801"),
            Row(16, phone: "95588"),
            Row(17).Replace(Code(17), "\u200B" + Code(17).ToLowerInvariant() + "\u202C", StringComparison.Ordinal)
        );
        Assert.That((answer.Status, (int?)answer["created"]), Is.EqualTo((201, (int?)7)), answer.ToString());
        await using var db = app.Db();
        var phones = await db.Enterprises.ToDictionaryAsync(e => e.CreditCode, e => e.ContactPhone);
        Assert.That(
            Enumerable.Range(11, 7).Select(n => phones[Code(n)]),
            Is.EqualTo(
                new[] { "+852-23456789", "13800138000/13900139000", "13800138000", "66668888", "0512-66668888-801", "95588", "13900001111" }
            )
        );
    }

    [Test]
    public async Task A_name_that_is_corrected_and_former_names_that_are_written_are_kept()
    {
        await using var app = await TestApp.StartAsync();
        var triage = await app.Api("triage");
        async Task<Answer> TakeAsync(string row) =>
            await triage.UploadAsync("t.csv", Encoding.UTF8.GetBytes($"{Heads},曾用名\n{row}\n"), "/enterprises/imports");
        var before = app.World.Enterprises[0];
        (await TakeAsync(Row(1, name: "示例新名称有限公司", phone: before.ContactPhone) + ",示例旧厂、示例老厂")).MustBe(201);
        var again = await TakeAsync(Row(1, name: "示例新名称有限公司", phone: before.ContactPhone) + ",示例老厂");
        Assert.That((int?)again["unchanged"], Is.EqualTo(1), "what is known changes nothing");
        var sheet = await triage.SeeAsync($"/enterprises/{before.Id}");
        Assert.That((string?)sheet["name"], Is.EqualTo("示例新名称有限公司"));
        Assert.That(sheet.Strings("formerNames"), Is.EquivalentTo(new[] { "示例企业1有限公司", "示例旧厂", "示例老厂" }));
        (await TakeAsync(Row(2) + "," + new string('名', 121))).MustRefuse(422, "ImportRefused");
    }

    private static byte[] Sheet(params string[] rows) => TableFileTests.Workbook(string.Concat(rows.Prepend(Heads).Select(Cells)));

    private static string Cells(string row) => $"<row>{string.Concat(row.Split(',').Select(c => $"<c t='str'><v>{c}</v></c>"))}</row>";

    private static string Code(int number) => CreditCode.WithCheckDigit($"91500000MA{number:0000000}").ToString();

    private static string Row(
        int number,
        string? name = null,
        string park = "示例高新区东园",
        string industry = "电子信息",
        string contact = "示例联系人",
        string phone = "13900001111",
        string commissioner = "",
        string backup = ""
    ) => $"{name ?? $"示例企业{number}有限公司"},{Code(number)},{park},{industry},{contact},{phone},{commissioner},{backup}";

    private static async Task<Answer> ImportAsync(TestApp app, bool dryRun, params string[] rows) =>
        await (await app.Api("triage")).UploadAsync(
            "企业.csv",
            Encoding.UTF8.GetBytes(Heads + "\n" + string.Join('\n', rows)),
            $"/enterprises/imports?dryRun={(dryRun ? "true" : "false")}"
        );

    private static async Task<int> CountAsync(TestApp app)
    {
        await using var db = app.Db();
        return await db.Enterprises.CountAsync();
    }
}
