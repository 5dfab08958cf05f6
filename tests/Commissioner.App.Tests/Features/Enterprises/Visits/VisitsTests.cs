using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Visits;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Visits;

/// <summary>Visits: asked for or planned within a budget that all departments share, agreed on, written down, rated.</summary>
public sealed class VisitsTests
{
    [Test]
    public async Task The_budget_holds_under_fifty_who_plan_at_once()
    {
        await using var app = await TestApp.StartAsync();
        var code = app.World.Enterprises[0].CreditCode.ToString();
        var sessions = new List<Api>();
        foreach (var user in new[] { "department1", "department2", "department3", "commissioner1", "triage" })
        {
            sessions.Add(await app.Api(user));
        }

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(i => sessions[i % 5].PostAsync("/visits", Planned(code, "2026-03-10T10:00:00+08:00")))
        );
        Assert.That(answers.Count(a => a.Status == 201), Is.EqualTo(1), "one a quarter");
        Assert.That(
            answers.Where(a => a.Status != 201).Select(a => a.Type).Distinct(),
            Is.EqualTo(new[] { "VisitBudgetSpent" }),
            "the others are told that it is spent"
        );
        (await sessions[0].PostAsync("/visits", Planned(code, "2026-04-10T10:00:00+08:00"))).MustBe(201);
        await using var db = app.Db();
        Assert.That(await db.Visits.CountAsync(v => v.BudgetPlace != null), Is.EqualTo(2), "another quarter has its own");
    }

    [Test]
    public async Task From_a_plan_beyond_the_budget_to_a_case_of_what_was_found()
    {
        await using var app = await TestApp.StartAsync();
        var enterprise = app.World.Enterprises[0];
        var code = enterprise.CreditCode.ToString();
        var (owner, department, office) = (await app.Api("enterprise1"), await app.Api("department1"), await app.Api("triage"));
        var first = await department.DoAsync("/visits", Planned(code, "2026-03-10T10:00:00+08:00"));
        var second = await (await app.Api("department2")).DoAsync(
            "/visits",
            new
            {
                creditCode = code,
                purpose = "示例：专项",
                at = "2026-03-11T10:00:00+08:00",
                because = "示例：必须本季度完成",
            }
        );
        var (one, more) = ((string)first["id"]!, (string)second["id"]!);

        // What is not decided is not there for the enterprise, nor for another department.
        (await owner.GetAsync($"/visits/{more}")).MustBe(404);
        (await department.GetAsync($"/visits/{more}")).MustBe(404);
        Assert.That((await owner.SeeAsync("/visits")).Each("items", "id"), Is.EqualTo(new[] { one }));
        (await (await app.Api("enterprise2")).GetAsync($"/visits/{one}")).MustBe(404);
        (await (await app.Api("commissioner2")).GetAsync($"/visits/{one}")).MustBe(200);
        (await (await app.Api("commissioner4")).GetAsync($"/visits/{one}")).MustBe(404);

        var off = (string)
            (
                await department.DoAsync(
                    "/visits",
                    new
                    {
                        creditCode = code,
                        purpose = "示例：又一次",
                        at = "2026-03-13T10:00:00+08:00",
                        because = "示例理由",
                    }
                )
            )["id"]!;
        (await department.DeleteAsync($"/visits/{off}")).MustBe(204);
        (await owner.GetAsync($"/visits/{off}")).MustBe(404);
        (await office.PostAsync($"/visits/{more}/decision", new { allowed = false, because = "示例：太多" })).MustBe(200);
        (await owner.PostAsync($"/visits/{one}/time", new { at = "2026-03-12T15:00:00+08:00" })).MustBe(200);
        (await owner.PostAsync($"/visits/{one}/agreement")).MustBe(409);
        (await (await app.Api("department3")).PostAsync($"/visits/{one}/joining")).MustBe(200);
        (await department.PostAsync($"/visits/{one}/agreement")).MustBe(200);
        await app.RunAsync("react");
        Assert.That(
            (await owner.SeeAsync("/notices?take=50")).Each("items", "text"),
            Has.Some.Contains("已约定").And.Some.Contains("不用说明原因").And.None.Contains("额度").And.None.Contains("已取消")
        );

        app.MoveTo("03-12 15:30");
        (
            await department.PostAsync($"/visits/{one}/note", new { note = "示例：看了新车间", findings = new[] { "示例：门口路灯不亮" } })
        ).MustBe(200);
        var sheet = await owner.SeeAsync($"/visits/{one}");
        var finding = (string)sheet["findings"]![0]!["id"]!;
        (await (await app.Api("enterprise2")).PostAsync("/cases", Filed(finding))).MustBe(404);
        var filed = await owner.DoAsync("/cases", Filed(finding));
        (await owner.PostAsync("/cases", Filed(finding))).MustBe(409);
        Assert.That(
            (string?)(await owner.SeeAsync($"/visits/{one}"))["findings"]![0]!["caseId"],
            Is.EqualTo((string?)filed["id"]),
            "the visit leads to the case"
        );
        Assert.That((string?)(await department.SeeAsync($"/visits/{one}"))["findings"]![0]!["caseId"], Is.Null, "who may not see it, not");

        (await owner.PostAsync($"/visits/{one}/rating", new { level = "VerySatisfied" })).MustBe(200);
        Assert.That((string?)(await department.SeeAsync($"/visits/{one}"))["rated"], Is.Null, "the rated one does not read it");
        var counted = (await (await app.Api("supervisor")).SeeAsync("/visits/counts"))["items"]![0]!;
        Assert.That(
            ((int)counted["planned"]!, (int)counted["askedFor"]!, (int)counted["beyond"]!, (int)counted["satisfied"]!),
            Is.EqualTo((1, 0, 2, 1))
        );
        await using var db = app.Db();
        Assert.That(
            await db.ReportedVisits.CountAsync(v => v.EnterpriseId == enterprise.Id),
            Is.EqualTo(2),
            "both departments that came stand in the register that guards against retaliation"
        );
    }

    [Test]
    public async Task What_an_enterprise_asks_for_its_commissioner_arranges()
    {
        await using var app = await TestApp.StartAsync();
        var (owner, serving) = (await app.Api("enterprise1"), await app.Api("commissioner1"));
        var id = (string)(await owner.DoAsync("/visits/requests", new { purpose = "示例事由", at = "2026-03-05T10:00:00+08:00" }))["id"]!;
        await app.RunAsync("react");
        Assert.That((await serving.SeeAsync("/notices?take=50")).Each("items", "text"), Has.Some.Contains("约请走访"));
        (await (await app.Api("department1")).GetAsync($"/visits/{id}")).MustBe(404);
        (await serving.DeleteAsync($"/visits/{id}")).MustBe(403);
        (await serving.PostAsync($"/visits/{id}/agreement")).MustBe(200);
        Assert.That((string?)(await owner.SeeAsync($"/visits/{id}"))["state"], Is.EqualTo(nameof(VisitState.Agreed)));
        (await owner.PostAsync($"/visits/{id}/refusal")).MustBe(200);
    }

    [Test]
    public async Task By_the_pages()
    {
        await using var app = await TestApp.StartAsync();
        var code = app.World.Enterprises[0].CreditCode.ToString();
        var desk = await app.Browser("department1");
        var plan = await desk.GetAsync($"/visits/plan?creditCode={code}");
        var next = await plan.FormWith("Purpose").Fill("Purpose", "示例事由").Fill("At", "2026-03-10T10:00").SubmitAsync();
        Assert.That(next.Path, Does.StartWith("/visits/show/"), next.Text);
        var phone = await app.Browser("enterprise1");
        var page = await phone.GetAsync(next.Path.Replace("/show/", "/follow/", StringComparison.Ordinal));
        Assert.That(page.Text, Does.Contain("不需要说明原因"));
        var spent = await (await desk.GetAsync($"/visits/plan?creditCode={code}"))
            .FormWith("Purpose")
            .Fill("Purpose", "示例第二次")
            .Fill("At", "2026-03-11T10:00")
            .SubmitAsync();
        Assert.That(spent.Text, Does.Contain("已排满").And.Contain("示例第二次"), "what was typed stays");
    }

    private static object Planned(string code, string at) =>
        new
        {
            creditCode = code,
            purpose = "示例事由",
            at,
        };

    private static object Filed(string finding) =>
        new
        {
            title = "示例：路灯不亮",
            description = "示例：门口路灯不亮",
            category = "Other",
            urgency = "ordinary",
            findingId = finding,
        };
}
