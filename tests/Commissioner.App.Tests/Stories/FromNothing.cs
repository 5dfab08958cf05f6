using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Commissioner.App.Features.Setup;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Enterprises;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Stories;

/// <summary>
/// 开园: out of an empty database a park of three sub-parks, 24 departments, 150 of the staff and 150 enterprises, by nothing but what its people
/// have: the command, the calls and the tables; then its first case to its rating, and every checklist is done.
/// </summary>
public sealed class FromNothing
{
    private const string Password = "示例-口令-够长-七八九";

    [Test]
    public async Task A_park_is_founded_filled_by_tables_and_serves_its_first_request()
    {
        await using var app = await TestApp.StartEmptyAsync();
        app.MoveTo("03-02 09:00");
        var once = await FoundAsync(app);
        var security = await SignInAsync(app, "shili.anquan", once["shili.anquan"]);
        var system = await SignInAsync(app, "shili.xitong", once["shili.xitong"]);
        Assert.That(Missing(await security.GetAsync("/checklist")), Does.Contain("role.TriageDesk").And.Contain("role.Supervisor"));

        // The office first: it says which departments there are, and only then their people are taken in.
        var office = await ComesAsync(app, security, "姓名,登录名,角色", "示例服务办,shili.fuwuban,服务企业办公室");
        Assert.That(
            Missing(await office.GetAsync("/checklist")),
            Is.SupersetOf(new[] { "departments", "commissioners", "enterprises", "catalogue", "hotline" })
        );
        await ImportAsync(office, "Parks", Table("园区代码,园区名称", 3, i => $"SLQ{i},示例新区{i}园"));
        await ImportAsync(office, "Departments", Table("部门代码,部门名称", 24, i => $"D{i:00},{Department(i)}"));
        string[] people =
        [
            .. Enumerable.Range(1, 24).Select(i => $"示例联络员{i},shili.bumen{i},部门联络员、部门经办人、部门负责人,{Department(i)}"),
            .. Enumerable.Range(1, 124).Select(i => $"示例专员{i},shili.zhuanyuan{i},企业服务专员,"),
            "示例督查,shili.ducha,督查,",
            "示例安全管理员乙,shili.anquan2,安全管理员,",
        ];
        var taken = await TakeInAsync(security, "姓名,登录名,角色,部门", people);
        await DecideAsync(system);
        await ImportAsync(
            office,
            "Commissioners",
            Table("登录名,园区,行业,最多服务企业数", 124, i => $"shili.zhuanyuan{i},SLQ{1 + (i % 3)},电子信息,4")
        );
        var enterprises = Table(
            "企业名称,统一社会信用代码,园区,行业,联系人,联系电话,专员,AB角,负责人,负责人手机",
            150,
            i =>
                $"示例企业{i}有限公司,{CreditCode.WithCheckDigit($"91500000MA{i:0000000}")},SLQ{1 + (i % 3)},电子信息,示例联系人{i},0512-66668888,"
                + $"shili.zhuanyuan{1 + (i % 124)},shili.zhuanyuan{1 + ((i + 1) % 124)},示例负责人{i},1380000{i:0000}"
        );
        (await office.UploadAsync("enterprises.csv", enterprises, "/enterprises/imports")).MustBe(201);
        var catalogue = await office.GetAsync("/catalogue/export");
        (await office.UploadAsync("catalogue.csv", Encoding.UTF8.GetBytes(catalogue.Text), "/catalogue/imports")).MustBe(201);
        var parks = await office.GetAsync("/hotlines");
        (await office.PostAsync("/hotlines", new { parkId = (string)parks["items"]![0]!["parkId"]!, phone = "12345" })).MustBe(204);
        Assert.That(Missing(await office.GetAsync("/checklist")), Is.Empty);
        Assert.That(Missing(await security.GetAsync("/checklist")), Is.Empty);

        var owner = await app.Api();
        await owner.PostAsync("/sign-in/codes", new { phone = "13800000007" });
        await app.RunAsync("deliver");
        var code = Regex.Match(app.TextMessages.Single(m => m.Phone == "13800000007").Text, "[0-9]{6}").Value;
        var session = await owner.PostAsync("/sign-in", new { phone = "13800000007", code });
        session.MustBe(200);
        owner.Bear((string)session["accessToken"]!);
        await ServeAsync(app, office, owner, taken);
        await using var db = app.Db();
        Assert.That(
            (await db.Parks.CountAsync(), await db.Departments.CountAsync(), await db.Enterprises.CountAsync()),
            Is.EqualTo((4, 24, 150))
        );
    }

    private static async Task ServeAsync(TestApp app, Api office, Api owner, IReadOnlyDictionary<string, string> taken)
    {
        var commissioner = await SignInAsync(app, "shili.zhuanyuan8", taken["shili.zhuanyuan8"]);
        var department = await SignInAsync(app, "shili.bumen5", taken["shili.bumen5"]);
        await owner.PostAsync("/privacy/acceptances", new { version = (int?)(await owner.GetAsync("/privacy"))["version"] });
        var filed = await owner.DoAsync(
            "/cases",
            new
            {
                title = "示例：路灯不亮",
                description = "示例：厂区门口的路灯不亮，请处理。",
                category = "ParkEnvironment",
            }
        );
        Assert.That((string?)filed["number"], Is.EqualTo("SLQ-20260302-0001"));
        var path = $"/cases/{filed.Id}";
        await commissioner.DoAsync($"{path}/acceptances");
        var now = app.Clock.GetUtcNow();
        await commissioner.DoAsync(
            $"{path}/contacts",
            new
            {
                means = "call",
                at = now,
                outcome = "已电话联系，了解情况",
            }
        );
        Assert.That((await department.GetAsync(path)).Status, Is.EqualTo(404), "nobody whistled for it yet");
        var departments = await commissioner.GetAsync("/departments");
        var lead = departments["items"]!.AsArray().Single(d => (string?)d!["code"] == "D05")!;
        var whistle = await commissioner.DoAsync(
            $"{path}/whistles",
            new
            {
                kind = "routine",
                asked = "请到场处理",
                tried = "已现场查看，专员无权限",
                disclosure = "full",
                legs = new[] { new { departmentId = (string)lead["id"]!, lead = true } },
            }
        );
        var leg = $"/whistles/{whistle.Id}/legs/{(string)whistle["legs"]![0]!["id"]!}";
        await department.DoAsync(
            $"{leg}/check-ins",
            new
            {
                handlerName = "示例经办",
                handlerPhone = "13900001111",
                firstStep = "现场查看",
                firstStepAt = now.AddHours(1),
            }
        );
        var elements = new
        {
            takenUpAt = now,
            spokenWith = "示例联系人",
            spokenAt = now,
            done = "路灯已修好",
            solvedAt = now,
        };
        await department.DoAsync($"{leg}/reports", elements);
        await commissioner.DoAsync($"{leg}/approvals");
        await commissioner.DoAsync($"{path}/closure-proposals", elements);
        await office.DoAsync($"{path}/reviews", new { pass = true });
        await owner.DoAsync($"{path}/confirmations", new { outcome = "resolved" });
        await owner.DoAsync($"{path}/ratings", new { overall = 5 });
        var closed = await owner.SeeAsync(path);
        Assert.That(
            ((string?)closed["status"], closed.Strings("can").Contains("rate")),
            Is.EqualTo(((string?)"Resolved", false)),
            closed.ToString()
        );
    }

    private static async Task<Dictionary<string, string>> FoundAsync(TestApp app)
    {
        using var input = new StringReader(
            "SLQ\n示例新区\nshili.xitong\n示例系统管理员\nshili.anquan\n示例安全管理员\nshili.shenji\n示例审计员\n"
        );
        using var output = new StringWriter();
        Assert.That(await app.Services.SetUpAsync(null, input, output), Is.Zero);
        return Regex
            .Matches(output.ToString(), "user name (\\S+), password for once (\\S+)")
            .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
    }

    private static async Task<Api> SignInAsync(TestApp app, string userName, string once)
    {
        var api = await app.Api();
        await api.SignInAsync(userName, once);
        (await api.PostAsync("/own/passwords", new { oldPassword = once, newPassword = Password })).MustBe(204);
        return api;
    }

    private static async Task<Api> ComesAsync(TestApp app, Api security, string heads, string row)
    {
        var taken = await TakeInAsync(security, heads, [row]);
        return await SignInAsync(app, taken.Keys.Single(), taken.Values.Single());
    }

    private static async Task<Dictionary<string, string>> TakeInAsync(Api security, string heads, string[] rows)
    {
        var answer = await security.UploadAsync(
            "staff.csv",
            Encoding.UTF8.GetBytes(string.Join('\n', [heads, .. rows])),
            "/staff/imports",
            ("reason", "开园")
        );
        Assert.That(((int)answer.Status, (int?)answer["created"]), Is.EqualTo((201, (int?)rows.Length)), answer.ToString());
        return answer["lines"]!.AsArray().ToDictionary(l => (string)l!["userName"]!, l => (string)l!["password"]!);
    }

    // What gives or takes a role that decides over others waits for a second person.
    private static async Task DecideAsync(Api system)
    {
        var waiting = (await system.GetAsync("/role-changes"))["items"]!
            .AsArray()
            .Where(c => (string?)c!["state"] == "Proposed")
            .Select(c => (string)c!["id"]!)
            .ToList();
        Assert.That(waiting, Has.Count.EqualTo(2));
        foreach (var id in waiting)
        {
            Assert.That((await system.PostAsync($"/role-changes/{id}/decisions", new { agrees = true })).Status, Is.InRange(200, 204));
        }
    }

    private static async Task ImportAsync(Api office, string part, byte[] table)
    {
        var path = $"/organisation/imports?part={part}";
        (await office.UploadAsync("table.csv", table, $"/organisation/imports?part={part}&dryRun=true")).MustBe(200);
        (await office.UploadAsync("table.csv", table, path)).MustBe(201);
        var again = await office.UploadAsync("table.csv", table, path);
        Assert.That(((int)again["created"]!, (int)again["changed"]!), Is.EqualTo((0, 0)), "the same again changes nothing");
        // What is exported is what was imported.
        var exported = await office.GetAsync($"/organisation/export?part={part}");
        var back = await office.UploadAsync("back.csv", Encoding.UTF8.GetBytes(exported.Text), path);
        Assert.That(((int)back["created"]!, (int)back["changed"]!, (int)back["unchanged"]!), Is.EqualTo((0, 0, (int)again["unchanged"]!)));
    }

    // The catalogue that ships names departments by the ends of their names.
    private static string Department(int number) => number == 5 ? "示例园林绿化处" : $"示例部门{number}";

    private static byte[] Table(string heads, int count, Func<int, string> row) =>
        Encoding.UTF8.GetBytes(
            string.Join(
                '\n',
                Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{row(i)}")).Prepend(heads)
            )
        );

    private static string[] Missing(Answer checklist) =>
        [.. checklist["items"]!.AsArray().Where(i => !(bool)i!["holds"]!).Select(i => (string)i!["key"]!)];
}
