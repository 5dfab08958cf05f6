using System.Text;
using System.Text.RegularExpressions;
using Commissioner.App.Features.Setup;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Enterprises;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Organisation;

/// <summary>
/// All of the organisation is taken along in the columns that its imports take: imported again it changes nothing, and in an empty park it makes
/// the same, to the byte.
/// </summary>
public sealed class TakenAlongTests
{
    private const string Password = "示例-口令-够长-七八九";

    // What spreadsheets compute, split, trim or shorten.
    private static readonly string[] Hostile =
    [
        "=1+1",
        "'=1+1",
        "''@示例",
        "+86 示例",
        "-示例",
        "@SUM(A1:A9)",
        "=cmd|' /C calc'!A0",
        "示例\"引号\",逗号;分号、顿号",
        "示例\n换行",
        "000123",
        "913205000123456789",
        "1E5",
        "\\反斜杠\\、示例",
        "TRUE",
    ];

    [Test]
    public async Task Imported_again_it_changes_nothing_and_in_an_empty_park_it_makes_the_same()
    {
        await using var app = await TestApp.StartAsync();
        var (office, security) = (await app.Api("triage"), await app.Api("secadmin"));
        await FillAsync(app, office, security);
        Dictionary<string, byte[]> taken = [];
        foreach (var (name, path, into, by) in Lists(office, security))
        {
            foreach (var ending in new[] { "csv", "xlsx" })
            {
                var file = await by.FileAsync(path + (ending == "xlsx" ? (path.Contains('?') ? "&" : "?") + "workbook=true" : ""));
                foreach (var dry in new[] { true, false })
                {
                    var answer = await ImportAsync(by, $"{name}.{ending}", file, into, dry);
                    Assert.That(
                        ((int?)answer["created"], (int?)answer["changed"] ?? 0, answer["errors"]!.AsArray().Count),
                        Is.EqualTo(((int?)0, 0, 0)),
                        $"{name}.{ending}: {answer}"
                    );
                    Assert.That((int?)answer["unchanged"], Is.GreaterThan(2), name);
                }

                taken[$"{name}.{ending}"] = file;
            }

            Assert.That(await by.FileAsync(path), Is.EqualTo(taken[name + ".csv"]), name + " is the same file again");
        }

        foreach (
            var text in taken.Where(t => t.Key.EndsWith("csv", StringComparison.Ordinal)).Select(t => Encoding.UTF8.GetString(t.Value))
        )
        {
            Assert.That(Regex.Matches(text, "(^|[,\n])\"?[=+@-]"), Is.Empty, "nothing is computed where it is opened");
            Assert.That(text, Does.Not.Contain("AQAAAA"), "no hash of a password");
        }

        await using var other = await TestApp.StartEmptyAsync();
        other.MoveTo("03-02 09:00");
        var (theirs, keeper) = await CopyAsync(other, taken);
        foreach (var (name, path, into, by) in Lists(theirs, keeper))
        {
            Assert.That(Encoding.UTF8.GetString(await by.FileAsync(path)), Is.EqualTo(Encoding.UTF8.GetString(taken[name + ".csv"])), name);
            var again = await ImportAsync(by, name + ".xlsx", taken[name + ".xlsx"], into, false);
            Assert.That(((int?)again["created"], (int?)again["changed"] ?? 0), Is.EqualTo(((int?)0, 0)), $"{name}: {again}");
        }
    }

    [Test]
    public async Task Who_may_import_may_take_along_and_nobody_else()
    {
        await using var app = await TestApp.StartAsync();
        var (office, security, commissioner) = (await app.Api("triage"), await app.Api("secadmin"), await app.Api("commissioner1"));
        foreach (var path in new[] { "/enterprises/export", "/organisation/export?part=Parks" })
        {
            (await security.GetAsync(path)).MustBe(403);
            (await commissioner.GetAsync(path)).MustBe(403);
        }

        (await office.GetAsync("/staff/export")).MustBe(403);
        var page = await (await app.Browser("triage")).SeeAsync("/organisation");
        Assert.That(page.Text, Does.Contain("XLSX"));
        var staff = Encoding.UTF8.GetString(await security.FileAsync("/staff/export"));
        Assert.That(staff, Does.Contain("示例督查,supervisor,督查,").And.Contain("department1,").And.Not.Contain("enterprise1"));
    }

    [Test]
    public async Task A_year_taken_along_and_announced_again_is_the_same_year()
    {
        await using var app = await TestApp.StartAsync();
        var office = await app.Api("triage");
        var calendar = Domain.Calendars.ChinaWorkingDays.Default;
        var (path, notice) = ($"/calendars/{calendar.Code}", calendar.Notices[^1]);
        foreach (var ending in new[] { "csv", "xlsx" })
        {
            var file = await office.FileAsync($"{path}/years/{notice.Year}/export?workbook={ending == "xlsx"}");
            var proposed = await office.UploadAsync($"year.{ending}", file, path + "/proposals/files", ("notice", notice.Number));
            Assert.That((proposed.Status, proposed.Type), Is.EqualTo((409, "NothingChanges")), $"{ending}: {proposed}");
        }

        // A day less is another year.
        var table = await office.FileAsync($"{path}/years/{notice.Year}/export?workbook=false");
        var shorter = table[..(Array.LastIndexOf(table, (byte)'\n', table.Length - 2) + 1)];
        (await office.UploadAsync("year.csv", shorter, path + "/proposals/files", ("notice", notice.Number))).MustBe(201);
        (await office.GetAsync($"/calendars/{calendar.Code}/years/2099/export")).MustBe(404);
        (await (await app.Api("commissioner1")).GetAsync($"/calendars/{calendar.Code}/years/2026/export")).MustBe(403);
    }

    private static IEnumerable<(string Name, string Path, string Into, Api By)> Lists(Api office, Api security) =>
        [
            ("parks", "/organisation/export?part=Parks", "/organisation/imports?part=Parks", office),
            ("departments", "/organisation/export?part=Departments", "/organisation/imports?part=Departments", office),
            ("staff", "/staff/export", "/staff/imports", security),
            ("commissioners", "/organisation/export?part=Commissioners", "/organisation/imports?part=Commissioners", office),
            ("enterprises", "/enterprises/export", "/enterprises/imports", office),
        ];

    private static async Task<Answer> ImportAsync(Api by, string name, byte[] file, string into, bool dry)
    {
        var answer = await by.UploadAsync(
            name,
            file,
            into + (dry ? (into.Contains('?') ? "&" : "?") + "dryRun=true" : ""),
            ("reason", "示例")
        );
        Assert.That(answer.Status, Is.EqualTo(dry ? 200 : 201), $"{name}: {answer}");
        return answer;
    }

    private static async Task FillAsync(TestApp app, Api office, Api security)
    {
        for (var i = 0; i < Hostile.Length; i++)
        {
            await KeepAsync(office, "parks", new { code = $"FX{i}", name = Hostile[i] + "园" });
            await KeepAsync(
                office,
                "departments",
                new
                {
                    code = $"00{i}",
                    name = Hostile[i],
                    park = i % 2 == 0 ? "FL1" : "",
                }
            );
        }

        // As its own name another's code: the code is meant.
        await KeepAsync(office, "departments", new { code = "Z-1", name = "D01" });
        var once = await security.UploadAsync(
            "staff.csv",
            Table(
                "姓名,登录名,角色,部门",
                Hostile
                    .Select((h, i) => new[] { h, $"shili.{i}", "企业服务专员", "" })
                    .Concat(Hostile.Select((h, i) => new[] { h, $"bumen.{i}", "部门经办人、部门联络员", $"00{i}" }))
                    .Append(["示例", "bumen.z", "部门负责人", "Z-1"])
            ),
            "/staff/imports",
            ("reason", "示例")
        );
        Assert.That(once.Status, Is.EqualTo(201), once.ToString());
        (
            await office.UploadAsync(
                "commissioners.csv",
                Table("登录名,园区,行业,最多服务企业数", Hostile.Select((_, i) => new[] { $"shili.{i}", "FX0", "电子信息", "9" })),
                "/organisation/imports?part=Commissioners"
            )
        ).MustBe(201);
        string Heads() => "企业名称,统一社会信用代码,园区,行业,联系人,联系电话,专员,AB角,曾用名,负责人,负责人手机";
        IEnumerable<string[]> Rows(string end) =>
            Hostile.Select(
                (h, i) =>
                    new[]
                    {
                        h + end,
                        CreditCode.WithCheckDigit($"91500000MA8{i:000000}").ToString(),
                        "FX1",
                        "电子信息",
                        h,
                        "0512-66668888-801",
                        i % 3 == 0 ? "" : $"shili.{i}",
                        i % 3 == 1 ? $"shili.{(i + 1) % Hostile.Length}" : "",
                        "示例旧名",
                        h,
                        $"138000010{i:00}",
                    }
            );
        (await office.UploadAsync("enterprises.csv", Table(Heads(), Rows("旧")), "/enterprises/imports")).MustBe(201);
        app.Advance(TimeSpan.FromMinutes(1));
        // Renamed: the names that they bore are kept as they were, whatever stands in them.
        (await office.UploadAsync("enterprises.csv", Table(Heads(), Rows("")), "/enterprises/imports")).MustBe(201);
        await using var db = app.Db();
        var names = await db.Enterprises.Where(e => e.CreditCode.StartsWith("91500000MA8")).Select(e => e.Name).ToListAsync();
        Assert.That(names, Is.EquivalentTo(Hostile), "as they were typed");
        Assert.That(
            await db.Set<FormerName>().Where(f => f.Name.EndsWith("旧")).Select(f => f.Name).ToListAsync(),
            Is.EquivalentTo(Hostile.Select(h => h + "旧"))
        );
    }

    private static async Task KeepAsync(Api office, string what, object body)
    {
        var kept = await office.PostAsync("/organisation/" + what, body);
        Assert.That(kept.Status, Is.EqualTo(200), kept.ToString());
    }

    // Quoted by hand, so that a mistake of our writer is not made twice.
    private static byte[] Table(string heads, IEnumerable<string[]> rows) =>
        Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(r => string.Join(',', r.Select(Quoted))).Prepend(heads)));

    private static string Quoted(string cell)
    {
        var guard = Regex.IsMatch(cell, @"\A'+[=+@-]") ? "'" : "";
        return '"' + (guard + cell).Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
    }

    private static async Task<(Api Office, Api Security)> CopyAsync(TestApp app, Dictionary<string, byte[]> taken)
    {
        using var input = new StringReader("FL\n示例高新区\nsysadmin\n示例系统管理员\nsecadmin\n示例安全管理员\nauditor\n示例审计员\n");
        using var output = new StringWriter();
        Assert.That(await app.Services.SetUpAsync(null, input, output), Is.Zero);
        var once = Regex
            .Matches(output.ToString(), "user name (\\S+), password for once (\\S+)")
            .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        var security = await SignInAsync(app, "secadmin", once["secadmin"]);
        var first = await security.UploadAsync(
            "staff.csv",
            Encoding.UTF8.GetBytes("姓名,登录名,角色\n示例服务办,triage,服务企业办公室"),
            "/staff/imports",
            ("reason", "示例")
        );
        first.MustBe(201);
        var office = await SignInAsync(app, "triage", (string)first["lines"]![0]!["password"]!);
        foreach (var (name, _, into, by) in Lists(office, security))
        {
            var done = await ImportAsync(by, name + ".csv", taken[name + ".csv"], into, false);
            Assert.That((int?)done["created"], Is.GreaterThan(2), $"{name}: {done}");
            if (name == "staff")
            {
                var system = await SignInAsync(app, "sysadmin", once["sysadmin"]);
                foreach (
                    var waits in (await system.GetAsync("/role-changes"))["items"]!.AsArray().Where(c => (string?)c!["state"] == "Proposed")
                )
                {
                    var decided = await system.PostAsync($"/role-changes/{(string)waits!["id"]!}/decisions", new { agrees = true });
                    Assert.That(decided.Status, Is.AnyOf(200, 201, 204), decided.ToString());
                }
            }
        }

        return (office, security);
    }

    private static async Task<Api> SignInAsync(TestApp app, string userName, string once)
    {
        var api = await app.Api();
        await api.SignInAsync(userName, once);
        (await api.PostAsync("/own/passwords", new { oldPassword = once, newPassword = Password })).MustBe(204);
        return api;
    }
}
