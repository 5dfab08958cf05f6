using Commissioner.App.Jobs;
using Commissioner.App.Security;
using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Features.FactorResets;

/// <summary>A lost authenticator is reset: by one, or by two of whom each knows half of what lets its owner in.</summary>
public sealed class FactorResetsTests
{
    private const string Password = World.Password;

    [Test]
    public async Task Whoever_lost_its_telephone_comes_in_by_password_and_code_for_once_and_sets_another_up()
    {
        await using var app = await TestApp.StartAsync();
        var own = await app.Api("triage");
        var (key, recovery) = await SetUpAsync(app, own);
        var program = await app.Api();
        program.Bear((string)(await own.DoAsync("/logins/keys", Key()))["key"]!);
        (await program.GetAsync("/cases")).MustBe(200);
        var granting = await app.Api("secadmin");
        var sheet = await granting.SeeAsync(Of(app, "triage", "second-factors"));
        Assert.That(((bool)sheet["isSetUp"]!, (bool)sheet["byTwo"]!), Is.EqualTo((true, false)));
        (await granting.PostAsync(Of(app, "triage", "second-factor-resets"), new { reason = " " })).MustName("reason");
        var reset = await granting.DoAsync(Of(app, "triage", "second-factor-resets"), new { reason = "示例：本人当面说明手机丢失" });
        var code = (string)reset["code"]!;
        Assert.That((string?)reset["state"], Is.EqualTo("Done"));

        // Its session and its program end at once; what it had and the password alone let nobody in.
        (await own.GetAsync("/cases")).MustBe(401);
        (await program.GetAsync("/cases")).MustBe(401);
        (await InAsync(app, "triage", null)).MustRefuse(401, "SecondFactorNeeded");
        (await InAsync(app, "triage", Code(app, key, 1))).MustRefuse(401, "SignInRefused");
        (await InAsync(app, "triage", recovery[0])).MustRefuse(401, "SignInRefused");

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => InAsync(app, "triage", code)));
        var let = answers.Single(a => a.Status == 200);
        own.Bear((string)let["accessToken"]!);
        (await own.GetAsync("/cases")).MustRefuse(403, "SecondFactorMustBeSetUp");
        (await own.PostAsync("/logins/keys", Key())).MustBe(403);
        Assert.That((bool)(await own.SeeAsync("/own/second-factors"))["isSetUp"]!, Is.False);
        await app.ExecuteAsync("UPDATE accounts SET access_failed_count = 0, lockout_end = NULL");
        var (again, _) = await SetUpAsync(app, own);
        (await own.GetAsync("/cases")).MustBe(200);
        (await InAsync(app, "triage", code)).MustBe(401);
        (await InAsync(app, "triage", Code(app, again, 1))).MustBe(200);
        Assert.That((await own.SeeAsync("/notices")).ToString(), Does.Contain("身份验证器已由管理员重置"));
        Assert.That(app.Logged, Has.None.Contains(code));
        await using var db = app.Db();
        Assert.That(await db.AuditLog.Where(e => e.What == "AskFactorReset").Select(e => e.Outcome).ToListAsync(), Has.Member("Done"));
    }

    [Test]
    public async Task Of_who_decides_over_others_two_do_it_and_neither_knows_the_code_alone()
    {
        await using var app = await TestApp.StartAsync();
        var (key, _) = await SetUpAsync(app, await app.Api("supervisor"));
        var (asking, second) = (await app.Api("secadmin"), await app.Api("sysadmin"));
        var asked = await asking.DoAsync(Of(app, "supervisor", "second-factor-resets"), new { reason = "示例" });
        var first = (string)asked["code"]!;
        Assert.That(((string?)asked["state"], first.Length), Is.EqualTo(("Asked", 5)));
        (await asking.PostAsync(Of(app, "supervisor", "second-factor-resets"), new { reason = "示例" })).MustRefuse(
            409,
            "OneFactorResetAtATime"
        );
        (await InAsync(app, "supervisor", Code(app, key, 1))).MustBe(200);
        var decisions = $"/second-factor-resets/{asked.Id}/decisions";
        (await asking.PostAsync(decisions, new { agrees = true })).MustRefuse(403, "ASecondPersonDecides");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => second.PostAsync(decisions, new { agrees = true })));
        var agreed = answers.Single(a => a.Status == 201);
        Assert.That(answers.Except([agreed]).Select(a => a.Type), Is.All.EqualTo("FactorResetDecided"));
        var last = (string)agreed["code"]!;
        Assert.That(last, Has.Length.EqualTo(5));
        foreach (var wrong in new[] { first, last, last + first, first + first })
        {
            (await InAsync(app, "supervisor", wrong)).MustBe(401);
        }

        (await InAsync(app, "supervisor", first + "-" + last)).MustBe(200);
        (await InAsync(app, "supervisor", first + last)).MustBe(401);
    }

    [Test]
    public async Task Nobody_resets_its_own_nor_what_there_is_not_and_a_code_for_once_lapses()
    {
        await using var app = await TestApp.StartAsync();
        var granting = await app.Api("secadmin");
        (await granting.PostAsync(Of(app, "leader", "second-factor-resets"), new { reason = "示例" })).MustRefuse(409, "NoFactorToReset");
        (await granting.PostAsync(Of(app, "enterprise1", "second-factor-resets"), new { reason = "示例" })).MustBe(404);
        await SetUpAsync(app, granting);
        (await granting.PostAsync(Of(app, "secadmin", "second-factor-resets"), new { reason = "示例" })).MustRefuse(
            403,
            "NotOnesOwnFactor"
        );
        foreach (var user in new[] { "sysadmin", "triage", "supervisor", "auditor", "enterprise1" })
        {
            (await (await app.Api(user)).PostAsync(Of(app, "leader", "second-factor-resets"), new { reason = "示例" })).MustBe(403);
        }

        await SetUpAsync(app, await app.Api("leader"));
        var reset = await granting.DoAsync(Of(app, "leader", "second-factor-resets"), new { reason = "示例" });
        await app.ExecuteAsync("UPDATE recovery_codes SET good_until = good_until - interval '72 hours' WHERE good_until IS NOT NULL");
        (await InAsync(app, "leader", (string)reset["code"]!)).MustBe(401);
        // Whoever lost the code, too, is given another.
        var again = await granting.DoAsync(Of(app, "leader", "second-factor-resets"), new { reason = "示例" });
        (await InAsync(app, "leader", (string)again["code"]!)).MustBe(200);
    }

    [Test]
    public async Task On_the_pages_each_administrator_is_shown_its_half_and_who_comes_in_is_led_on()
    {
        await using var app = await TestApp.StartAsync();
        await SetUpAsync(app, await app.Api("appraiser"));
        var desk = await app.Browser("secadmin");
        var accounts = await desk.SeeAsync("/logins/accounts?search=appraiser");
        Assert.That(accounts.Document.QuerySelector($"a[href$='/factor-resets/ask/{app.World["appraiser"].Id}']"), Is.Not.Null);
        var page = await desk.SeeAsync($"/factor-resets/ask/{app.World["appraiser"].Id}");
        var refused = await page.FormWith("Reason").SubmitAsync();
        Assert.That(refused.Status, Is.EqualTo(422), refused.Text);
        var asked = await refused.FormWith("Reason").Fill("Reason", "示例事由").SubmitAsync();
        var first = asked.Document.QuerySelector("main code")!.TextContent;
        Assert.That(asked.Text, Does.Contain("待另一名管理员同意"));
        var second = await app.Browser("sysadmin");
        var waiting = await second.SeeAsync("/factor-resets");
        Assert.That(waiting.Text, Does.Contain("示例考核").And.Contain("示例事由"));
        var agreed = await waiting.FormWith("resetId").SubmitAsync("同意");
        var last = agreed.Document.QuerySelector("main code")!.TextContent;

        var own = await app.Browser();
        var form = (await own.GetAsync("/sign-in?returnUrl=%2Fscores")).FormWith("UserName");
        var ticket = await form.Fill("UserName", "appraiser").Fill("Password", Password).SubmitAsync();
        var let = await ticket.FormWith("Totp").Fill("Totp", first + last).SubmitAsync();
        Assert.That(let.Path, Is.EqualTo("/logins/second-factor"), let.Text);
        Assert.That((await own.GetAsync("/scores")).Path, Is.EqualTo("/logins/second-factor"));
    }

    private static string Of(TestApp app, string user, string what) => $"/accounts/{app.World[user].Id}/{what}";

    private static object Key() =>
        new
        {
            name = "示例程序",
            scope = "Read",
            days = 30,
        };

    private static async Task<Answer> InAsync(TestApp app, string userName, string? totp) =>
        await (await app.Api()).PostAsync(
            "/sign-in",
            new
            {
                userName,
                password = Password,
                totp,
            }
        );

    private static async Task<(string Key, IReadOnlyList<string> Recovery)> SetUpAsync(TestApp app, Api api)
    {
        var key = (string)(await api.DoAsync("/own/second-factors", new { code = (string?)null }))["key"]!;
        var confirmed = await api.DoAsync("/own/second-factors/confirmations", new { code = Code(app, key) });
        await app.ExecuteAsync("UPDATE accounts SET totp_step = 0");
        return (key, confirmed.Strings("codes"));
    }

    private static string Code(TestApp app, string key, int off = 0) =>
        Totp.Code(Bytes(key), Totp.StepAt(app.Services.GetRequiredService<DatabaseClock>().GetUtcNow()) + off);

    private static byte[] Bytes(string base32)
    {
        var bits = string.Concat(
            base32.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0'))
        );
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }
}
