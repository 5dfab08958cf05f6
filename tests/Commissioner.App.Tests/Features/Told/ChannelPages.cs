using System.Net;
using System.Text.RegularExpressions;
using Commissioner.App.Tests.Channels;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Told;

/// <summary>Whoever watches the channels sees whether each works; whoever is told by WeChat has said so itself.</summary>
public sealed partial class ChannelPages
{
    private TestApp _app = null!;
    private FakeGateway _fake = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _fake = await FakeGateway.StartAsync();
        var settings = Table.WeChat(_fake.Address, "key", "Templates").ToDictionary(s => s.Key, s => s.Value!);
        foreach (var (key, value) in Table.Http(_fake.Address, "key"))
        {
            settings[key] = value!;
        }

        settings["Commissioner:PublicAddress"] = "https://park.example";
        _app = await TestApp.StartAsync(settings: settings);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        await _app.DisposeAsync();
        await _fake.DisposeAsync();
    }

    [Test]
    public async Task A_test_message_goes_to_oneself_and_the_page_says_that_it_went()
    {
        _fake.Answer = _ => new(200, """{"result":{"code":"0","msgid":"m"}}""");
        await _app.ExecuteAsync(
            $"UPDATE accounts SET phone_number = '{TestCluster.Keys.Seal("13800000021")}' WHERE user_name = 'sysadmin'"
        );
        var page = await (await _app.Browser("sysadmin")).SeeAsync("/channels");
        Assert.That(page.Text, Does.Contain("运营商接口").And.Contain("未配置"));
        var api = await _app.Api("sysadmin");
        Assert.That((await api.PostAsync("/channels/tests", new { channel = "Sms" })).Status, Is.EqualTo(202));
        Assert.That((await api.PostAsync("/channels/tests", new { channel = "Email" })).Type, Is.EqualTo("NotReachedSo"));
        await _app.RunAsync("deliver");
        Assert.That(_fake.Asked.Last().Body, Does.Contain("13800000021").And.Contain("测试消息"));
        var sms = (await api.SeeAsync("/channels"))["items"]!.AsArray().Single(c => (string?)c!["channel"] == "Sms")!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)sms["gateway"], Is.EqualTo("http"));
            Assert.That(sms["workedAt"], Is.Not.Null);
            Assert.That((int)sms["waiting"]!, Is.Zero);
        }

        _fake.Answer = _ => new(503);
        _app.Advance(TimeSpan.FromSeconds(1));
        await api.PostAsync("/channels/tests", new { channel = "Sms" });
        await _app.RunAsync("deliver");
        sms = (await api.SeeAsync("/channels"))["items"]!.AsArray().Single(c => (string?)c!["channel"] == "Sms")!;
        Assert.That(((string?)sms["error"], (int)sms["waiting"]!), Is.EqualTo(("503", 1)));
        Assert.That((await (await _app.Browser("triage")).SeeAsync("/channels")).Text, Does.Contain("503").And.Contain("暂停至"));
    }

    [Test]
    public async Task WeChat_binds_whoever_set_out_from_here_and_nobody_else()
    {
        _fake.Answer = a => new(200, a.Path == "/sns/oauth2/access_token" ? """{"openid":"openid-of-enterprise1"}""" : "{}");
        using var http = _app.Client();
        await SignInAsync(http, "enterprise1");
        var page = await GetAsync(http, "/wechat/bind");
        // By a link: the policy of contents lets no form end at another host.
        Assert.That(page, Does.Contain("href=\"/wechat/bind?handler=SetOut\""));
        using var begun = await http.GetAsync("/wechat/bind?handler=SetOut");
        var state = StateIn().Match(begun.Headers.Location!.ToString()).Groups[1].Value;
        Assert.That(
            begun.Headers.Location!.ToString(),
            Does.StartWith(
                "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx-Templates&redirect_uri=https%3A%2F%2Fpark.example%2Fwechat%2Fbind"
            )
        );
        Assert.That(state, Has.Length.EqualTo(32));

        // Looking changes nothing, and another's state is good for nothing.
        page = await GetAsync(http, $"/wechat/bind?code=c1&state={new string('0', 32)}");
        Assert.That(page, Does.Not.Contain("handler=Finish"));
        page = await GetAsync(http, $"/wechat/bind?code=c1&state={state}");
        Assert.That(page, Does.Contain("handler=Finish"));
        Assert.That(await BoundAsync("enterprise1"), Is.Null);
        using var forged = await PostAsync(http, "/wechat/bind?handler=Finish", page, ("code", "c1"), ("state", new string('0', 32)));
        Assert.That((int)forged.StatusCode, Is.EqualTo(409).Or.EqualTo(422));
        Assert.That(await BoundAsync("enterprise1"), Is.Null);

        page = await GetAsync(http, "/wechat/bind");
        using var again = await http.GetAsync("/wechat/bind?handler=SetOut");
        state = StateIn().Match(again.Headers.Location!.ToString()).Groups[1].Value;
        using var done = await PostAsync(http, "/wechat/bind?handler=Finish", page, ("code", "c1"), ("state", state));
        Assert.That(done.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(await BoundAsync("enterprise1"), Is.EqualTo("openid-of-enterprise1"));
    }

    private async Task<string?> BoundAsync(string user)
    {
        await using var db = _app.Db();
        var id = _app.World[user].Id;
        return await db.ToldChoices.Where(c => c.PersonId == id).Select(c => c.WeChat).SingleOrDefaultAsync();
    }

    private static async Task SignInAsync(HttpClient http, string user)
    {
        var page = await GetAsync(http, "/sign-in");
        using var response = await PostAsync(http, "/sign-in", page, ("UserName", user), ("Password", World.Password));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    private static async Task<string> GetAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(path);
        return await response.Content.ReadAsStringAsync();
    }

    private static Task<HttpResponseMessage> PostAsync(
        HttpClient http,
        string path,
        string page,
        params (string Name, string Value)[] fields
    ) =>
        http.PostAsync(
            path,
            new FormUrlEncodedContent([
                new("__RequestVerificationToken", TokenIn().Match(page).Groups[1].Value),
                .. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)),
            ])
        );

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex TokenIn();

    [GeneratedRegex("[?&]state=([0-9a-f]+)")]
    private static partial Regex StateIn();
}
