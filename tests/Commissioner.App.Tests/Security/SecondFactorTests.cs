using System.Globalization;
using System.Text;
using Commissioner.App.Jobs;
using Commissioner.App.Security;
using Commissioner.App.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Security;

/// <summary>After the password an authenticator is asked, once for each of its codes; some roles can't be without.</summary>
public sealed class SecondFactorTests
{
    private static readonly Dictionary<string, string> Required = new() { ["Commissioner:SecondFactor"] = "Required" };

    // RFC 6238, appendix B, the last six of its eight digits.
    [TestCase(59, "287082")]
    [TestCase(1111111109, "081804")]
    [TestCase(1111111111, "050471")]
    [TestCase(1234567890, "005924")]
    [TestCase(2000000000, "279037")]
    [TestCase(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.That(
            Totp.Code(Encoding.ASCII.GetBytes("12345678901234567890"), Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))),
            Is.EqualTo(code)
        );

    [TestCase("", "")]
    [TestCase("f", "MY")]
    [TestCase("fo", "MZXQ")]
    [TestCase("foo", "MZXW6")]
    [TestCase("foob", "MZXW6YQ")]
    [TestCase("fooba", "MZXW6YTB")]
    [TestCase("foobar", "MZXW6YTBOI")]
    public void Keys_are_said_in_base_32(string bytes, string said) =>
        Assert.That(Totp.Base32(Encoding.ASCII.GetBytes(bytes)), Is.EqualTo(said));

    [Test]
    public async Task Who_decides_over_others_sees_nothing_before_it_is_set_up()
    {
        await using var app = await TestApp.StartAsync(settings: Required);
        foreach (var user in new[] { "supervisor", "appraiser", "sysadmin", "secadmin", "auditor" })
        {
            (await (await app.Api(user)).GetAsync("/notices")).MustRefuse(403, "SecondFactorMustBeSetUp");
        }

        (await (await app.Api("triage")).GetAsync("/notices")).MustBe(200);
        (await (await app.Api("commissioner1")).GetAsync("/notices")).MustBe(200);

        var browser = await app.Browser("supervisor");
        var led = await browser.GetAsync("/supervision");
        Assert.That(led.Path, Is.EqualTo("/logins/second-factor"));
        var elsewhere = await app.Api("supervisor");
        var begun = await led.Form("main form").SubmitAsync("开始绑定");
        var key = begun.FormWith("Key").Value("Key")!;
        Assert.That(begun.Document.QuerySelector("a[href^='otpauth:']")!.GetAttribute("href"), Does.Contain(key).And.Contain("supervisor"));
        var wrong = await begun.FormWith("Code").Fill("Code", Wrong(app, key)).SubmitAsync("确认");
        Assert.That((wrong.Status, wrong.FormWith("Key").Value("Key")), Is.EqualTo((422, key)), wrong.Text);
        var done = await wrong.FormWith("Code").Fill("Code", Code(app, key)).SubmitAsync("确认");
        Assert.That(done.Document.QuerySelectorAll("li code").Select(c => c.TextContent).Distinct().Count(), Is.EqualTo(10), done.Text);
        Assert.That((await browser.SeeAsync("/supervision")).Path, Is.EqualTo("/supervision"));
        (await elsewhere.GetAsync("/own/sessions")).MustRefuse(401, "NotSignedIn");
        await using var db = app.Db();
        var account = db.Accounts.Single(a => a.UserName == "supervisor");
        Assert.That(account.TotpKey, Does.Not.Contain(key), "kept encrypted");
        Assert.That(app.Logged, Has.None.Contains(key));
    }

    [Test]
    public async Task A_code_follows_the_password_and_is_taken_once()
    {
        await using var app = await TestApp.StartAsync();
        var (key, _) = await SetUpAsync(app, "leader");
        var node = app.StartNode(new Dictionary<string, string>());
        var (here, there) = (await app.Api(), await app.Api(null, node));
        var asked = await InAsync(here, null);
        asked.MustRefuse(401, "SecondFactorNeeded");
        var ticket = (string)asked["ticket"]!;

        // Its half minute may pass meanwhile.
        var code = Code(app, key, 1);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i => i % 2 == 0 ? InAsync(here, code) : there.PostAsync("/sign-in/second-factors", new { ticket, code }))
        );
        Assert.That(answers.Count(a => a.Status == 200), Is.EqualTo(1), "one of twenty");
        await AwakeAsync(app);
        (await InAsync(here, code)).MustRefuse(401, "SignInRefused");
        (await InAsync(here, Code(app, key, -1))).MustRefuse(401, "SignInRefused");
        (await here.PostAsync("/sign-in/second-factors", new { ticket = "x", code = Code(app, key) })).MustBe(401);
        (await here.PostAsync("/sign-in/second-factors", new { ticket = (string?)null, code = (string?)null })).MustBe(401);
    }

    [Test]
    public async Task A_telephones_clock_may_be_off_by_half_a_minute_and_no_more()
    {
        await using var app = await TestApp.StartAsync();
        var (key, _) = await SetUpAsync(app, "leader");
        var api = await app.Api();
        foreach (var off in new[] { -3, 3 })
        {
            await AwakeAsync(app);
            (await InAsync(api, Code(app, key, off))).MustBe(401);
        }

        await AwakeAsync(app);
        (await InAsync(api, Code(app, key))).MustBe(200);
    }

    [Test]
    public async Task A_recovery_code_lets_in_once()
    {
        await using var app = await TestApp.StartAsync();
        var (_, recovery) = await SetUpAsync(app, "leader");
        Assert.That(recovery.Distinct().Count(), Is.EqualTo(10));
        var api = await app.Api();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => InAsync(api, recovery[3].ToLowerInvariant())));
        Assert.That(answers.Count(a => a.Status == 200), Is.EqualTo(1));
        await AwakeAsync(app);
        var session = await InAsync(api, recovery[7].Replace("-", " ", StringComparison.Ordinal));
        session.MustBe(200);
        api.Bear((string)session["accessToken"]!);
        Assert.That((int)(await api.SeeAsync("/own/second-factors"))["recoveryCodes"]!, Is.EqualTo(8));
        await using var db = app.Db();
        Assert.That(
            db.RecoveryCodes.ToList().Select(c => c.Hash),
            Has.None.Contains(recovery[0].Replace("-", "", StringComparison.Ordinal))
        );
    }

    [Test]
    public async Task Wrong_codes_count_as_wrong_passwords_do_and_the_right_password_does_not_forgive_them()
    {
        await using var app = await TestApp.StartAsync();
        var (key, recovery) = await SetUpAsync(app, "leader");
        var api = await app.Api();
        for (var i = 0; i < Guesses.Most; i++)
        {
            (await InAsync(api, Wrong(app, key))).MustRefuse(401, "SignInRefused");
            if (i < Guesses.Most - 1)
            {
                (await InAsync(api, null)).MustRefuse(401, "SecondFactorNeeded");
            }
        }

        (await InAsync(api, null)).MustRefuse(401, "SignInRefused");
        (await InAsync(api, Code(app, key))).MustRefuse(401, "SignInRefused");
        (await InAsync(api, recovery[0])).MustRefuse(401, "SignInRefused");
        await using var db = app.Db();
        Assert.That(db.RecoveryCodes.Count(), Is.EqualTo(10), "none is used up while it rests");
    }

    [Test]
    public async Task Another_telephone_is_given_a_key_by_a_code_of_the_first()
    {
        await using var app = await TestApp.StartAsync();
        var (key, recovery) = await SetUpAsync(app, "leader");
        var api = await app.Api();
        var session = await InAsync(api, Code(app, key));
        api.Bear((string)session["accessToken"]!);
        (await api.PostAsync("/own/second-factors", new { code = (string?)null })).MustRefuse(422, "SecondFactorWrong");
        (await api.PostAsync("/own/second-factors/confirmations", new { code = "123456" })).MustRefuse(409, "SecondFactorNotBegun");
        var given = await api.DoAsync("/own/second-factors", new { code = recovery[0] });
        var next = (string)given["key"]!;
        await api.DoAsync("/own/second-factors/confirmations", new { code = Code(app, next) });
        await AwakeAsync(app);
        (await InAsync(api, Code(app, key))).MustBe(401);
        (await InAsync(api, recovery[1])).MustBe(401);
        (await InAsync(api, Code(app, next, 1))).MustBe(200);
    }

    [Test]
    public async Task On_the_page_the_code_follows_the_password()
    {
        await using var app = await TestApp.StartAsync();
        var (key, _) = await SetUpAsync(app, "leader");
        var browser = await app.Browser();
        var form = (await browser.GetAsync("/sign-in?returnUrl=%2Flogins")).FormWith("UserName");
        var asked = await form.Fill("UserName", "leader").Fill("Password", World.Password).SubmitAsync();
        var wrong = await asked.FormWith("Totp").Fill("Totp", Wrong(app, key)).SubmitAsync();
        Assert.That((wrong.Status, wrong.Text.Contains(World.Password, StringComparison.Ordinal)), Is.EqualTo((422, false)));
        var let = await wrong.FormWith("Totp").Fill("Totp", Code(app, key)).SubmitAsync();
        Assert.That(let.Path, Is.EqualTo("/logins"), let.Text);
    }

    private static Task<Answer> InAsync(Api api, string? totp) =>
        api.PostAsync(
            "/sign-in",
            new
            {
                userName = "leader",
                password = World.Password,
                totp,
            }
        );

    [Test]
    public async Task A_table_is_taken_along_with_a_second_factor_alone_and_by_an_enterprise_with_its_code()
    {
        await using var app = await TestApp.StartAsync(settings: Required);
        var before = await app.Api("commissioner1");
        (await before.GetAsync("/cases")).MustBe(200);
        (await before.GetAsync("/cases/export")).MustRefuse(403, "ExportNeedsSecondFactor");
        var key = await before.DoAsync(
            "/logins/keys",
            new
            {
                name = "示例程序",
                scope = "Read",
                days = 30,
            }
        );
        var program = await app.Api();
        program.Bear((string)key["key"]!);
        (await program.GetAsync("/cases/export")).MustRefuse(403, "ExportNeedsSecondFactor");
        var (second, _) = await SetUpAsync(app, "commissioner1");
        var after = await app.Api();
        var session = await after.PostAsync(
            "/sign-in",
            new
            {
                userName = "commissioner1",
                password = World.Password,
                totp = Code(app, second),
            }
        );
        after.Bear((string)session["accessToken"]!);
        (await after.GetAsync("/cases/export")).MustBe(200);
        (await (await app.Api("enterprise1")).GetAsync("/cases/export")).MustBe(200);
    }

    // Nothing was taken yet, and nothing was wrong.
    private static Task AwakeAsync(TestApp app) =>
        app.ExecuteAsync("UPDATE accounts SET access_failed_count = 0, lockout_end = NULL WHERE user_name = 'leader'");

    private static async Task<(string Key, IReadOnlyList<string> Recovery)> SetUpAsync(TestApp app, string user)
    {
        var api = await app.Api(user);
        var key = (string)(await api.DoAsync("/own/second-factors", new { code = (string?)null }))["key"]!;
        var confirmed = await api.DoAsync("/own/second-factors/confirmations", new { code = Code(app, key) });
        // As if it had been set up a while ago.
        await app.ExecuteAsync("UPDATE accounts SET totp_step = 0");
        return (key, confirmed.Strings("codes"));
    }

    private static string Code(TestApp app, string key, int off = 0) =>
        Totp.Code(Bytes(key), Totp.StepAt(app.Services.GetRequiredService<DatabaseClock>().GetUtcNow()) + off);

    private static string Wrong(TestApp app, string key)
    {
        var near = Enumerable.Range(-2, 5).Select(off => Code(app, key, off)).ToList();
        return Enumerable.Range(0, 10).Select(i => i.ToString("000000", CultureInfo.InvariantCulture)).First(c => !near.Contains(c));
    }

    private static byte[] Bytes(string base32)
    {
        var bits = string.Concat(
            base32.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0'))
        );
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }
}
