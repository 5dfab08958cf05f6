using System.Net;
using System.Web;
using Commissioner.App.Tests.Channels;
using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.SingleSignOn;

/// <summary>WeChat lets people of enterprises in who have bound themselves, 企业微信 staff; what it does not say is not believed.</summary>
public sealed class SignInByWeChat
{
    private const string Refused = "登录未被接受，可能已过期或被重复使用，请重新开始";
    private const string Unbound = "还没有绑定本系统的账号：请先用密码或手机登录，再到“我的登录”里绑定";
    private const string Away = "对方的登录服务暂时没有响应，请稍后再试，或用密码、手机登录";

    private FakeGateway _fake = null!;
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _fake = await FakeGateway.StartAsync();
        // WeChat's account is that of the messages, 企业微信's is named.
        var settings = Table.WeChat(_fake.Address, "shili-secret-71ab", "Templates").ToDictionary(s => s.Key, s => s.Value!);
        settings["Commissioner:PublicAddress"] = "https://park.example";
        settings["Commissioner:SingleSignOn:WeChat:On"] = "true";
        settings["Commissioner:SingleSignOn:WeCom:On"] = "true";
        settings["Commissioner:SingleSignOn:WeCom:AppId"] = "ww-shili";
        settings["Commissioner:SingleSignOn:WeCom:Secret"] = "shili-secret-52cd";
        settings["Commissioner:SingleSignOn:WeCom:AgentId"] = "1000002";
        settings["Commissioner:SingleSignOn:WeCom:BaseAddress"] = _fake.Address;
        _app = await TestApp.StartAsync(settings: settings);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        await _app.DisposeAsync();
        await _fake.DisposeAsync();
    }

    // As the two answer: 200 whatever happened, WeChat as plain text; a code is good once.
    [SetUp]
    public void Answers()
    {
        HashSet<string> used = [];
        _fake.Answer = asked =>
        {
            var query = HttpUtility.ParseQueryString(asked.Query);
            lock (used)
            {
                return asked.Path switch
                {
                    "/cgi-bin/gettoken" when query["corpid"] == "ww-shili" && query["corpsecret"] == "shili-secret-52cd" => new(
                        200,
                        """{"errcode":0,"errmsg":"ok","access_token":"token-w1","expires_in":7200}"""
                    ),
                    "/cgi-bin/gettoken" => new(200, """{"errcode":40001,"errmsg":"invalid credential"}"""),
                    "/cgi-bin/auth/getuserinfo" when query["access_token"] != "token-w1" => new(
                        200,
                        """{"errcode":42001,"errmsg":"expired"}"""
                    ),
                    "/cgi-bin/auth/getuserinfo" when !used.Add(query["code"]!) => new(200, """{"errcode":40029,"errmsg":"invalid code"}"""),
                    "/cgi-bin/auth/getuserinfo" when query["code"]!.StartsWith("outside", StringComparison.Ordinal) => new(
                        200,
                        """{"errcode":0,"errmsg":"ok","openid":"o-outside"}"""
                    ),
                    "/cgi-bin/auth/getuserinfo" => new(
                        200,
                        $$"""{"errcode":0,"errmsg":"ok","userid":"{{query["code"]!.Split('.')[0]}}"}"""
                    ),
                    "/sns/oauth2/access_token" when query["secret"] != "shili-secret-71ab" => new(
                        200,
                        """{"errcode":40125,"errmsg":"invalid appsecret"}""",
                        Type: "text/plain"
                    ),
                    "/sns/oauth2/access_token" when !used.Add(query["code"]!) => new(
                        200,
                        """{"errcode":40163,"errmsg":"code been used, rid: x"}""",
                        Type: "text/plain"
                    ),
                    "/sns/oauth2/access_token" => new(
                        200,
                        $$"""{"access_token":"at","expires_in":7200,"refresh_token":"rt","openid":"{{query["code"]!.Split('.')[0]}}","scope":"snsapi_base","unionid":"u"}""",
                        Type: "text/plain"
                    ),
                    _ => new(404),
                };
            }
        };
    }

    [Test]
    public async Task WeChat_lets_in_who_has_bound_itself()
    {
        var stranger = Phone();
        await MustBeUnboundAsync(stranger, "o-one.1", "/sign-in?by=phone");
        var own = Phone();
        await own.ByPasswordAsync("enterprise1");
        await BindAsync(own, "wechat", "o-one.2");
        var visitor = Phone();
        var page = await visitor.GetAsync("/sign-in?by=phone");
        var link = page.Document.QuerySelector("a[href*='single-sign-on/wechat']")!;
        Assert.That(link.TextContent, Is.EqualTo("用微信登录"));
        var (back, sent) = await OutAsync(visitor, link.GetAttribute("href")!);
        Assert.That(
            sent,
            Does.StartWith(
                    "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx-Templates&redirect_uri=https%3A%2F%2Fpark.example%2Fsingle-sign-on%2Fwechat%2Farrived&response_type=code&scope=snsapi_base&state="
                )
                .And.EndWith("#wechat_redirect")
        );
        Assert.That(await BackAsync(visitor, back, "o-one.3"), Is.EqualTo("/cases/mine"));
        Assert.That(await visitor.IsInAsync(), Is.True);

        // Each address leads back once, though the code would be another.
        var twice = new Visitor(_app);
        await twice.MustBeToldAsync(await BackAsync(twice, back, "o-one.4"), Refused);
        Assert.That(await BackAsync(visitor, back, "o-one.5"), Does.StartWith("/sign-in"));
        await own.GetAsync("/logins");
        await (await own.GetAsync("/logins")).FormWith("loginId").SubmitAsync();
        var after = Phone();
        await MustBeUnboundAsync(after, "o-one.6", "/sign-in?by=phone");
    }

    [Test]
    public async Task WeChat_Work_lets_staff_in_who_have_bound_themselves_and_nobody_from_outside_the_firm()
    {
        var own = new Visitor(_app);
        await own.ByPasswordAsync("triage");
        await BindAsync(own, "wecom", "zhang.1");
        var desk = new Visitor(_app);
        var page = await desk.GetAsync("/sign-in");
        Assert.That(page.Document.QuerySelector("a[href*='single-sign-on/wecom']")!.TextContent, Is.EqualTo("用企业微信登录"));
        Assert.That(page.Document.QuerySelector("a[href*='single-sign-on/wechat']"), Is.Null, "WeChat knows people in its own browser");
        var (back, sent) = await OutAsync(desk, "/single-sign-on/wecom");
        Assert.That(
            sent,
            Does.StartWith("https://login.work.weixin.qq.com/wwlogin/sso/login?login_type=CorpApp&appid=ww-shili&agentid=1000002&")
        );
        Assert.That(await BackAsync(desk, back, "zhang.2"), Is.EqualTo("/cases/queue"));

        var inside = new Visitor(_app);
        inside.Http.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 wxwork/4.1 MicroMessenger/7.0");
        (_, sent) = await OutAsync(inside, "/single-sign-on/wecom");
        Assert.That(
            sent,
            Does.StartWith("https://open.weixin.qq.com/connect/oauth2/authorize?appid=ww-shili&").And.Contain("agentid=1000002")
        );

        foreach (var (code, words) in new[] { ("li.1", Unbound), ("outside.1", Refused), ("zhang.2", Refused) })
        {
            var other = new Visitor(_app);
            (back, _) = await OutAsync(other, "/single-sign-on/wecom");
            await other.MustBeToldAsync(await BackAsync(other, back, code), words);
        }

        // The other's people are nobody here, whatever they are called.
        var wechat = Phone();
        await MustBeUnboundAsync(wechat, "zhang.9", "/sign-in?by=phone");
    }

    [Test]
    public async Task Staff_binds_no_WeChat_and_an_enterprise_no_WeChat_Work()
    {
        foreach (var (user, way) in new[] { ("triage2", "wechat"), ("enterprise2", "wecom") })
        {
            var visitor = new Visitor(_app);
            await visitor.ByPasswordAsync(user);
            Assert.That((await visitor.GetAsync("/logins")).Document.QuerySelector($"a[href*='{way}?bind']"), Is.Null);
            var (back, _) = await OutAsync(visitor, $"/single-sign-on/{way}?bind=true");
            Assert.That(await BackAsync(visitor, back, "x-" + user + ".1"), Does.StartWith("/sign-in"), "nothing to bind");
        }
    }

    [Test]
    public async Task Forged_states_and_bare_calls_are_told_apart_by_nobody()
    {
        var visitor = new Visitor(_app);
        await OutAsync(visitor, "/single-sign-on/wechat");
        var asked = _fake.Asked.Count;
        foreach (
            var query in new[]
            {
                "",
                "?code=a",
                "?state=" + new string('0', 32),
                "?code=a&state=" + new string('0', 32),
                "?code=&state=%00",
                "?code=" + new string('x', 600) + "&state=" + new string('0', 32),
            }
        )
        {
            await visitor.MustBeToldAsync(await visitor.BackAsync(new("http://localhost/single-sign-on/wechat/arrived" + query)), Refused);
        }

        Assert.That(_fake.Asked, Has.Count.EqualTo(asked), "nobody is asked about what did not set out from here");
        // What set out to one does not come back from the other.
        var (back, _) = await OutAsync(visitor, "/single-sign-on/wecom");
        var other = new Uri(back.ToString().Replace("wecom", "wechat", StringComparison.Ordinal));
        await visitor.MustBeToldAsync(await BackAsync(visitor, other, "o-x.1"), Refused);
        Assert.That(_app.Faults, Is.Empty);
    }

    [Test]
    public async Task While_it_is_away_a_page_says_so()
    {
        foreach (
            var reply in new[] { new Reply(502, "<html>"), new(200, Cuts: true), new(200, "not json"), new(200, """{"errcode":-1}""") }
        )
        {
            _fake.Answer = _ => reply;
            foreach (var way in new[] { "wechat", "wecom" })
            {
                var visitor = new Visitor(_app);
                var (back, _) = await OutAsync(visitor, $"/single-sign-on/{way}");
                await visitor.MustBeToldAsync(await BackAsync(visitor, back, "a.1"), Away);
            }
        }
    }

    [Test]
    public async Task Who_is_let_go_comes_in_no_more()
    {
        var own = Phone();
        await own.ByPasswordAsync("enterprise3");
        await BindAsync(own, "wechat", "o-three.1");
        var id = _app.World["enterprise3"].Id;
        await using var db = _app.Db();
        var api = await _app.Api("enterprise3");
        var listed = await api.SeeAsync("/own/external-logins");
        Assert.That(listed.Each("items", "way"), Is.EqualTo(new[] { "WeChat" }));
        (await (await _app.Api("enterprise1")).PostAsync($"/own/external-logins/{listed.Each("items", "id")[0]}/endings")).MustRefuse(
            404,
            "NotFound"
        );
        (await api.PostAsync($"/own/external-logins/{listed.Each("items", "id")[0]}/endings")).MustBe(204);
        Assert.That(await db.ExternalLogins.AnyAsync(l => l.PersonId == id && l.EndedAt == null), Is.False);
        Assert.That(_app.Logged, Has.None.Contains("o-three").And.None.Contains("shili-secret"));
    }

    private Visitor Phone()
    {
        var phone = new Visitor(_app);
        phone.Http.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (iPhone) MicroMessenger/8.0");
        return phone;
    }

    private async Task BindAsync(Visitor visitor, string way, string code)
    {
        var (back, _) = await OutAsync(visitor, $"/single-sign-on/{way}?bind=true");
        Assert.That(await BackAsync(visitor, back, code), Is.EqualTo("/single-sign-on/bind"));
        var done = await (await visitor.GetAsync("/single-sign-on/bind")).FormWith("Offer").SubmitAsync();
        Assert.That(done.Status, Is.EqualTo(302), done.Text);
    }

    private async Task MustBeUnboundAsync(Visitor visitor, string code, string where)
    {
        var (back, _) = await OutAsync(visitor, "/single-sign-on/wechat");
        var next = await BackAsync(visitor, back, code);
        Assert.That(next, Is.EqualTo(where));
        await visitor.MustBeToldAsync(next, Unbound);
    }

    // Where WeChat would send the browser back, and where it was sent.
    private static async Task<(Uri Back, string Sent)> OutAsync(Visitor visitor, string from)
    {
        using var answer = await visitor.Http.GetAsync(from);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        var query = HttpUtility.ParseQueryString(answer.Headers.Location!.Query);
        return (new($"{query["redirect_uri"]}?state={query["state"]}"), answer.Headers.Location.OriginalString);
    }

    private static Task<string> BackAsync(Visitor visitor, Uri back, string code) => visitor.BackAsync(new($"{back}&code={code}"));
}
