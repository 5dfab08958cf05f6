using System.Text;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Enterprises;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Organisation;

/// <summary>Sub-parks, departments and commissioners, kept by the service office by page and table; the first owners of enterprises.</summary>
public sealed class OrganisationTests : OnOneApp
{
    private const string Department = "main form[action*='handler=Department']";

    [Test]
    public async Task One_wrong_row_and_nothing_of_the_table_is_kept()
    {
        var office = await App.Api("triage");
        var answer = await office.UploadAsync(
            "table.csv",
            Encoding.UTF8.GetBytes("部门代码,部门名称,园区\nR1,示例甲,\nR 2,示例乙,\nr1,示例丙,\nR4,,\nR5,示例戊,没有的园"),
            "/organisation/imports?part=Departments"
        );
        answer.MustBe(422);
        Assert.That(
            answer["rows"]!.AsArray().Select(r => ((int)r!["row"]!, (string?)r["column"], (string?)r["code"])),
            Is.EqualTo(
                new[]
                {
                    (3, "部门代码", "DepartmentCodeUnfit"),
                    (4, "部门代码", "KeyTwice"),
                    (5, "部门名称", "DepartmentNameMissing"),
                    (6, "园区", "ParkUnknown"),
                }
            )
        );
        await using var db = App.Db();
        Assert.That(await db.Departments.AnyAsync(d => d.Code.StartsWith("R")), Is.False);
    }

    [Test]
    public async Task A_department_opened_this_minute_is_called_and_named_on_every_node()
    {
        var node = App.StartNode(new Dictionary<string, string>());
        var there = await App.Api("commissioner2", node);
        await there.GetAsync("/departments");
        var story = new Journey(App);
        await story.BeginAsync("enterprise2", "commissioner2");
        // Both nodes have read the departments' names.
        await there.SeeAsync(story.Path);
        var kept = await (await App.Api("triage")).PostAsync("/organisation/departments", new { code = "N1", name = "示例新设部门" });
        Assert.That((kept.Status, (bool?)kept["created"]), Is.EqualTo((200, (bool?)true)), kept.ToString());
        var its = (await there.GetAsync("/departments"))["items"]!.AsArray().Single(d => (string?)d!["code"] == "N1")!;
        await there.DoAsync(
            $"{story.Path}/whistles",
            new
            {
                kind = "routine",
                asked = "请到场处理",
                tried = "已现场查看，专员无权限",
                disclosure = "full",
                legs = new[] { new { departmentId = (string)its["id"]!, lead = true } },
            }
        );
        var sheet = await there.SeeAsync(story.Path);
        Assert.That((string?)sheet["holder"]!["name"], Is.EqualTo("示例新设部门"));
    }

    [Test]
    public async Task A_commissioner_is_placed_who_holds_the_role_and_nobody_else()
    {
        var office = await App.Api("triage");
        var placed = await office.PostAsync(
            "/organisation/commissioners",
            new
            {
                userName = "commissioner6",
                park = "FL2",
                industry = "电子信息",
                loadLimit = 7,
            }
        );
        Assert.That((placed.Status, (bool?)placed["changed"]), Is.EqualTo((200, (bool?)true)), placed.ToString());
        (
            await office.PostAsync(
                "/organisation/commissioners",
                new
                {
                    userName = "supervisor",
                    park = "FL2",
                    industry = "Electronics",
                    loadLimit = 7,
                }
            )
        ).MustRefuse(422, "HoldsNoCommissionersRole");
        (
            await office.PostAsync(
                "/organisation/commissioners",
                new
                {
                    userName = "commissioner6",
                    park = "FL2",
                    industry = "Electronics",
                    loadLimit = 0,
                }
            )
        ).MustRefuse(422, "LoadLimitUnfit");
        (await office.PostAsync("/organisation/parks", new { code = "FL", name = "示例" })).MustRefuse(409, "ParkCodeTaken");
        var sheet = await office.GetAsync("/organisation");
        Assert.That(
            sheet["commissioners"]!
                .AsArray()
                .Where(c => (string?)c!["userName"] == "commissioner6")
                .Select(c => ((string?)c!["park"], (int?)c["loadLimit"])),
            Is.EqualTo(new[] { ((string?)"FL2", (int?)7) })
        );
    }

    [Test]
    public async Task By_pages_what_was_typed_stays_when_it_is_refused()
    {
        var office = await App.Browser("triage");
        var page = await office.SeeAsync("/organisation");
        var refused = await page.Form(Department).Fill("Code", "没有").Fill("Name", "示例页面部门").SubmitAsync();
        Assert.That((refused.Status, refused.Form(Department).Value("Name")), Is.EqualTo((422, "示例页面部门")));
        var done = await refused.Form(Department).Fill("Code", "P1").SubmitAsync();
        Assert.That(done.Text, Does.Contain("已新增：P1").And.Contain("示例页面部门"));
    }

    [Test]
    public async Task An_enterprise_has_one_owner_by_table_and_the_same_again_changes_nothing()
    {
        var office = await App.Api("triage");
        await using var db = App.Db();
        var code = CreditCode.WithCheckDigit("91500000MA7654321").ToString();
        string Row(string owner, string phone) =>
            $"企业名称,统一社会信用代码,园区,行业,联系人,联系电话,负责人,负责人手机\n示例新企业有限公司,{code},FL1,电子信息,示例联系人,0512-66668888,{owner},{phone}";
        async Task<Answer> ImportAsync(string owner, string phone) =>
            await office.UploadAsync("table.csv", Encoding.UTF8.GetBytes(Row(owner, phone)), "/enterprises/imports");
        var first = await ImportAsync("示例负责人", "13811110001");
        var again = await ImportAsync("示例负责人", "13811110001");
        var other = await ImportAsync("示例另一位", "13811110002");
        var landline = await ImportAsync("示例负责人", "0512-66668888");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((first.Status, again.Status, (int?)again["unchanged"]), Is.EqualTo((201, 201, (int?)1)), first.ToString());
            Assert.That((string?)other["rows"]?[0]?["code"], Is.EqualTo("EnterpriseHasAnOwner"), other.ToString());
            Assert.That((string?)landline["rows"]?[0]?["code"], Is.EqualTo("PhoneTakesNoTexts"), landline.ToString());
            Assert.That(
                await db.People.CountAsync(p => db.Enterprises.Any(e => e.Id == p.EnterpriseId && e.CreditCode == code)),
                Is.EqualTo(1)
            );
        }
    }
}
