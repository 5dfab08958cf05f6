using System.Text.Json;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Told;

namespace Commissioner.App.Tests.Channels;

/// <summary>One token for all nodes, fetched anew once where it is refused; what stands in an answer of 200 is read.</summary>
public sealed class WeChatTests
{
    private TestApp _app = null!;
    private FakeGateway _fake = null!;
    private string _token = "";

    [SetUp]
    public async Task Start() => (_token, _app, _fake) = ("t1", await TestApp.StartAsync(), await FakeGateway.StartAsync());

    [TearDown]
    public async Task End()
    {
        await _fake.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task Twenty_messages_on_two_nodes_ask_for_one_token()
    {
        await using var one = Its();
        _fake.Answer = Knows(() => _token);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(one)));
        Assert.That(_fake.Asked.Count(Table.IsToken), Is.EqualTo(1));
        Assert.That(_fake.Asked, Has.Count.EqualTo(21));
    }

    [TestCase("40001")]
    [TestCase("42001")]
    [TestCase("40014")]
    public async Task A_refused_token_is_fetched_anew_once(string code)
    {
        await using var its = Its();
        _fake.Answer = Knows(() => _token, code);
        Assert.That((await SendAsync(its)).Outcome, Is.EqualTo(GatewayAnswer.Taken));
        // Somebody else has fetched another one meanwhile: ours is void.
        _token = "t2";
        Assert.That((await SendAsync(its)).Outcome, Is.EqualTo(GatewayAnswer.Taken));
        Assert.That(_fake.Asked.Count(Table.IsToken), Is.EqualTo(2));
        // Nothing helps: it is tried later and not for ever now.
        _fake.Answer = a => new(200, Table.IsToken(a) ? Table.Token("t3") : $$"""{"errcode":{{code}}}""");
        _fake.Asked.Clear();
        Assert.That(await SendAsync(its), Is.EqualTo(new Handed(GatewayAnswer.Later, Code: code)));
        Assert.That(_fake.Asked, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task The_days_share_is_used_up()
    {
        await using var its = Its();
        _fake.Answer = a =>
            new(200, Table.IsToken(a) ? Table.Token("t1") : """{"errcode":45009,"errmsg":"reach max api daily quota limit"}""");
        Assert.That(await SendAsync(its), Is.EqualTo(new Handed(GatewayAnswer.Later, Code: "45009", RetryAfter: TimeSpan.FromHours(1))));
    }

    [Test]
    public async Task Without_a_token_nothing_has_left()
    {
        await using var its = Its();
        foreach (
            var answer in new[]
            {
                new Reply(200, """{"errcode":40125,"errmsg":"invalid appsecret"}"""),
                new(200, "{}"),
                new(200, Cuts: true),
            }
        )
        {
            _fake.Answer = _ => answer;
            Assert.That((await SendAsync(its)).Outcome, Is.EqualTo(GatewayAnswer.Later));
        }

        Assert.That(_fake.Asked.Any(a => !Table.IsToken(a)), Is.False);
    }

    [Test]
    public async Task Whoever_left_the_firm_is_refused_and_a_template_has_its_values()
    {
        await using var work = Its("Work");
        _fake.Answer = a =>
            new(200, Table.IsToken(a) ? Table.Token("t1") : """{"errcode":0,"errmsg":"ok","invaliduser":"openid-1","msgid":"1"}""");
        Assert.That(await SendAsync(work), Is.EqualTo(new Handed(GatewayAnswer.Refused, Code: "invaliduser")));
        await using var its = Its();
        _fake.Answer = Knows(() => _token);
        await SendAsync(its);
        using var body = JsonDocument.Parse(_fake.Asked.Last().Body);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(body.RootElement.GetProperty("touser").GetString(), Is.EqualTo("openid-1"));
            Assert.That(body.RootElement.GetProperty("template_id").GetString(), Is.EqualTo("TPL1"));
            Assert.That(body.RootElement.GetProperty("url").GetString(), Is.EqualTo("https://park.example/l/token"));
            Assert.That(body.RootElement.GetProperty("data").GetProperty("thing2").GetProperty("value").GetString(), Is.EqualTo("示例"));
            Assert.That(
                body.RootElement.GetProperty("data").GetProperty("character_string1").GetProperty("value").GetString(),
                Is.EqualTo("FL-1")
            );
        }

        await using var db = _app.Db();
        // Two letters stand in any cipher text now and then: what is kept is none of the tokens, and much longer.
        Assert.That(
            db.AccessTokens.Select(t => t.Sealed).ToList(),
            Is.All.Not.EqualTo("t1").And.All.Length.GreaterThan(50),
            "a token is kept encrypted"
        );
    }

    // Takes the token that is good now, and no other.
    private static Func<Asked, Reply> Knows(Func<string> token, string code = "40001") =>
        a =>
            new(
                200,
                Table.IsToken(a) ? Table.Token(token())
                    : a.Query.Contains("access_token=" + token(), StringComparison.Ordinal) ? """{"errcode":0,"errmsg":"ok","msgid":1}"""
                    : $$"""{"errcode":{{code}},"errmsg":"invalid credential"}"""
            );

    private Configured Its(string gateway = "Templates") => new(Table.WeChat(_fake.Address, "key", gateway), _app.ConnectionString);

    private static Task<Handed> SendAsync(Configured its) =>
        its.Of(Channel.WeChat)!.SendAsync(Configured.Message("openid-1"), CancellationToken.None);
}
