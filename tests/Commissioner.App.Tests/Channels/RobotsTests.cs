using System.Text.Json;
using System.Web;
using Commissioner.App.Channels.Robots;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Channels;

/// <summary>Groups are told once, at a bearable pace, signed, and never of officials.</summary>
public sealed class RobotsTests
{
    private FakeGateway _fake = null!;

    [SetUp]
    public async Task Start()
    {
        _fake = await FakeGateway.StartAsync();
        _fake.Answer = _ => new(200, """{"errcode":0,"code":0}""");
    }

    [TearDown]
    public ValueTask Stop() => _fake.DisposeAsync();

    [Test]
    public async Task Each_is_signed_as_its_group_demands()
    {
        await using var its = new Configured(
            new Dictionary<string, string?>
            {
                ["Commissioner:Robots:d:Kind"] = "DingTalk",
                ["Commissioner:Robots:d:Address"] = _fake.Address + "/robot/send?access_token=k",
                ["Commissioner:Robots:d:Secret"] = "SECd",
                ["Commissioner:Robots:l:Kind"] = "Lark",
                ["Commissioner:Robots:l:Address"] = _fake.Address + "/open-apis/bot/v2/hook/k",
                ["Commissioner:Robots:l:Secret"] = "SECl",
            }
        );
        foreach (var robot in new[] { "d", "l" })
        {
            Assert.That((await SendAsync(its, robot)).Outcome, Is.EqualTo(GatewayAnswer.Taken));
        }

        var (ding, lark) = (_fake.Asked.First(), JsonDocument.Parse(_fake.Asked.Last().Body).RootElement);
        var query = HttpUtility.ParseQueryString(ding.Query);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(query["sign"], Is.EqualTo(GroupRobots.SignDingTalk("SECd", long.Parse(query["timestamp"]!))));
            Assert.That(ding.Body, Does.StartWith("""{"msgtype":"text","text":{"content":"【示例】"""));
            Assert.That(
                lark.GetProperty("sign").GetString(),
                Is.EqualTo(GroupRobots.SignLark("SECl", long.Parse(lark.GetProperty("timestamp").GetString()!)))
            );
            Assert.That(lark.GetProperty("msg_type").GetString(), Is.EqualTo("text"));
        }
    }

    [Test]
    public async Task Twenty_a_minute_go_and_the_next_waits()
    {
        await using var its = new Configured(
            new Dictionary<string, string?>
            {
                ["Commissioner:Robots:a:Address"] = _fake.Address + "/a",
                ["Commissioner:Robots:b:Address"] = _fake.Address + "/b",
            }
        );
        for (var i = 0; i < 20; i++)
        {
            Assert.That((await SendAsync(its, "a")).Outcome, Is.EqualTo(GatewayAnswer.Taken));
        }

        Assert.That(await SendAsync(its, "a"), Has.Property("Outcome").EqualTo(GatewayAnswer.Later).And.Property("Code").EqualTo("rate"));
        Assert.That((await SendAsync(its, "b")).Outcome, Is.EqualTo(GatewayAnswer.Taken), "another group's");
        Assert.That((await SendAsync(its, "gone")).Outcome, Is.EqualTo(GatewayAnswer.Refused), "one that was taken away");
    }

    [Test]
    public async Task A_department_is_told_once_in_its_group_and_never_of_officials()
    {
        await using var app = await TestApp.StartAsync(
            settings: new Dictionary<string, string>
            {
                ["Commissioner:Robots:greens:Address"] = _fake.Address + "/greens",
                ["Commissioner:Robots:greens:Department"] = "D01",
                ["Commissioner:Robots:roads:Address"] = _fake.Address + "/roads",
                ["Commissioner:Robots:roads:Department"] = "D02",
                ["Commissioner:Robots:watch:Address"] = _fake.Address + "/watch",
            }
        );
        await app.ExecuteAsync(
            """
            INSERT INTO told_rules (key, phone, email, robot, urgent, compulsory, worth_hours, decided_by_id, decided_at)
            SELECT 'DepartmentCalled', true, false, true, false, true, 72, id, now() FROM people LIMIT 1
            """
        );
        var way = new Journey(app);
        await way.BeginAsync();
        await way.WhistleAsync([1]);
        var officials = new Journey(app);
        await officials.FileAsync("示例意见", category: "AboutOfficials");
        await officials.AcceptAsync("triage");
        await officials.ContactAsync("triage");
        await officials.WhistleAsync([1], by: "triage");
        await app.RunAsync("react");
        await app.RunAsync("deliver");
        await app.RunAsync("deliver");
        Assert.That(_fake.Asked.Select(a => a.Path), Is.EqualTo(new[] { "/greens" }));
        await using var db = app.Db();
        Assert.That(
            (await db.Deliveries.Where(d => d.Channel == Channel.Robot).ToListAsync()).Select(d => (d.To, d.PersonId, d.Fate)),
            Is.EqualTo(new[] { ("greens", (Commissioner.Domain.Id<Commissioner.Domain.People.Person>?)null, Fate.Sent) })
        );
    }

    private static Task<Handed> SendAsync(Configured its, string robot) =>
        its.Of(Channel.Robot)!.SendAsync(Configured.Message(robot), CancellationToken.None);
}
