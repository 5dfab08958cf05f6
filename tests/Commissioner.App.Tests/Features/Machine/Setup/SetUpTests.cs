using Commissioner.App.Features.Setup;
using Commissioner.App.Hosting;
using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Commissioner.App.Tests.Features.Setup;

/// <summary>A park is founded on an empty database, once, by a command.</summary>
public sealed class SetUpTests
{
    private const string Said = """
        {
          "park": { "code": "SLQ", "name": "示例新区" },
          "administrators": {
            "system": { "userName": "shili.xitong", "name": "示例系统管理员" },
            "security": { "userName": "shili.anquan", "name": "示例安全管理员" },
            "auditor": { "userName": "shili.shenji", "name": "示例审计员" }
          }
        }
        """;

    [Test]
    public async Task Of_several_at_once_one_founds_the_park_and_its_administrators_sign_in()
    {
        await using var app = await TestApp.StartEmptyAsync();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Said);
        try
        {
            var ended = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync(app, file)));
            Assert.That(ended.Count(e => e.Code == 0), Is.EqualTo(1), string.Join('\n', ended.Select(e => e.Said)));
            Assert.That(ended.Where(e => e.Code != 0).Select(e => e.Said), Is.All.Contains("set up already"));
            var lines = ended.Single(e => e.Code == 0).Said.Split('\n');
            var once = lines.Single(l => l.Contains("shili.anquan", StringComparison.Ordinal)).Split(' ')[^1].Trim();
            Assert.That(app.Logged, Has.None.Contains(once));
            var api = await app.Api();
            await api.SignInAsync("shili.anquan", once);
            (await api.PostAsync("/own/passwords", new { oldPassword = once, newPassword = "示例-口令-够长-七八九" })).MustBe(204);
            await api.DoAsync(
                "/staff",
                new
                {
                    name = "示例新人",
                    userName = "shili.xinren",
                    roles = new[] { "TriageDesk" },
                    reason = "示例",
                }
            );
            await using var db = app.Db();
            Assert.That(await db.Parks.Select(p => p.Code).ToListAsync(), Is.EqualTo(new[] { "SLQ" }));
            Assert.That(await db.People.CountAsync(), Is.EqualTo(4));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestCase("\"SLQ\"", "\"slq\"", "park.code")]
    [TestCase("示例新区", "", "park.name")]
    [TestCase("shili.xitong", "shili.anquan", "administrators")]
    [TestCase("shili.shenji", "x", "administrators.auditor.userName")]
    [TestCase("\"park\"", "\"parc\"", "parc")]
    [TestCase("},", "", "line")]
    public async Task What_is_wrong_in_the_file_is_one_line_and_nothing_is_done(string right, string wrong, string names)
    {
        await using var app = await TestApp.StartEmptyAsync();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Said.Replace(right, wrong, StringComparison.Ordinal));
        var (code, said) = await RunAsync(app, file);
        File.Delete(file);
        Assert.That((code, said.Contains(names, StringComparison.Ordinal), said.Contains('\n')), Is.EqualTo((1, true, false)), said);
        await using var db = app.Db();
        Assert.That((await db.Parks.AnyAsync(), await db.People.AnyAsync()), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task On_the_console_it_asks_for_the_same()
    {
        await using var app = await TestApp.StartEmptyAsync();
        using var input = new StringReader(
            "SLQ\n示例新区\nshili.xitong\n示例系统管理员\nshili.anquan\n示例安全管理员\nshili.shenji\n示例审计员\n"
        );
        using var output = new StringWriter();
        Assert.That(await app.Services.SetUpAsync(null, input, output), Is.Zero);
        Assert.That(output.ToString(), Does.Contain("SecurityAdmin: user name shili.anquan"));
        using var half = new StringReader("SLQ\n");
        Assert.That(() => app.Services.SetUpAsync(null, half, output), Throws.InstanceOf<CannotStart>());
    }

    // A path that begins with a slash is no setting whose value follows.
    [TestCase("/etc/example.json")]
    [TestCase("example.json")]
    [TestCase(null)]
    public void Settings_stand_beside_the_file(string? file)
    {
        var (found, line) = SetUpByCommand.Read(["setup", .. file is null ? (string[])[] : [file], "--Commissioner:DataDirectory=example"]);
        var settings = new ConfigurationBuilder().AddCommandLine(line).Build();
        Assert.That((found, settings["Commissioner:DataDirectory"]), Is.EqualTo((file, "example")));
    }

    private static async Task<(int Code, string Said)> RunAsync(TestApp app, string file)
    {
        using var output = new StringWriter();
        try
        {
            return (await app.Services.SetUpAsync(file, TextReader.Null, output), output.ToString());
        }
        catch (CannotStart cannot)
        {
            return (1, cannot.Message);
        }
    }
}
