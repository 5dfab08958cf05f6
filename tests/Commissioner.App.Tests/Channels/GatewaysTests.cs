using System.Net;
using System.Net.Sockets;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Told;

namespace Commissioner.App.Tests.Channels;

/// <summary>Every gateway passes the same cases: what may have been taken is unknown, what was not is tried again, what is refused is.</summary>
public sealed class GatewaysTests
{
    private const string Number = "13800138000";
    private const string Key = "secret-of-the-account";

    // A machine that is busy is no gateway that is slow: only where slowness is the matter the limit is short.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(700);

    private FakeGateway _fake = null!;
    private TestApp _app = null!;
    private string _to = "";

    /// <summary>A gateway of the table.</summary>
    public sealed record Subject(
        string Name,
        Channel Kind,
        string To,
        Func<string, Dictionary<string, string?>> Settings,
        Func<Asked, Reply> Takes,
        Func<Asked, Reply> Refuses,
        bool ReadsBody = true,
        Func<string, Configured, Task<string>>? Prepare = null
    )
    {
        public override string ToString() => Name;
    }

    /// <summary>All of them.</summary>
    public static IEnumerable<Subject> Subjects => Table.All(Number, Key);

    [OneTimeSetUp]
    public async Task Settle() => _app = await TestApp.StartAsync();

    [OneTimeTearDown]
    public ValueTask Leave() => _app.DisposeAsync();

    [SetUp]
    public async Task Start() => _fake = await FakeGateway.StartAsync();

    [TearDown]
    public ValueTask Stop() => _fake.DisposeAsync();

    [TestCaseSource(nameof(Subjects))]
    public async Task Takes_a_message(Subject subject)
    {
        await using var its = await ItsAsync(subject);
        _fake.Answer = subject.Takes;
        Assert.That((await SendAsync(its, subject)).Outcome, Is.EqualTo(GatewayAnswer.Taken));
        Assert.That(_fake.Asked, Is.Not.Empty);
    }

    [TestCaseSource(nameof(Subjects))]
    public async Task Refuses_a_message_for_good(Subject subject)
    {
        await using var its = await ItsAsync(subject);
        _fake.Answer = subject.Refuses;
        var handed = await SendAsync(its, subject);
        Assert.That(handed.Outcome, Is.EqualTo(GatewayAnswer.Refused));
        Assert.That(handed.Code, Is.Not.Empty.And.Length.LessThanOrEqualTo(64));
    }

    [TestCaseSource(nameof(Subjects))]
    public async Task Has_no_room_and_says_until_when(Subject subject)
    {
        await using var its = await ItsAsync(subject);
        _fake.Answer = _ => new(429, "{}", Header: "Retry-After", Value: "7");
        var handed = await SendAsync(its, subject);
        Assert.That((handed.Outcome, handed.RetryAfter), Is.EqualTo((GatewayAnswer.Later, (TimeSpan?)TimeSpan.FromSeconds(7))));
    }

    [TestCaseSource(nameof(Subjects))]
    public async Task Fails_or_is_not_there_or_does_not_know_us(Subject subject)
    {
        await using var its = await ItsAsync(subject);
        using (Assert.EnterMultipleScope())
        {
            foreach (var (status, body) in new[] { (500, "{}"), (502, "<html>"), (503, ""), (401, "{}"), (403, "no"), (404, "<html>") })
            {
                _fake.Answer = _ => new(status, body);
                Assert.That((await SendAsync(its, subject)).Outcome, Is.EqualTo(GatewayAnswer.Later), $"{status}");
            }
        }
    }

    [TestCaseSource(nameof(Subjects))]
    public async Task May_have_taken_it_where_the_answer_is_lost(Subject subject)
    {
        await using (var hurried = await ItsAsync(subject, limit: Short))
        {
            _fake.Answer = _ => new(200, "{}", After: TimeSpan.FromMinutes(1));
            Assert.That((await SendAsync(hurried, subject)).Outcome, Is.EqualTo(GatewayAnswer.Unknown), "slow");
        }

        await using var its = await ItsAsync(subject);
        using (Assert.EnterMultipleScope())
        {
            foreach (
                var (what, reply) in new[] { ("cut", new Reply(200, Cuts: true)), ("waited in vain itself", new Reply(504, "<html>")) }
            )
            {
                _fake.Answer = _ => reply;
                Assert.That((await SendAsync(its, subject)).Outcome, Is.EqualTo(GatewayAnswer.Unknown), what);
            }

            if (subject.ReadsBody)
            {
                foreach (var body in new[] { "", "not json", "{\"half\":", "[]", "{}", "null", new string('x', 200_000) })
                {
                    _fake.Answer = _ => new(200, body);
                    Assert.That(
                        (await SendAsync(its, subject)).Outcome,
                        Is.EqualTo(GatewayAnswer.Unknown),
                        body.Length > 20 ? "endless" : $"says '{body}'"
                    );
                }
            }
        }
    }

    [TestCaseSource(nameof(Subjects))]
    public async Task Is_followed_nowhere_else(Subject subject)
    {
        await using var its = await ItsAsync(subject);
        await using var elsewhere = await FakeGateway.StartAsync();
        _fake.Answer = _ => new(307, "", Header: "Location", Value: elsewhere.Address + "/elsewhere");
        Assert.That((await SendAsync(its, subject)).Outcome, Is.EqualTo(GatewayAnswer.Later));
        Assert.That(elsewhere.Asked, Is.Empty);
    }

    [TestCaseSource(nameof(Subjects))]
    public async Task Has_nothing_where_nobody_listens(Subject subject)
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        await using var its = await ItsAsync(subject, $"http://127.0.0.1:{port}");
        Assert.That(await SendAsync(its, subject), Is.EqualTo(new Handed(GatewayAnswer.Later, Code: "unreachable")));
    }

    [TestCaseSource(nameof(Subjects))]
    public async Task Is_given_up_when_the_node_stops(Subject subject)
    {
        await using var its = await ItsAsync(subject);
        using var stops = new CancellationTokenSource();
        _fake.Answer = _ =>
        {
            stops.Cancel();
            return new(200, "{}", After: TimeSpan.FromMinutes(1));
        };
        Assert.That(
            (await its.Of(subject.Kind)!.SendAsync(Configured.Message(_to), stops.Token)).Outcome,
            Is.EqualTo(GatewayAnswer.Unknown)
        );
    }

    [TestCaseSource(nameof(Subjects))]
    public async Task Is_asked_without_a_word_in_the_log(Subject subject)
    {
        await using var its = await ItsAsync(subject);
        foreach (var answer in new[] { subject.Takes, subject.Refuses, _ => new(500), _ => new(200, Cuts: true) })
        {
            _fake.Answer = answer;
            await SendAsync(its, subject);
        }

        using (Assert.EnterMultipleScope())
        {
            foreach (var secret in new[] { Number, Key, "示例", "/l/token", "FL-1" })
            {
                Assert.That(its.Log.All.Where(l => l.Contains(secret, StringComparison.Ordinal)), Is.Empty, secret);
            }
        }
    }

    // Whatever it needs beforehand it has: the common cases are about the message itself.
    private async Task<Configured> ItsAsync(Subject subject, string? address = null, TimeSpan? limit = null)
    {
        var its = Table.With(subject, address ?? _fake.Address, limit ?? Limit, _app.ConnectionString);
        _to = subject.Prepare is null ? subject.To : await subject.Prepare(address ?? _fake.Address, its);
        if (address is null && subject.Kind == Channel.WeChat)
        {
            _fake.Answer = subject.Takes;
            await SendAsync(its, subject);
        }

        return its;
    }

    private Task<Handed> SendAsync(Configured its, Subject subject) =>
        its.Of(subject.Kind)!.SendAsync(Configured.Message(_to), CancellationToken.None);
}
