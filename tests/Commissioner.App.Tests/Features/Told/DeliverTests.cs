using Commissioner.App.Channels;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Told;

/// <summary>What happened reaches phones: once, in its order, and nothing is lost while a gateway is away.</summary>
public sealed class DeliverTests
{
    private const string Phone = "13800000001";

    [Test]
    public async Task What_happened_reaches_the_phone_once_with_a_link()
    {
        await using var app = await StartAsync();
        var way = new Journey(app);
        await way.FileAsync();
        await way.AcceptAsync();
        await TellAsync(app);
        await TellAsync(app);
        var (to, text) = Mine(app).Single();
        Assert.Multiple(() =>
        {
            Assert.That(to, Is.EqualTo(Phone));
            Assert.That(text, Does.Contain("已受理").And.Contain("https://park.example/l/"));
        });
        Assert.That(await FatesAsync(app), Is.EqualTo(new[] { Fate.Sent }));
    }

    [Test]
    public async Task While_the_gateway_is_away_nothing_is_lost_and_afterwards_each_comes_once_in_order()
    {
        await using var app = await StartAsync();
        app.Carrier.Answer = _ => new(GatewayAnswer.Later, Code: "503");
        var way = new Journey(app);
        await way.FileAsync();
        await way.AcceptAsync();
        await way.ContactAsync();
        await AskAsync(way);
        for (var i = 0; i < 20; i++)
        {
            await TellAsync(app);
            app.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.That(Mine(app), Is.Empty);
        app.Carrier.Answer = _ => new(GatewayAnswer.Taken);
        app.Advance(TimeSpan.FromSeconds(30));
        await TellAsync(app);
        await TellAsync(app);
        Assert.That(Mine(app), Has.Count.EqualTo(2), await SaidAsync(app));
        Assert.That(Mine(app).First().Text, Does.Contain("已受理"), "in the order of what happened");
    }

    [Test]
    public async Task What_piled_up_in_an_outage_comes_as_one_digest()
    {
        await using var app = await StartAsync();
        app.Carrier.Answer = _ => new(GatewayAnswer.Later, Code: "503");
        for (var i = 0; i < 4; i++)
        {
            var way = new Journey(app);
            await way.FileAsync("示例诉求" + i);
            await way.AcceptAsync();
        }

        await TellAsync(app);
        app.Advance(TimeSpan.FromMinutes(16));
        app.Carrier.Answer = _ => new(GatewayAnswer.Taken);
        await TellAsync(app);
        await TellAsync(app);
        var sent = Mine(app).Select(m => m.Text).ToList();
        Assert.That(
            sent,
            Has.Count.LessThanOrEqualTo(2),
            "the digest, and the one that may have found the gateway back: " + string.Join('\n', sent)
        );
        Assert.That(sent.Count(t => t.Contains("条通知", StringComparison.Ordinal)), Is.EqualTo(1), string.Join('\n', sent));
        var digested = (await FatesAsync(app)).Count(f => f == Fate.Digested);
        Assert.That(digested + sent.Count - 1, Is.EqualTo(4), "each of the four once");
        Assert.That(sent[^1], Does.Contain($"{digested} 条通知"));
    }

    [Test]
    public async Task A_lost_answer_is_asked_for_before_it_goes_again()
    {
        await using var app = await StartAsync();
        app.Carrier.Answer = _ => new(GatewayAnswer.Unknown);
        app.Carrier.Find = _ => new(GatewayAnswer.Taken, "示例1");
        var way = new Journey(app);
        await way.FileAsync();
        await way.AcceptAsync();
        await TellAsync(app);
        app.Advance(TimeSpan.FromMinutes(1));
        await TellAsync(app);
        await using var db = app.Db();
        var delivery = await db.Deliveries.SingleAsync(d => d.To == Phone);
        Assert.Multiple(() =>
        {
            Assert.That(delivery.Attempts, Is.EqualTo(2), "it was taken up twice");
            Assert.That(app.Carrier.Asked, Is.EqualTo(app.Carrier.Handed.Distinct().Count()), "and handed over once");
            Assert.That((delivery.Fate, delivery.ProviderId, delivery.MaybeTwice), Is.EqualTo((Fate.Sent, "示例1", false)));
        });
    }

    [Test]
    public async Task Where_the_gateway_cannot_be_asked_what_may_come_twice_is_marked()
    {
        await using var app = await StartAsync();
        app.Carrier.Answer = _ => new(GatewayAnswer.Unknown);
        var way = new Journey(app);
        await way.FileAsync();
        await way.AcceptAsync();
        await TellAsync(app);
        app.Carrier.Answer = _ => new(GatewayAnswer.Taken);
        app.Advance(TimeSpan.FromMinutes(1));
        await TellAsync(app);
        await using var db = app.Db();
        Assert.That((await db.Deliveries.SingleAsync(d => d.To == Phone)).MaybeTwice, Is.True);
    }

    [Test]
    public async Task A_message_that_cannot_be_made_is_set_aside_alone()
    {
        await using var app = await StartAsync();
        foreach (var title in new[] { "示例甲", "示例乙" })
        {
            var way = new Journey(app);
            await way.FileAsync(title);
            await way.AcceptAsync();
        }

        await app.RunAsync("react");
        await app.ExecuteAsync("UPDATE notices SET facts = 'broken' WHERE facts LIKE '%示例甲%'");
        await app.RunAsync("deliver");
        Assert.That(Mine(app).Single().Text, Does.Contain("示例乙"));
        Assert.That(await FatesAsync(app), Is.EquivalentTo(new[] { Fate.SetAside, Fate.Sent }));
    }

    [Test]
    public async Task What_is_refused_by_phone_becomes_a_call_of_the_hotline_where_it_must_be_heard()
    {
        await using var app = await StartAsync();
        app.Carrier.Answer = _ => new(GatewayAnswer.Refused, Code: "21211");
        var way = new Journey(app);
        await way.FileAsync();
        await way.AcceptAsync();
        await way.ContactAsync();
        await AskAsync(way);
        await TellAsync(app);
        await using var db = app.Db();
        var rows = await db.Deliveries.Where(d => d.To == Phone || d.Channel == Channel.Hotline).ToListAsync();
        Assert.That(
            rows.Select(d => (d.Text, d.Channel, d.Fate)),
            Is.EquivalentTo(
                new[]
                {
                    ("YourCaseAccepted", Channel.Sms, Fate.Failed),
                    ("YourCaseAsked", Channel.Sms, Fate.Failed),
                    ("YourCaseAsked", Channel.Hotline, Fate.Planned),
                }
            )
        );
    }

    [Test]
    public async Task What_is_sent_again_and_fails_again_holds_up_no_other()
    {
        await using var app = await StartAsync();
        app.Carrier.Answer = _ => new(GatewayAnswer.Refused, Code: "21211");
        var way = new Journey(app);
        await way.FileAsync();
        await way.AcceptAsync();
        await way.ContactAsync();
        await AskAsync(way);
        await TellAsync(app);
        await using var db = app.Db();
        var failed = await db.Deliveries.SingleAsync(d => d.To == Phone && d.Text == "YourCaseAsked");
        (await (await app.Api("triage")).PostAsync($"/deliveries/{failed.Id}/replays")).MustBe(201);
        await app.RunAsync("deliver");
        (await (await app.Api("triage")).PostAsync($"/deliveries/{failed.Id}/replays")).MustBe(201);
        app.Carrier.Answer = _ => new(GatewayAnswer.Later);
        await app.RunAsync("deliver");
        app.Advance(TimeSpan.FromDays(4));
        await app.RunAsync("deliver");
        var rows = await db.Deliveries.AsNoTracking().Where(d => d.Text == "YourCaseAsked").ToListAsync();
        Assert.That(rows.Select(d => (d.Channel, d.Fate)), Does.Contain((Channel.Sms, Fate.Expired)));
        Assert.That(rows.Count(d => d.Channel == Channel.Hotline), Is.EqualTo(1), "one call is to be made, however often it is sent again");
    }

    [Test]
    public async Task A_caller_is_told_once_though_several_of_its_enterprise_are_told_one_after_the_other()
    {
        await using var app = await StartAsync();
        var way = new Journey(app);
        await way.FileAsync();
        await way.AcceptAsync();
        await app.ExecuteAsync($"UPDATE cases SET contact_phone = '{TestCluster.Keys.Seal("13700000001")}'");
        await TellAsync(app);
        await app.ExecuteAsync(
            """
            INSERT INTO notices (id, person_id, text, facts, link, entry_id, at, show_at)
            SELECT gen_random_uuid(), (SELECT id FROM accounts WHERE user_name = 'enterprise2'), text, facts, link, entry_id, at, show_at
            FROM notices WHERE text = 'YourCaseAccepted'
            """
        );
        await TellAsync(app);
        await using var db = app.Db();
        Assert.That(await db.Notices.AnyAsync(n => n.PlannedAt == null && n.ShowAt <= app.Clock.GetUtcNow()), Is.False);
        Assert.That(app.TextMessages.Count(m => m.Phone == "13700000001"), Is.EqualTo(1));
    }

    [Test]
    public async Task At_night_nobody_is_woken_unless_it_is_an_emergency()
    {
        await using var app = await StartAsync();
        app.MoveTo("03-02 22:30");
        var way = new Journey(app);
        await way.FileAsync();
        await way.AcceptAsync();
        var emergency = new Journey(app);
        await emergency.FileAsync(urgency: "emergency");
        await emergency.AcceptAsync();
        await TellAsync(app);
        Assert.That(Mine(app), Has.Count.EqualTo(1), "the emergency");
        app.MoveTo("03-03 08:00");
        await TellAsync(app);
        Assert.That(Mine(app), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Four_nodes_at_once_send_each_of_a_hundred_once()
    {
        await using var app = await StartAsync();
        for (var i = 0; i < 4; i++)
        {
            var way = new Journey(app);
            await way.FileAsync("示例诉求" + i);
            await way.AcceptAsync();
        }

        await app.RunAsync("react");
        await app.ExecuteAsync(
            """
            INSERT INTO notices (id, person_id, text, facts, link, entry_id, at, show_at)
            SELECT gen_random_uuid(), n.person_id, n.text, n.facts, n.link, 1000000 + row_number() OVER (), n.at, n.show_at
            FROM notices n, generate_series(1, 24) WHERE n.text = 'YourCaseAccepted'
            """
        );
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.RunAsync("deliver")));
        await app.RunAsync("deliver");
        Assert.That(Taken(app).Select(m => m.Id).Distinct().Count(), Is.EqualTo(100));
        Assert.That(Taken(app), Has.Count.EqualTo(100));
    }

    [Test]
    public async Task What_a_gateway_tells_before_it_answers_stays_and_holds_up_no_other()
    {
        await using var app = await StartAsync();
        await FileAsync(app, 6);
        // Before any is answered, so that its answer is written together with those of others.
        var (first, gate) = (true, new Lock());
        app.Carrier.Answer = _ =>
        {
            lock (gate)
            {
                if (first)
                {
                    using var line = new Npgsql.NpgsqlConnection(app.ConnectionString);
                    line.Open();
                    using var told = new Npgsql.NpgsqlCommand(
                        "UPDATE deliveries SET fate = 'Delivered', next_try_at = NULL WHERE facts LIKE '%示例诉求3%' AND text = 'YourCaseAccepted'",
                        line
                    );
                    told.ExecuteNonQuery();
                    first = false;
                }
            }

            return new(GatewayAnswer.Taken);
        };
        await TellAsync(app);
        Assert.That(
            await FatesAsync(app),
            Is.EquivalentTo(new[] { Fate.Delivered, Fate.Sent, Fate.Sent, Fate.Sent, Fate.Sent, Fate.Sent })
        );
    }

    [Test]
    public async Task An_answer_that_cannot_be_written_down_holds_up_no_other()
    {
        await using var app = await StartAsync();
        await FileAsync(app, 6);
        app.Carrier.Answer = m =>
            new(GatewayAnswer.Taken, m.Text.Contains("示例诉求3", StringComparison.Ordinal) ? new string('x', 1000) : "示例1");
        await TellAsync(app);
        await TellAsync(app);
        Assert.That(await FatesAsync(app), Is.EquivalentTo(new[] { Fate.SetAside, Fate.Sent, Fate.Sent, Fate.Sent, Fate.Sent, Fate.Sent }));
        Assert.That(app.Carrier.Asked, Is.EqualTo(app.Carrier.Handed.Distinct().Count()), "each was handed over once");
    }

    // The node was away for longer than its lease, and its answer comes when another node has the message.
    [TestCase(GatewayAnswer.Taken, Fate.Sent)]
    [TestCase(GatewayAnswer.Later, Fate.Sending)]
    public async Task A_late_answer_to_a_lost_lease_counts_only_if_the_gateway_has_it(GatewayAnswer answer, Fate fate)
    {
        await using var app = await StartAsync();
        await FileAsync(app, 1);
        app.Carrier.Answer = message =>
        {
            using var line = new Npgsql.NpgsqlConnection(app.ConnectionString);
            line.Open();
            using var taken = new Npgsql.NpgsqlCommand(
                $"UPDATE deliveries SET attempts = attempts + 1, next_try_at = next_try_at + interval '1 hour' WHERE id = '{message.Id}'",
                line
            );
            taken.ExecuteNonQuery();
            return new(answer);
        };
        await TellAsync(app);
        Assert.That(await FatesAsync(app), Is.EqualTo(new[] { fate }));
    }

    private static async Task FileAsync(TestApp app, int cases)
    {
        var way = new Journey(app);
        for (var i = 0; i < cases; i++)
        {
            await way.FileAsync("示例诉求" + i);
            await way.AcceptAsync();
        }
    }

    private static async Task<TestApp> StartAsync()
    {
        var app = await TestApp.StartAsync(
            settings: new Dictionary<string, string> { ["Commissioner:PublicAddress"] = "https://park.example" }
        );
        await app.ExecuteAsync(
            $"UPDATE accounts SET phone_number = '{TestCluster.Keys.Seal(Phone)}' WHERE id = (SELECT id FROM accounts WHERE user_name = 'enterprise1')"
        );
        return app;
    }

    private static async Task AskAsync(Journey way) =>
        await (await way.As("commissioner1")).DoAsync($"{way.Path}/questions", new { text = "请补充示例材料" });

    // The enterprise's; its commissioner is told of other things.
    private static List<Outgoing> Taken(TestApp app) => [.. app.Carrier.Sent.Where(m => m.To == Phone)];

    private static List<(string Phone, string Text)> Mine(TestApp app) => [.. app.TextMessages.Where(m => m.Phone == Phone)];

    private static async Task TellAsync(TestApp app)
    {
        await app.RunAsync("react");
        await app.RunAsync("deliver");
    }

    private static async Task<string> SaidAsync(TestApp app)
    {
        await using var db = app.Db();
        var states = await db.ChannelStates.ToListAsync();
        return string.Join(
            '\n',
            states
                .Select(c => $"{c.Channel} worked {c.WorkedAt:T} failed {c.FailedAt:T} rests {c.RestsUntil:T} {c.Error}")
                .Concat(
                    (await db.Deliveries.OrderBy(d => d.EntryId).ToListAsync()).Select(d =>
                        $"{d.Text} {d.Channel} {d.To} {d.Fate} {d.Attempts} due {d.DueAt:T} next {d.NextTryAt:T} {d.Error}"
                    )
                )
        );
    }

    private static async Task<List<Fate>> FatesAsync(TestApp app)
    {
        await using var db = app.Db();
        return await db.Deliveries.Where(d => d.To == Phone).OrderBy(d => d.PlannedAt).Select(d => d.Fate).ToListAsync();
    }
}
