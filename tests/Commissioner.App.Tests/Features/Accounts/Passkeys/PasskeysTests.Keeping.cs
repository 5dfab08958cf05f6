using Commissioner.App.Features.Logins.Passkeys;
using Commissioner.App.Security;
using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Passkeys;

/// <content>How people keep their passkeys, and what is asked of who has one.</content>
public sealed partial class PasskeysTests
{
    [Test]
    public async Task Who_cannot_be_without_has_one_in_an_authenticators_place_and_keeps_the_last()
    {
        using var device = new SoftAuthenticator();
        using var another = new SoftAuthenticator();
        var own = await _app.Api("supervisor");
        (await own.GetAsync("/notices")).MustRefuse(403, "SecondFactorMustBeSetUp");
        var elsewhere = await _app.Api("supervisor");
        var added = await MakeAsync(own, device);
        var recovery = added.Strings("recoveryCodes");
        Assert.That(recovery.Distinct().Count(), Is.EqualTo(10), "told this once");
        (await own.GetAsync("/notices")).MustBe(200);
        (await elsewhere.GetAsync("/own/sessions")).MustBe(401);

        // The password alone lets nobody in, and the passkey alone does.
        var refused = await PasswordAsync("supervisor", null);
        refused.MustRefuse(401, "SecondFactorNeeded");
        var let = (await InAsync(device)).Answer;
        own.Bear((string)let["accessToken"]!);
        (await own.GetAsync("/notices")).MustBe(200);
        (await PasswordAsync("supervisor", "123456")).MustRefuse(401, "SignInRefused");
        (await PasswordAsync("supervisor", "")).MustRefuse(401, "SecondFactorNeeded");
        (await PasswordAsync("supervisor", recovery[0])).MustBe(200);
        (await PasswordAsync("supervisor", recovery[0])).MustRefuse(401, "SignInRefused");
        var finished = await (await _app.Api()).PostAsync(
            "/sign-in/second-factors",
            new { ticket = (string)refused["ticket"]!, code = recovery[1] }
        );
        finished.MustBe(200);

        (await own.PostAsync($"/own/passkeys/{added.Id}/removals", new { })).MustRefuse(409, "LastPasskey");
        var second = await MakeAsync(own, another, "示例另一台");
        Assert.That(second.Strings("recoveryCodes"), Is.Empty);
        var gone = await Task.WhenAll(new[] { added.Id, second.Id }.Select(id => own.PostAsync($"/own/passkeys/{id}/removals", new { })));
        Assert.That(gone.Select(a => a.Status), Is.EquivalentTo(new[] { 204, 409 }), "of two at once one stays");
        (await PasswordAsync("supervisor", null)).MustRefuse(401, "SecondFactorNeeded");
    }

    [Test]
    public async Task A_session_that_is_not_fresh_brings_a_proof_before_anything_changes()
    {
        using var device = new SoftAuthenticator();
        using var another = new SoftAuthenticator();
        var own = await _app.Api("department1");
        await StaleAsync("department1");
        Assert.That((string?)(await own.SeeAsync("/own/passkeys"))["proof"], Is.EqualTo("Password"));
        (await own.PostAsync("/own/passkeys/options", new { })).MustRefuse(422, "PasswordWrong");
        (await own.PostAsync("/own/passkeys/options", new { password = "demo1" })).MustRefuse(422, "PasswordWrong");
        var added = await MakeAsync(own, device, proof: new { password = World.Password });
        var recovery = added.Strings("recoveryCodes");
        Assert.That((string?)(await own.SeeAsync("/own/passkeys"))["proof"], Is.EqualTo("Code"));
        foreach (var proof in new object[] { new { }, new { password = World.Password }, new { code = "123456" } })
        {
            (await own.PostAsync("/own/passkeys/options", proof)).MustRefuse(422, "SecondFactorWrong");
            (await own.PostAsync($"/own/passkeys/{added.Id}/removals", proof)).MustRefuse(422, "SecondFactorWrong");
            (await own.PostAsync("/own/second-factors", new { code = (string?)null })).MustRefuse(422, "SecondFactorWrong");
            await AwakeAsync("department1");
        }

        await MakeAsync(own, another, proof: new { code = recovery[0] });
        (await own.PostAsync("/own/passkeys/options", new { code = recovery[0] })).MustRefuse(422, "SecondFactorWrong");
        (await own.PostAsync($"/own/passkeys/{added.Id}/removals", new { code = recovery[1] })).MustBe(204);
        (await InAsync(device)).Answer.MustBe(401);
        (await InAsync(another)).Answer.MustBe(200);
        await _app.ExecuteAsync("DELETE FROM recovery_codes WHERE account_id = {0}", _app.World["department1"].Id.Value);
        (await own.PostAsync("/own/passkeys/options", new { password = World.Password })).MustRefuse(409, "SignInAnew");

        // Who then takes the last away is asked for its password alone again.
        own.Bear((string)(await InAsync(another)).Answer["accessToken"]!);
        var left = (await own.SeeAsync("/own/passkeys"))["items"]![0]!;
        (await own.PostAsync($"/own/passkeys/{left["id"]}/removals", new { })).MustBe(204);
        (await PasswordAsync("department1", null)).MustBe(200);
    }

    [Test]
    public async Task What_is_made_wrongly_is_not_kept()
    {
        using var device = new SoftAuthenticator();
        using var taken = new SoftAuthenticator();
        await MakeAsync(await _app.Api("department2"), taken);
        var (own, other) = (await _app.Api("department3"), await _app.Api("department3"));
        device.Verifies = false;
        (await TryAsync(own, own, device)).MustRefuse(409, "PasskeyRefused");
        device.Verifies = true;
        device.Origin = "https://attacker.example";
        (await TryAsync(own, own, device)).MustRefuse(409, "PasskeyRefused");
        (device.Origin, device.For) = (SoftAuthenticator.Site, "attacker.example");
        (await TryAsync(own, own, device)).MustRefuse(409, "PasskeyRefused");
        (device.For, device.Format) = (null, "packed");
        (await TryAsync(own, own, device)).MustRefuse(409, "PasskeyRefused");
        (device.Format, device.Id) = ("none", taken.Id);
        (await TryAsync(own, own, device)).MustRefuse(409, "PasskeyRefused");
        device.Id = [7, 7, 7, 7];
        (await TryAsync(own, other, device)).MustRefuse(409, "PasskeyRefused");
        (await TryAsync(own, await _app.Api("department4"), device)).MustRefuse(409, "PasskeyRefused");
        (await TryAsync(own, own, device, "")).MustName("name");
        (await TryAsync(own, own, device, new string('x', 65))).MustName("name");

        var begun = await own.DoAsync("/own/passkeys/options", new { });
        var body = new
        {
            ticket = (string)begun["ticket"]!,
            name = "示例",
            credential = device.Make(begun["options"]!),
        };
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => own.PostAsync("/own/passkeys", body)));
        Assert.That(answers.Count(a => a.Status == 201), Is.EqualTo(1), "one of five");
        Assert.That((await own.SeeAsync("/own/passkeys"))["items"]!.AsArray(), Has.Count.EqualTo(1));

        static async Task<Answer> TryAsync(Api asking, Api bringing, SoftAuthenticator device, string name = "示例")
        {
            var begun = await asking.DoAsync("/own/passkeys/options", new { });
            return await bringing.PostAsync(
                "/own/passkeys",
                new
                {
                    ticket = (string)begun["ticket"]!,
                    name,
                    credential = device.Make(begun["options"]!),
                }
            );
        }
    }

    [Test]
    public async Task Ten_are_the_most_and_another_persons_is_nobodys()
    {
        var own = await _app.Api("department5");
        var ids = new List<string>();
        for (var i = 0; i < PasskeyBook.Most; i++)
        {
            using var device = new SoftAuthenticator();
            ids.Add((await MakeAsync(own, device)).Id);
        }

        (await own.PostAsync("/own/passkeys/options", new { })).MustRefuse(409, "TooManyPasskeys");
        var other = await _app.Api("department6");
        (await other.PostAsync($"/own/passkeys/{ids[0]}/removals", new { })).MustBe(404);
        Assert.That((await other.SeeAsync("/own/passkeys"))["items"]!.AsArray(), Is.Empty);
        (await own.PostAsync($"/own/passkeys/{ids[0]}/removals", new { })).MustBe(204);
        var begun = await own.DoAsync("/own/passkeys/options", new { });
        Assert.That(begun["options"]!["excludeCredentials"]!.AsArray(), Has.Count.EqualTo(9));

        // An account takes its passkeys with it.
        await using var db = _app.Db();
        var account = _app.World["department5"].Id.Value;
        db.Accounts.Remove(await db.Accounts.SingleAsync(a => a.Id == account));
        await db.SaveChangesAsync();
        Assert.That(await db.Passkeys.CountAsync(p => p.AccountId == account), Is.Zero);
    }

    [Test]
    public async Task A_reset_takes_them_away_and_another_may_take_their_place()
    {
        using var device = new SoftAuthenticator();
        using var next = new SoftAuthenticator();
        var own = await _app.Api("triage");
        var recovery = (await MakeAsync(own, device)).Strings("recoveryCodes");
        // The security administrator must have its own before it does anything.
        using var administrators = new SoftAuthenticator();
        var granting = await _app.Api("secadmin");
        await MakeAsync(granting, administrators);
        var of = $"/accounts/{_app.World["triage"].Id}";
        Assert.That((bool)(await granting.SeeAsync(of + "/second-factors"))["isSetUp"]!, Is.True);
        (
            await granting.PostAsync(
                of + "/keys",
                new
                {
                    name = "示例",
                    scope = "Read",
                    days = 3,
                }
            )
        ).MustRefuse(409, "NoKeyForThisAccount");
        var code = (string)(await granting.DoAsync(of + "/second-factor-resets", new { reason = "示例：手机丢失" }))["code"]!;
        (await own.GetAsync("/own/sessions")).MustBe(401);
        (await InAsync(device)).Answer.MustRefuse(401, "SignInRefused");
        (await PasswordAsync("triage", null)).MustRefuse(401, "SecondFactorNeeded");
        (await PasswordAsync("triage", recovery[0])).MustRefuse(401, "SignInRefused");
        var let = await PasswordAsync("triage", code);
        own.Bear((string)let["accessToken"]!);
        (await own.GetAsync("/notices")).MustRefuse(403, "SecondFactorMustBeSetUp");
        Assert.That((await MakeAsync(own, next)).Strings("recoveryCodes"), Has.Count.EqualTo(10));
        (await own.GetAsync("/notices")).MustBe(200);
        (await InAsync(next)).Answer.MustBe(200);
        (await PasswordAsync("triage", null)).MustRefuse(401, "SecondFactorNeeded");

        // A password given anew leaves them, as it leaves an authenticator; who comes in chooses another first.
        var once = (string)(await granting.DoAsync(of + "/password-resets"))["password"]!;
        own.Bear((string)(await InAsync(next)).Answer["accessToken"]!);
        (await own.GetAsync("/notices")).MustRefuse(403, "PasswordMustBeChanged");
        (await own.PostAsync("/own/passkeys/options", new { })).MustRefuse(403, "PasswordMustBeChanged");
        await own.PostAsync("/own/passwords", new { oldPassword = once, newPassword = "示例-新的-口令-四五六" });
        (await own.GetAsync("/notices")).MustBe(200);
    }

    [Test]
    public async Task On_the_pages_one_is_begun_made_and_removed()
    {
        using var device = new SoftAuthenticator();
        var browser = await _app.Browser("leader");
        var logins = await browser.SeeAsync("/logins");
        Assert.That(logins.Document.QuerySelector("a[href='/logins/passkeys']"), Is.Not.Null);
        var page = await browser.SeeAsync("/logins/passkeys");
        var begun = await page.FormWith("Name").Fill("Name", "示例电脑").SubmitAsync("添加通行密钥");
        var button = begun.Document.QuerySelector("button[data-passkey-make]")!;
        var options = System.Text.Json.Nodes.JsonNode.Parse(button.GetAttribute("data-passkey-make")!)!;
        var fields = new Dictionary<string, string>
        {
            ["Name"] = begun.FormWith("Name").Value("Name")!,
            ["Credential"] = device.Make(options).ToJsonString(),
            ["__RequestVerificationToken"] = begun.FormWith("Name").Value("__RequestVerificationToken")!,
        };
        using var content = new FormUrlEncodedContent(fields);
        var done = await browser.PostAsync(button.GetAttribute("data-passkey-then")!, content);
        Assert.That(done.Document.QuerySelectorAll("li code").Length, Is.EqualTo(10), done.Text);
        Assert.That(done.Text, Does.Contain("示例电脑").And.Contain("已同步到您的其他设备"));
        using var again = new FormUrlEncodedContent(fields);
        var refused = await browser.PostAsync(button.GetAttribute("data-passkey-then")!, again);
        Assert.That(refused.Status, Is.EqualTo(409));
        Assert.That(refused.Text, Does.Contain("请重新开始"));

        // Who brings the password is asked for more, and a recovery code is typed where an authenticator's would be.
        var other = await _app.Browser();
        var form = (await other.GetAsync("/sign-in")).FormWith("UserName");
        var asked = await form.Fill("UserName", "leader").Fill("Password", World.Password).SubmitAsync();
        Assert.That(asked.Text, Does.Contain("通行密钥登录"));
        var recovery = done.Document.QuerySelectorAll("li code")[0].TextContent;
        var let = await asked.FormWith("Totp").Fill("Totp", recovery).SubmitAsync();
        Assert.That(let.Path, Is.Not.EqualTo("/sign-in"), let.Text);
        var list = await other.SeeAsync("/logins/passkeys");
        var removed = await list.FormWith("passkeyId").SubmitAsync("删除");
        Assert.That(removed.Text, Does.Contain("通行密钥已删除").And.Contain("您还没有通行密钥"));
    }

    private async Task<Answer> PasswordAsync(string userName, string? totp) =>
        await (await _app.Api()).PostAsync(
            "/sign-in",
            new
            {
                userName,
                password = World.Password,
                totp,
            }
        );

    // Its sessions began a while ago.
    private Task StaleAsync(string user) =>
        _app.ExecuteAsync(
            "UPDATE sessions SET proven_at = proven_at - interval '601 seconds' WHERE person_id = {0}",
            _app.World[user].Id.Value
        );
}
