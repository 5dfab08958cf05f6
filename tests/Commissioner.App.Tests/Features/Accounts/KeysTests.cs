using Commissioner.App.Security;
using Commissioner.App.Tests.Features.Audit;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Accounts;

/// <summary>Programs act by keys: for one person, for a time, as far as the key reaches, and never on an account.</summary>
public sealed class KeysTests : OnOneApp
{
    [Test]
    public async Task A_key_acts_as_its_person_till_it_is_revoked()
    {
        var person = await App.Api("commissioner2");
        var made = await MakeAsync(person, "Write");
        var text = (string)made["key"]!;
        Assert.That(text, Does.Match("^ck_[A-Za-z0-9_-]{43}$"));
        var program = await WithAsync(text);
        (await program.GetAsync("/cases")).MustBe(200);
        var phone = $"/people/{App.World["commissioner2"].Id}/phone";
        (await program.PostAsync(phone, new { phone = "13800000000" })).MustBe(201);
        Assert.That((await App.AuditAsync()).Last(r => r.What == "GivePhone").KeyId?.ToString(), Is.EqualTo(made.Id));

        Assert.That((await (await App.Browser("auditor")).SeeAsync("/audit?what=GivePhone")).Text, Does.Contain(text[..8] + "…"));

        var line = (await person.SeeAsync("/logins/keys"))["items"]!.AsArray().Single(k => (string)k!["id"]! == made.Id)!;
        Assert.That((string)line["start"]!, Is.EqualTo(text[..8]));
        Assert.That(line["seenAt"], Is.Not.Null);
        (await (await App.Api("commissioner3")).DeleteAsync($"/logins/keys/{made.Id}")).MustBe(404);
        (await person.DeleteAsync($"/logins/keys/{made.Id}")).MustBe(204);
        (await program.GetAsync("/cases")).MustRefuse(401, "NotSignedIn");
        (await person.DeleteAsync($"/logins/keys/{made.Id}")).MustBe(404);
    }

    [Test]
    public async Task Whatever_is_wrong_with_a_key_the_answer_is_the_same()
    {
        var person = await App.Api("commissioner3");
        async Task<string> AnswerTo(string text)
        {
            var answer = await (await WithAsync(text)).GetAsync("/cases");
            answer.MustRefuse(401, "NotSignedIn");
            return answer.Text + answer.Headers;
        }

        var unknown = await AnswerTo("ck_" + new string('A', 43));
        Assert.That(await AnswerTo("ck_x"), Is.EqualTo(unknown));
        var ended = await MakeAsync(person, "Read");
        await App.ExecuteAsync("UPDATE api_keys SET ends_at = now() WHERE id = {0}", Guid.Parse(ended.Id));
        Assert.That(await AnswerTo((string)ended["key"]!), Is.EqualTo(unknown));
        Assert.That((await person.SeeAsync("/logins/keys"))["items"]!.AsArray().Select(k => (bool)k!["hasEnded"]!), Has.Member(true));

        var resting = await MakeAsync(person, "Read");
        await App.ExecuteAsync("UPDATE accounts SET lockout_end = now() + interval '1 minute' WHERE user_name = 'commissioner3'");
        Assert.That(await AnswerTo((string)resting["key"]!), Is.EqualTo(unknown));
        await App.ExecuteAsync("UPDATE accounts SET lockout_end = NULL WHERE user_name = 'commissioner3'");
        (await (await WithAsync((string)resting["key"]!)).GetAsync("/cases")).MustBe(200);
        await App.ExecuteAsync("DELETE FROM api_keys WHERE id = {0}", Guid.Parse(ended.Id));
    }

    [Test]
    public async Task A_key_that_reads_changes_nothing()
    {
        var person = await App.Api("enterprise1");
        var program = await WithAsync((string)(await MakeAsync(person, "Read"))["key"]!);
        (await program.GetAsync("/cases")).MustBe(200);
        var filed = new
        {
            title = "示例",
            description = "示例：请协助处理。",
            category = "Other",
            urgency = "Ordinary",
        };
        await using var db = App.Db();
        var before = await db.Cases.CountAsync();
        (await program.PostAsync("/cases", filed)).MustRefuse(403, "KeyOnlyReads");
        (await program.RehearseAsync("/cases", filed)).MustRefuse(403, "KeyOnlyReads");
        Assert.That(await db.Cases.CountAsync(), Is.EqualTo(before));
        var refused = (await App.AuditAsync()).Last(r => r.What == "SubmitCase");
        Assert.That((refused.Outcome, refused.KeyId is not null), Is.EqualTo(("KeyOnlyReads", true)));
    }

    [Test]
    public async Task No_key_touches_an_account_or_a_key()
    {
        var enterprise = await WithAsync((string)(await MakeAsync(await App.Api("enterprise2"), "Write"))["key"]!);
        (await enterprise.PostAsync("/own/passwords", new { oldPassword = World.Password, newPassword = "x" })).MustRefuse(
            403,
            "KeyMayNotDoThis"
        );
        foreach (var path in new[] { "/own/sessions", "/own/second-factors", "/logins/keys" })
        {
            (await enterprise.GetAsync(path)).MustRefuse(403, "KeyMayNotDoThis");
        }

        (await enterprise.PostAsync("/own/second-factors", new { code = (string?)null })).MustRefuse(403, "KeyMayNotDoThis");
        (await enterprise.PostAsync("/logins/keys", Asked("Read"))).MustRefuse(403, "KeyMayNotDoThis");
        (await enterprise.PostAsync("/sign-out")).MustRefuse(403, "KeyMayNotDoThis");

        var security = await WithAsync((string)(await MakeAsync(await App.Api("secadmin"), "Write"))["key"]!);
        (await security.GetAsync("/accounts")).MustRefuse(403, "KeyMayNotDoThis");
        (await security.PostAsync($"/accounts/{App.World["leader"].Id}/password-resets")).MustRefuse(403, "KeyMayNotDoThis");
        (await security.PostAsync($"/accounts/{App.World["leader"].Id}/keys", Asked("Read"))).MustRefuse(403, "KeyMayNotDoThis");
    }

    [Test]
    public async Task A_key_opens_the_API_alone()
    {
        var text = (string)(await MakeAsync(await App.Api("auditor"), "Write"))["key"]!;
        using var http = App.Client();
        http.DefaultRequestHeaders.Authorization = new("Bearer", text);
        foreach (var path in new[] { "/audit", "/logins/keys", "/live", "/docs" })
        {
            using var answer = await http.GetAsync(path);
            Assert.That(answer.Headers.Location?.PathAndQuery, Does.StartWith("/sign-in"), path);
        }

        using var jobs = await http.GetAsync("/jobs");
        Assert.That((int)jobs.StatusCode, Is.EqualTo(404));
        (await (await WithAsync(text)).GetAsync("/audit")).MustBe(200);
    }

    [Test]
    public async Task Its_text_is_shown_once_and_kept_nowhere()
    {
        foreach (var user in new[] { "enterprise3", "commissioner5" })
        {
            var browser = await App.Browser(user);
            var page = await browser.SeeAsync("/logins/keys");
            Assert.That(page.Text, Does.Contain("还没有密钥"));
            var wrong = await page.FormWith("Days").Fill("Name", "示例只读").Fill("Scope", "Read").Fill("Days", "366").SubmitAsync();
            Assert.That((wrong.Status, wrong.FormWith("Days").Value("Name")), Is.EqualTo((422, "示例只读")), wrong.Text);
            Assert.That(wrong.Document.QuerySelector("#Days-error"), Is.Not.Null);
            var made = await wrong.FormWith("Days").Fill("Days", "30").SubmitAsync();
            var text = made.Document.QuerySelector(".key-once")!.TextContent;
            (await (await WithAsync(text)).GetAsync("/cases")).MustBe(200);

            var later = await browser.SeeAsync("/logins/keys");
            Assert.That(later.Text, Does.Contain(text[..8]).And.Not.Contain(text).And.Contain("只读"));
            Assert.That(App.Logged, Has.None.Contains(text));
            await using var db = App.Db();
            var kept = await db.ApiKeys.AsNoTracking().SingleAsync(k => k.PersonId == App.World[user].Id);
            Assert.That((kept.Start, kept.Hash), Is.Not.EqualTo((text, text)));
            Assert.That(await db.CarriedOut.CountAsync(c => c.Answer.Contains(text)), Is.Zero);
            Assert.That((await later.FormWith("keyId").SubmitAsync()).Text, Does.Contain("已吊销").And.Contain("还没有密钥"));
        }
    }

    [Test]
    public async Task A_reset_revokes_them_and_who_ends_its_other_sessions_keeps_them()
    {
        var person = await App.Api("commissioner6");
        var program = await WithAsync((string)(await MakeAsync(person, "Read"))["key"]!);
        (await person.PostAsync("/own/sessions/endings")).MustBe(200);
        (await program.GetAsync("/cases")).MustBe(200);
        var reset = await (await App.Api("secadmin")).PostAsync($"/accounts/{App.World["commissioner6"].Id}/password-resets");
        reset.MustBe(201);
        (await program.GetAsync("/cases")).MustRefuse(401, "NotSignedIn");

        // Whoever owes its account something makes none in the meantime.
        var owing = await App.Api();
        await owing.SignInAsync("commissioner6", (string)reset["password"]!);
        (await owing.PostAsync("/logins/keys", Asked("Read"))).MustRefuse(403, "PasswordMustBeChanged");
    }

    [Test]
    public async Task The_security_administrator_makes_them_for_other_systems_alone()
    {
        var browser = await App.Browser("secadmin");
        var page = await browser.SeeAsync($"/logins/keys/of/{App.World["triage2"].Id}");
        var made = await page.FormWith("Days").Fill("Name", "示例园区门户").Fill("Scope", "Write").Fill("Days", "365").SubmitAsync();
        var text = made.Document.QuerySelector(".key-once")!.TextContent;
        (await (await WithAsync(text)).GetAsync("/cases")).MustBe(200);
        var own = await (await App.Api("triage2")).SeeAsync("/logins/keys");
        Assert.That(own.Each("items", "madeBy"), Is.EqualTo(new[] { "示例安全管理员" }), "whose account it is sees it");

        var security = await App.Api("secadmin");
        async Task<Answer> For(string user) => await security.PostAsync($"/accounts/{App.World[user].Id}/keys", Asked("Read"));
        (await For("secadmin")).MustRefuse(403, "NotOnesOwnAccount");
        (await For("sysadmin")).MustRefuse(409, "NoKeyForThisAccount");
        (await For("auditor")).MustRefuse(409, "NoKeyForThisAccount");
        // It sees all cases, and has no authenticator yet.
        (await For("supervisor")).MustRefuse(409, "NoKeyForThisAccount");
        (await For("enterprise1")).MustBe(404);
        (await security.GetAsync($"/accounts/{App.World["enterprise1"].Id}/keys")).MustBe(404);
        await App.ExecuteAsync("UPDATE accounts SET totp_key = 'x' WHERE user_name = 'callback'");
        (await For("callback")).MustRefuse(409, "NoKeyForThisAccount");
        (await (await App.Api("triage")).PostAsync($"/accounts/{App.World["leader"].Id}/keys", Asked("Read"))).MustBe(403);

        Assert.That((await made.FormWith("keyId").SubmitAsync()).Text, Does.Contain("已吊销"));
        (await (await WithAsync(text)).GetAsync("/cases")).MustBe(401);
    }

    [Test]
    public async Task What_is_asked_for_is_demanded_whole()
    {
        var person = await App.Api("leader");
        var answer = await person.PostAsync("/logins/keys", new { });
        answer.MustRefuse(422, "NotWellFormed");
        Assert.That(answer["errors"]!.AsObject().Select(e => e.Key), Is.EquivalentTo(new[] { "name", "scope", "days" }));
        (
            await person.PostAsync(
                "/logins/keys",
                new
                {
                    name = "示例",
                    scope = "Read",
                    days = 0,
                }
            )
        ).MustBe(422);
        (
            await person.PostAsync(
                "/logins/keys",
                new
                {
                    name = "示例",
                    scope = "All",
                    days = 1,
                }
            )
        ).MustBe(422);
        for (var i = 0; i < KeyBook.Most; i++)
        {
            await MakeAsync(person, "Read");
        }

        (await person.PostAsync("/logins/keys", Asked("Read"))).MustRefuse(409, "TooManyKeys");
    }

    [Test]
    public async Task A_key_costs_one_query_and_is_then_remembered_as_a_session_is()
    {
        var person = await App.Api("department2");
        var program = await WithAsync((string)(await MakeAsync(person, "Read"))["key"]!);
        (await person.GetAsync("/notices")).MustBe(200);
        var statements = App.Count();
        statements.TakeWrites();
        (await person.GetAsync("/notices")).MustBe(200);
        var bySession = statements.Take().Sent;
        (await program.GetAsync("/notices")).MustBe(200);
        Assert.That((statements.Take().Sent, statements.TakeWrites()), Is.EqualTo((bySession + 1, 1)), "and it is noted that it is used");
        (await program.GetAsync("/notices")).MustBe(200);
        Assert.That((statements.Take().Sent, statements.TakeWrites()), Is.EqualTo((bySession, 0)));
    }

    [Test]
    public async Task Guesses_from_one_address_are_let_through_three_hundred_times_a_minute()
    {
        var text = (string)(await MakeAsync(await App.Api("department3"), "Read"))["key"]!;
        var guesser = await WithAsync("ck_wrong");
        for (var i = 0; i < WrongKeys.AMinute; i++)
        {
            (await guesser.GetAsync("/cases")).MustBe(401);
        }

        guesser.Bear(text);
        var late = await guesser.GetAsync("/cases");
        late.MustRefuse(429, "TooManyRequests");
        Assert.That(late.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromMinutes(1)));
        (await (await WithAsync(text)).GetAsync("/cases")).MustBe(200);
    }

    private async Task<Api> WithAsync(string key)
    {
        var api = await App.Api();
        api.Bear(key);
        return api;
    }

    private static object Asked(string scope) =>
        new
        {
            name = "示例程序",
            scope,
            days = 30,
        };

    private static Task<Answer> MakeAsync(Api person, string scope) => person.DoAsync("/logins/keys", Asked(scope));
}
