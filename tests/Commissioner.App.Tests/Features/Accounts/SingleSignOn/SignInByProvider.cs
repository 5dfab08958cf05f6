using System.Text;
using Commissioner.App.Jobs;
using Commissioner.App.Security;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Features.SingleSignOn;

/// <summary>
/// The park's provider of identities lets in who has bound itself, and takes newcomers in by a table of roles; what it did not say is not
/// believed.
/// Each test has people of its own.
/// </summary>
public sealed class SignInByProvider
{
    private const string Refused = "登录未被接受，可能已过期或被重复使用，请重新开始";
    private const string Unbound = "还没有绑定本系统的账号：请先用密码或手机登录，再到“我的登录”里绑定";
    private const string NoRole = "统一身份认证没有给您本系统的角色，请联系安全管理员";
    private const string Away = "对方的登录服务暂时没有响应，请稍后再试，或用密码、手机登录";

    private Provider _provider = null!;
    private TestApp _app = null!;
    private IServiceProvider _invitedOnly = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _provider = await Provider.StartAsync();
        _app = await TestApp.StartAsync(
            settings: _provider.Settings(
                ("JustInTime", "true"),
                ("Roles:0", "CN=office,DC=example=TriageDesk"),
                ("Roles:1", "seats=HotlineSeat"),
                ("Roles:2", "handlers=DepartmentHandler"),
                ("SecondFactorValues:0", "mfa")
            )
        );
        _invitedOnly = _app.StartNode(_provider.Settings());
    }

    [OneTimeTearDown]
    public async Task End()
    {
        await _app.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [SetUp]
    public void Honest() => (_provider.Forges, _provider.SignedByAStranger, _provider.IsDown) = (null, false, false);

    [Test]
    public async Task Where_nothing_is_configured_nothing_answers()
    {
        await using var app = await TestApp.StartAsync();
        var visitor = new Visitor(app);
        await visitor.ByPasswordAsync("triage");
        var http = visitor.Http;
        foreach (var path in new[] { "oidc", "oidc/arrived?code=c&state=s", "wechat", "wechat/arrived", "wecom", "wecom/arrived", "bind" })
        {
            using var answer = await http.GetAsync("/single-sign-on/" + path);
            Assert.That((int)answer.StatusCode, Is.EqualTo(404), path);
        }

        using var anybody = app.Client();
        Assert.That((await new Browser(anybody).GetAsync("/sign-in")).Document.QuerySelector("a[href*='single-sign-on']"), Is.Null);
        Assert.That((await (await app.Browser("triage")).SeeAsync("/logins")).Text, Does.Not.Contain("其他登录方式"));
    }

    [Test]
    public async Task Who_has_bound_itself_is_let_in_and_after_it_has_unbound_itself_no_more()
    {
        _provider.Who = new("leader-1", "secadmin", "示例冒名");
        var stranger = new Visitor(_app, _invitedOnly);
        await stranger.MustBeToldAsync(await stranger.SignInAsync(), Unbound);

        var own = new Visitor(_app, _invitedOnly);
        await own.ByPasswordAsync("leader");
        await own.BindAsync();
        Assert.That((await own.GetAsync("/logins")).Text, Does.Contain("示例园区统一门户").And.Contain("绑定，下次可以用它登录"));

        // On another node, and where it wanted to go.
        var visitor = new Visitor(_app, _invitedOnly);
        var page = await visitor.GetAsync("/sign-in?returnUrl=%2Fnotices%3Fa%3D1");
        var link = page.Document.QuerySelector("a[href*='single-sign-on']")!;
        Assert.That(link.TextContent, Is.EqualTo("用示例园区统一门户登录"));
        Assert.That(await visitor.SignInAsync(link.GetAttribute("href")!), Is.EqualTo("/notices?a=1"));
        Assert.That(await visitor.IsInAsync(), Is.True);
        await MustBeRecordedAsync("SignInExternally", AuditEntry.Done, _app.World["leader"].Id.Value);
        await MustBeRecordedAsync("BindExternalLogin", AuditEntry.Done, null);

        var logins = await own.GetAsync("/logins");
        Assert.That((await logins.FormWith("loginId").SubmitAsync()).Status, Is.EqualTo(302));
        await Task.Delay(SessionBook.Remembered + TimeSpan.FromMilliseconds(200));
        Assert.That(await visitor.IsInAsync(), Is.False, "what may have begun by it ends");
        await visitor.MustBeToldAsync(await visitor.SignInAsync(), Unbound);
        // Where newcomers are taken in it is none.
        var elsewhere = new Visitor(_app);
        await elsewhere.MustBeToldAsync(await elsewhere.SignInAsync(), Unbound);
        await using var db = _app.Db();
        Assert.That(await db.People.AnyAsync(p => p.Name == "示例冒名"), Is.False);
    }

    [Test]
    public async Task A_newcomer_holds_what_the_table_says_as_long_as_the_provider_says_it()
    {
        _provider.Who = new("new-1", "shili.xinren@example.com", "示例新人") { Groups = ["CN=office,DC=example", "seats", "unknown"] };
        Assert.That(await new Visitor(_app).SignInAsync(), Does.StartWith("/cases/queue"));
        Assert.That(await HeldAsync("shili.xinren"), Is.EqualTo(new[] { Role.TriageDesk, Role.HotlineSeat }));

        // What the park adds is the park's, and what it takes does not come back by itself.
        var granting = await _app.Api("secadmin");
        var id = await IdAsync("shili.xinren");
        _app.Advance(TimeSpan.FromSeconds(1));
        await granting.DoAsync($"/staff/{id}/roles", new { roles = new[] { "HotlineSeat", "Leader" }, reason = "示例" });
        await new Visitor(_app).SignInAsync();
        Assert.That(await HeldAsync("shili.xinren"), Is.EqualTo(new[] { Role.HotlineSeat, Role.Leader }));
        _app.Advance(TimeSpan.FromSeconds(1));

        _provider.Who = _provider.Who with { Groups = ["handlers"], Department = "D02" };
        await new Visitor(_app).SignInAsync();
        Assert.That(await HeldAsync("shili.xinren"), Is.EqualTo(new[] { Role.DepartmentHandler, Role.Leader }));
        var history = await granting.SeeAsync($"/role-changes?person={id}");
        Assert.That(history.Each("items", "proposedBy"), Is.EqualTo(new[] { null, "示例安全管理员", null }));
        Assert.That((await (await _app.Browser("secadmin")).SeeAsync($"/staff/roles/{id}")).Text, Does.Contain("统一身份认证的角色对照表"));
        _app.Advance(TimeSpan.FromSeconds(1));

        await granting.DoAsync(
            $"/staff/{id}/roles",
            new
            {
                roles = new[] { "DepartmentHandler" },
                departmentId = _app.World.Departments[1].Id.ToString(),
                reason = "示例",
            }
        );
        var before = new Visitor(_app);
        await before.SignInAsync();
        _provider.Who = _provider.Who with { Groups = [] };
        var visitor = new Visitor(_app);
        await visitor.MustBeToldAsync(await visitor.SignInAsync(), NoRole);
        Assert.That(await HeldAsync("shili.xinren"), Is.Empty);
        await Task.Delay(SessionBook.Remembered + TimeSpan.FromMilliseconds(200));
        Assert.That(await before.IsInAsync(), Is.False);

        // It has not left: at the provider's next word it is here again.
        _provider.Who = _provider.Who with
        {
            Groups = ["seats"],
        };
        await visitor.SignInAsync();
        Assert.That(await visitor.IsInAsync(), Is.True);

        // The park lets it go: the provider's word makes no newcomer of it.
        await granting.DoAsync($"/staff/{id}/roles", new { roles = Array.Empty<string>(), reason = "示例调离" });
        var gone = new Visitor(_app);
        await gone.MustBeToldAsync(await gone.SignInAsync(), Unbound);
    }

    [Test]
    public async Task Nobody_is_taken_in_under_anothers_name_without_a_name_or_without_a_role()
    {
        foreach (
            var (who, words) in new[]
            {
                (new Vouched("imposter-1", "secadmin") { Groups = ["seats"] }, "用户名"),
                (new Vouched("imposter-2", "SecAdmin@elsewhere.example") { Groups = ["seats"] }, "用户名"),
                (new Vouched("imposter-3") { Groups = ["seats"] }, "用户名"),
                (new Vouched("imposter-4", "示例") { Groups = ["seats"] }, "用户名"),
                (new Vouched("imposter-5", "shili.wujuese"), "没有给您本系统的角色"),
                (new Vouched("imposter-6", "shili.wubumen") { Groups = ["handlers"] }, "部门"),
                (new Vouched("imposter-7", "shili.wubumen") { Groups = ["handlers"], Department = "none" }, "部门"),
            }
        )
        {
            _provider.Who = who;
            var visitor = new Visitor(_app);
            var where = await visitor.SignInAsync();
            Assert.That((await visitor.GetAsync(where)).Texts(".reasons li").Single(), Does.Contain(words), who.ToString());
            Assert.That(await visitor.IsInAsync(), Is.False);
        }

        await using var db = _app.Db();
        Assert.That(await db.Accounts.CountAsync(a => a.UserName!.StartsWith("shili.wu")), Is.Zero);
        Assert.That(await db.Accounts.CountAsync(a => a.NormalizedUserName == "SECADMIN"), Is.EqualTo(1));
    }

    [Test]
    public async Task Of_a_newcomer_who_comes_many_times_at_once_there_is_one()
    {
        _provider.Who = new("crowd-1", "shili.yongji", "示例拥挤") { Groups = ["seats"] };
        var visitors = Enumerable.Range(0, 6).Select(_ => new Visitor(_app)).ToList();
        var backs = new List<(Visitor, Uri)>();
        foreach (var visitor in visitors)
        {
            backs.Add((visitor, await visitor.OutAsync()));
        }

        await Task.WhenAll(backs.Select(b => b.Item1.BackAsync(b.Item2)));
        foreach (var visitor in visitors)
        {
            Assert.That(await visitor.IsInAsync(), Is.True);
        }

        await using var db = _app.Db();
        Assert.That(await db.Accounts.CountAsync(a => a.UserName == "shili.yongji"), Is.EqualTo(1));
        Assert.That(await db.People.CountAsync(p => p.Name == "示例拥挤"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_answer_counts_once_and_in_the_browser_that_asked()
    {
        await BoundAsync("hotline", "seat-1");
        var visitor = new Visitor(_app, _invitedOnly);
        var back = await visitor.OutAsync();
        var thief = new Visitor(_app, _invitedOnly);
        await thief.MustBeToldAsync(await thief.BackAsync(back), Refused);
        // It may come back to another node, and not twice.
        Assert.That(await visitor.BackAsync(back), Does.Not.StartWith("/sign-in"));
        visitor.Http.DefaultRequestHeaders.Add("X-None", "1");
        Assert.That(await visitor.BackAsync(back), Does.StartWith("/sign-in"));
        await thief.OutAsync();
        await thief.MustBeToldAsync(await thief.BackAsync(back), Refused);
        var again = await thief.OutAsync();
        var state = System.Web.HttpUtility.ParseQueryString(again.Query)["state"]!;
        foreach (
            var query in new[]
            {
                "",
                "?code=x",
                "?state=x&code=x",
                $"?code=x&state={Uri.EscapeDataString(state)}",
                "?error=access_denied",
                "?error=server_error&error_description=%00%3Cscript%3E&state=x",
                "?id_token=x&state=x",
            }
        )
        {
            await thief.MustBeToldAsync(await thief.BackAsync(new("http://localhost/single-sign-on/oidc/arrived" + query)), Refused);
        }

        await MustBeRecordedAsync("SignInExternally", "ExternalLoginRefused", null);
    }

    [Test]
    public async Task A_token_that_is_forged_strange_or_too_old_lets_nobody_in()
    {
        await BoundAsync("callback", "agent-1");
        foreach (
            var forge in new Action<Dictionary<string, object>>[]
            {
                c => c["nonce"] = "another",
                c => c.Remove("nonce"),
                c => c["iss"] = "https://other.example/",
                c => c["aud"] = "another-client",
                c => c["exp"] = TimeProvider.System.GetUtcNow().AddMinutes(-10).ToUnixTimeSeconds(),
                c => c["nbf"] = TimeProvider.System.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds(),
                c => c.Remove("exp"),
                c => c.Remove("sub"),
            }
        )
        {
            _provider.Forges = forge;
            var visitor = new Visitor(_app, _invitedOnly);
            await visitor.MustBeToldAsync(await visitor.SignInAsync(), Refused);
        }

        _provider.Forges = null;
        _provider.SignedByAStranger = true;
        var stranger = new Visitor(_app, _invitedOnly);
        await stranger.MustBeToldAsync(await stranger.SignInAsync(), Refused);
        _provider.SignedByAStranger = false;
        // Nothing else was wrong.
        _provider.Forges = c => c["harmless"] = "x";
        Assert.That(await stranger.SignInAsync(), Does.Not.StartWith("/sign-in"));
        Assert.That(_app.Faults, Is.Empty);
    }

    [Test]
    public async Task Another_providers_person_of_the_same_name_is_somebody_else()
    {
        await BoundAsync("appraiser", "same");
        await using var other = await Provider.StartAsync();
        other.Who = new("same");
        var node = _app.StartNode(other.Settings());
        var visitor = new Visitor(_app, node);
        await visitor.MustBeToldAsync(await visitor.SignInAsync(), Unbound);
    }

    [Test]
    public async Task While_the_provider_is_away_a_page_says_so_and_passwords_let_in()
    {
        _provider.Who = new("away-1");
        var there = new Visitor(_app, _invitedOnly);
        var back = await there.OutAsync();
        _provider.IsDown = true;
        await there.MustBeToldAsync(await there.BackAsync(back), Away);

        var settings = _provider.Settings(("Authority", "http://127.0.0.1:1"));
        var node = _app.StartNode(settings);
        var visitor = new Visitor(_app, node);
        using var sent = await visitor.Http.GetAsync("/single-sign-on/oidc?returnUrl=%2Fnotices");
        Assert.That(sent.Headers.Location!.OriginalString, Is.EqualTo("/sign-in?returnUrl=%2Fnotices"));
        await visitor.MustBeToldAsync("/sign-in?returnUrl=%2Fnotices", Away);
        await visitor.ByPasswordAsync("triage2");
        Assert.That(await visitor.IsInAsync(), Is.True);
        await MustBeRecordedAsync("SignInExternally", "ExternalLoginAway", null);
    }

    [TestCase("https://evil.example/")]
    [TestCase("//evil.example/")]
    [TestCase("/\\evil.example/")]
    [TestCase("javascript:alert(1)")]
    public async Task Nobody_is_led_out_of_here(string returnUrl)
    {
        await BoundAsync("commissioner6", "out-6");
        var visitor = new Visitor(_app, _invitedOnly);
        Assert.That(
            await visitor.SignInAsync("/single-sign-on/oidc?draft=x&returnUrl=" + Uri.EscapeDataString(returnUrl)),
            Is.EqualTo("/cases/queue")
        );
    }

    [Test]
    public async Task The_authenticator_is_asked_unless_the_provider_has_asked_for_a_second_factor()
    {
        await BoundAsync("commissioner5", "five");
        var key = await SetUpAsync("commissioner5");
        var visitor = new Visitor(_app);
        Assert.That(await visitor.SignInAsync("/single-sign-on/oidc?returnUrl=%2Fnotices"), Is.EqualTo("/sign-in?returnUrl=%2Fnotices"));
        Assert.That(await visitor.IsInAsync(), Is.False);
        var another = new Visitor(_app);
        await another.SignInAsync("/single-sign-on/oidc?returnUrl=%2Fnotices");
        var page = await another.GetAsync("/sign-in?returnUrl=%2Fnotices");
        var wrong = await page.Form().Fill("Totp", "000000").SubmitAsync();
        Assert.That(wrong.Status, Is.EqualTo(422));
        var next = await page.Form().Fill("Totp", Code(key)).SubmitAsync();
        Assert.That(next.Headers.Location?.OriginalString, Is.EqualTo("/notices"), next.Text);

        _provider.Who = _provider.Who with { Ways = ["pwd", "mfa"] };
        var strong = new Visitor(_app);
        Assert.That(await strong.SignInAsync("/single-sign-on/oidc?returnUrl=%2Fnotices"), Is.EqualTo("/notices"));
        // Another installation believes no such word.
        var elsewhere = new Visitor(_app, _invitedOnly);
        Assert.That(await elsewhere.SignInAsync(), Is.EqualTo("/sign-in"));
    }

    [Test]
    public async Task Whoever_has_a_passkey_is_not_let_in_by_the_providers_word_alone()
    {
        await BoundAsync("department6", "keyed");
        await using var db = _app.Db();
        var now = TimeProvider.System.GetUtcNow();
        db.Passkeys.Add(
            new()
            {
                Id = Id<Passkey>.New(now),
                AccountId = _app.World["department6"].Id.Value,
                Name = "示例通行密钥",
                CredentialId = [1, 2, 3],
                PublicKey = [4, 5, 6],
                MadeAt = now,
            }
        );
        await db.SaveChangesAsync();
        var visitor = new Visitor(_app);
        Assert.That(await visitor.SignInAsync("/single-sign-on/oidc?returnUrl=%2Fnotices"), Is.EqualTo("/sign-in?returnUrl=%2Fnotices"));
        Assert.That(await visitor.IsInAsync(), Is.False);
    }

    [Test]
    public async Task Roles_that_need_a_second_factor_set_ours_up_unless_the_provider_asks_for_one()
    {
        await BoundAsync("supervisor", "watch-1");
        var required = _provider.Settings(("SecondFactorValues:0", "mfa"));
        required["Commissioner:SecondFactor"] = "Required";
        var node = _app.StartNode(required);
        var weak = new Visitor(_app, node);
        Assert.That(await weak.SignInAsync(), Is.EqualTo("/supervision"));
        Assert.That((await weak.GetAsync("/supervision")).Headers.Location?.OriginalString, Is.EqualTo("/logins/second-factor"));
        _provider.Who = _provider.Who with { Ways = ["mfa"] };
        var strong = new Visitor(_app, node);
        await strong.SignInAsync();
        Assert.That((await strong.GetAsync("/supervision")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task An_account_that_rests_or_was_reset_is_as_with_a_password()
    {
        await BoundAsync("commissioner4", "four");
        await _app.ExecuteAsync("UPDATE accounts SET lockout_end = now() + interval '1 hour' WHERE user_name = 'commissioner4'");
        var visitor = new Visitor(_app, _invitedOnly);
        await visitor.MustBeToldAsync(await visitor.SignInAsync(), "此账号目前不能登录，请稍后再试或联系安全管理员");
        await MustBeRecordedAsync("SignInExternally", "SignInRefused", _app.World["commissioner4"].Id.Value);
        await _app.ExecuteAsync("UPDATE accounts SET lockout_end = NULL, must_change_password = true WHERE user_name = 'commissioner4'");
        await visitor.SignInAsync();
        Assert.That((await visitor.GetAsync("/cases/queue")).Headers.Location?.OriginalString, Is.EqualTo("/logins/password"));
        // With a password for once nobody binds.
        var other = new Visitor(_app, _invitedOnly);
        await (await _app.Api("secadmin")).DoAsync($"/accounts/{_app.World["commissioner4"].Id}/password-resets");
        await other.MustBeToldAsync(await other.SignInAsync(), Unbound);
    }

    [Test]
    public async Task An_identity_is_bound_to_one_account_by_the_session_that_set_out()
    {
        await BoundAsync("commissioner1", "one");
        var other = new Visitor(_app, _invitedOnly);
        await other.ByPasswordAsync("commissioner2");
        Assert.That(await other.SignInAsync("/single-sign-on/oidc?bind=true"), Is.EqualTo("/single-sign-on/bind"));
        var taken = await (await other.GetAsync("/single-sign-on/bind")).Form().SubmitAsync();
        Assert.That((taken.Status, taken.Texts(".reasons li").Single()), Is.EqualTo((409, "它已绑定另一个账号，请先在那个账号解除")));

        // What one session was offered another can't take, though it is the same person's.
        _provider.Who = new("two");
        Assert.That(await other.SignInAsync("/single-sign-on/oidc?bind=true"), Is.EqualTo("/single-sign-on/bind"));
        var offer = (await other.GetAsync("/single-sign-on/bind")).FormWith("Offer").Value("Offer")!;
        foreach (var user in new[] { "commissioner3", "commissioner2" })
        {
            var thief = new Visitor(_app, _invitedOnly);
            await thief.ByPasswordAsync(user);
            _provider.Who = new("thief");
            await thief.SignInAsync("/single-sign-on/oidc?bind=true");
            var tried = await (await thief.GetAsync("/single-sign-on/bind")).FormWith("Offer").Fill("Offer", offer).SubmitAsync();
            Assert.That(tried.Texts(".reasons li").Single(), Is.EqualTo(Refused));
        }

        // Looking binds nobody; who is not signed in is offered nothing.
        var stranger = new Visitor(_app, _invitedOnly);
        Assert.That(await stranger.SignInAsync("/single-sign-on/oidc?bind=true"), Does.StartWith("/sign-in"));
        Assert.That((await stranger.GetAsync("/single-sign-on/bind")).Headers.Location!.PathAndQuery, Does.StartWith("/sign-in"));
        await using var db = _app.Db();
        var ids = new[] { _app.World["commissioner2"].Id, _app.World["commissioner3"].Id };
        Assert.That(await db.ExternalLogins.CountAsync(l => ids.Contains(l.PersonId)), Is.Zero);
    }

    [Test]
    public async Task A_session_is_a_new_one_and_an_ordinary_one()
    {
        await BoundAsync("department1", "dept-1");
        var visitor = new Visitor(_app, _invitedOnly);
        await visitor.ByPasswordAsync("department2");
        await visitor.SignInAsync();
        await using var db = _app.Db();
        var id = _app.World["department1"].Id;
        var session = await db.Sessions.AsNoTracking().Where(s => s.PersonId == id).OrderByDescending(s => s.BeganAt).FirstAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(session.EndsAt - session.BeganAt, Is.EqualTo(TimeSpan.FromHours(12)));
            Assert.That(session.IdleAt, Is.Not.Null);
            Assert.That(
                (await visitor.GetAsync("/logins")).Document.QuerySelector($"input[value='{session.Id}']"),
                Is.Null,
                "it is this one"
            );
        }
    }

    [Test]
    public async Task An_enterprises_person_does_not_come_in_by_the_staffs_provider()
    {
        var visitor = new Visitor(_app, _invitedOnly);
        await visitor.ByPasswordAsync("enterprise1");
        _provider.Who = new("enterprise-1");
        Assert.That((await visitor.GetAsync("/logins")).Text, Does.Not.Contain("其他登录方式"));
        Assert.That(await visitor.SignInAsync("/single-sign-on/oidc?bind=true"), Does.StartWith("/sign-in"), "nothing to bind");

        var both = _app.StartNode(_provider.Settings(("Enterprises", "true")));
        var bound = new Visitor(_app, both);
        await bound.ByPasswordAsync("enterprise1");
        await bound.BindAsync();
        var back = new Visitor(_app, both);
        Assert.That(await back.SignInAsync(), Is.EqualTo("/cases/mine"));
        var refused = new Visitor(_app, _invitedOnly);
        await refused.MustBeToldAsync(await refused.SignInAsync(), Unbound);
    }

    [Test]
    public async Task No_secret_and_no_token_is_in_a_log_and_no_subject_in_the_database()
    {
        await BoundAsync("auditor", "subject-5f1c9a");
        await new Visitor(_app, _invitedOnly).SignInAsync();
        await using var db = _app.Db();
        var id = _app.World["auditor"].Id;
        Assert.That((await db.ExternalLogins.SingleAsync(l => l.PersonId == id)).Mark, Does.Match("^[0-9A-F]{64}$"));
        Assert.That(_provider.Given, Is.Not.Empty);
        foreach (var never in _provider.Given.Append(Provider.Secret).Append("subject-5f1c9a"))
        {
            Assert.That(_app.Logged, Has.None.Contains(never));
        }
    }

    private async Task BoundAsync(string user, string subject)
    {
        var id = _app.World[user].Id;
        _provider.Who = new(subject);
        await using var db = _app.Db();
        if (await db.ExternalLogins.AnyAsync(l => l.PersonId == id && l.EndedAt == null))
        {
            return;
        }

        var own = new Visitor(_app, _invitedOnly);
        await own.ByPasswordAsync(user);
        await own.BindAsync();
    }

    private async Task<IReadOnlyList<Role>> HeldAsync(string userName)
    {
        await using var db = _app.Db();
        var id = await IdAsync(userName);
        return (await db.People.AsNoTracking().ToListAsync()).Single(p => p.Id.ToString() == id).Roles;
    }

    private async Task<string> IdAsync(string userName)
    {
        await using var db = _app.Db();
        return (await db.Accounts.SingleAsync(a => a.UserName == userName)).Id.ToString();
    }

    private async Task MustBeRecordedAsync(string what, string outcome, Guid? subject)
    {
        await using var db = _app.Db();
        Assert.That(
            await db.AuditLog.AnyAsync(a => a.What == what && a.Outcome == outcome && (subject == null || a.SubjectId == subject)),
            Is.True,
            $"{what} {outcome}"
        );
    }

    private async Task<string> SetUpAsync(string user)
    {
        var api = await _app.Api(user);
        var key = (string)(await api.DoAsync("/own/second-factors", new { code = (string?)null }))["key"]!;
        await api.DoAsync("/own/second-factors/confirmations", new { code = Code(key) });
        // As if it had been set up a while ago.
        await _app.ExecuteAsync("UPDATE accounts SET totp_step = 0");
        return key;
    }

    private string Code(string key)
    {
        var bits = string.Concat(
            key.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0'))
        );
        return Totp.Code(
            [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))],
            Totp.StepAt(_app.Services.GetRequiredService<DatabaseClock>().GetUtcNow())
        );
    }
}
