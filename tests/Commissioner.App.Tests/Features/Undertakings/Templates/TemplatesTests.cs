using System.Text;
using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Undertakings.Templates;

/// <summary>Templates of undertakings: versions that the office keeps, by hand and by table.</summary>
public sealed class TemplatesTests
{
    internal const string Heads = "模板编码,模板名称,节点编码,节点名称,前置节点,责任单位,法定时限,承诺时限,绿色通道时限,材料\n";

    internal const string Four =
        Heads
        + "FOUR,示例代办,A,示例甲,,D01,5d,2d,1d,示例申请表、示例协议\n"
        + "FOUR,示例代办,B,示例乙,A,示例市政道路处,30 个工作日,8d,5d,\n"
        + "FOUR,示例代办,C,示例丙,A,D03,10d,3d,,\n"
        + "FOUR,示例代办,D,示例丁,B、C,D01,5d,2d,1d,\n";

    [Test]
    public async Task A_table_is_taken_over_whole_or_not_at_all_with_the_row_and_column_of_each_error()
    {
        await using var app = await TestApp.StartAsync();
        var triage = await app.Api("triage");
        var wrong = await ImportAsync(
            triage,
            Heads
                + "FOUR,示例代办,A,示例甲,,D01,5d,2d,,\n"
                + "FOUR,示例代办,A,示例乙,Z,没有的处,5d,9d,,\n"
                + "F!,示例代办,A,示例,,D01,5d,2d,,\n"
        );
        Assert.That(
            wrong["rows"]!.AsArray().Select(e => $"{e!["row"]} {e["column"]} {e["code"]}"),
            Is.EquivalentTo(
                new[]
                {
                    "3 节点编码 NodeCodeTwice",
                    "3 前置节点 NodeNeedsUnknown",
                    "3 承诺时限 NodeLimitsFall",
                    "3 责任单位 TemplateUnitUnknown",
                    "4 模板编码 TemplateCodeUnusable",
                }
            )
        );
        Assert.That(wrong.Status, Is.EqualTo(422));
        Assert.That((await triage.SeeAsync("/templates"))["items"]!.AsArray(), Is.Empty, "nothing of it");
        var dry = await ImportAsync(triage, Four, "?dryRun=true");
        Assert.That((dry.Status, (bool)dry["done"]!, (int)dry["added"]!), Is.EqualTo((200, false, 1)));
        Assert.That((await triage.SeeAsync("/templates"))["items"]!.AsArray(), Is.Empty);
        Assert.That((int)(await ImportAsync(triage, Four))["added"]!, Is.EqualTo(1));
        var table = (await triage.SeeAsync("/templates/export")).Text.TrimStart('\uFEFF');
        Assert.That((int)(await ImportAsync(triage, table))["unchanged"]!, Is.EqualTo(1), "what was exported comes back unchanged");
        var changed = await ImportAsync(triage, table.Replace("8d", "6d", StringComparison.Ordinal));
        Assert.That((changed.Status, (int)changed["changed"]!), Is.EqualTo((201, 1)));
        var sheet = await triage.SeeAsync("/templates/four");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sheet["versions"]!.AsArray().Select(v => (int)v!["version"]!), Is.EqualTo(new[] { 2, 1 }));
            Assert.That((string?)sheet["versions"]![0]!["nodes"]![1]!["promised"], Is.EqualTo("6d"));
            Assert.That((string?)sheet["versions"]![1]!["nodes"]![1]!["promised"], Is.EqualTo("8d"), "the first stays");
            (await (await app.Api("commissioner1")).GetAsync("/templates/FOUR")).MustBe(403);
        }
    }

    [Test]
    public async Task The_office_writes_the_next_version_on_the_page_and_of_two_one_is_told_to_read_anew()
    {
        await using var app = await TestApp.StartAsync();
        var triage = await app.Api("triage");
        await ImportAsync(triage, Four);
        var browser = await app.Browser("triage");
        Assert.That((await browser.SeeAsync("/templates")).Text, Does.Contain("示例代办"));
        var form = (await browser.SeeAsync("/templates/show/FOUR")).FormWith("Nodes");
        var page = await form.Fill("Nodes", form.Value("Nodes")!.Replace("8d", "7d", StringComparison.Ordinal)).SubmitAsync();
        Assert.That((page.Status, page.Texts("#version-2").Count), Is.EqualTo((200, 1)));
        (
            await triage.PostAsync(
                "/templates/FOUR/versions",
                new
                {
                    name = "示例代办",
                    nodes = Array.Empty<object>(),
                    basedOn = 1,
                }
            )
        ).MustRefuse(409, "TemplateOvertaken");
        var refused = await (await browser.SeeAsync("/templates/show/FOUR")).FormWith("Nodes").Fill("Nodes", "A | 示例").SubmitAsync();
        Assert.That(refused.Status, Is.EqualTo(422));
    }

    internal static Task<Answer> ImportAsync(Api api, string table, string query = "") =>
        api.UploadAsync("模板.csv", Encoding.UTF8.GetBytes(table), "/templates/imports" + query);
}
