using System.Collections.Concurrent;
using System.Text.Json;
using Commissioner.App.Tests.Channels;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Told;

/// <summary>A gateway that is away for minutes or for an hour, in each way in which gateways are.</summary>
public sealed class Outages
{
    private const int Cases = 60;
    private const int EventsASecond = 50;

    // What is longer late than a quarter of an hour goes together.
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(15);

    /// <summary>How a gateway is away.</summary>
    public enum Away
    {
        NobodyListens,
        Fails,
        IsBusy,
        Hangs,
        Babbles,
    }

    [Test]
    public Task After_five_minutes_each_message_comes_once([Values] Away how)
    {
        if (how is Away.Hangs)
        {
            Scale.LeaveToTheNight("each try costs real seconds; here servers that hang are MailTests'");
        }

        return PlayAsync([how], TimeSpan.FromSeconds(300), 5);
    }

    [Test]
    public Task After_an_hour_what_piled_up_is_one_digest_a_person() =>
        // One that hangs costs real seconds each time that it is tried: the five minutes have it.
        PlayAsync([.. Enum.GetValues<Away>().Except([Away.Hangs])], TimeSpan.FromSeconds(3600), 28);

    [Test]
    public async Task Ten_thousand_messages_become_a_digest_a_person()
    {
        const int Each = 8;
        var people = Scale.Of(10_000) / Each;
        await using var app = await TestApp.StartAsync();
        app.Carrier.Answer = _ => new(GatewayAnswer.Later, Code: "503");
        await app.ExecuteAsync(
            $"""
            INSERT INTO people SELECT (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'phone', '138' || (10000000 + n)))).*
                FROM generate_series(1, {people}) n, people p WHERE p.id = '{app.World["enterprise1"].Id}';
            INSERT INTO notices (id, person_id, text, facts, entry_id, at, show_at)
                SELECT gen_random_uuid(), p.id, 'YourCaseAccepted', jsonb_build_object()::text, 1000000 + n, '{app.Clock.GetUtcNow():O}', '{app.Clock.GetUtcNow():O}'
                FROM generate_series(1, {Each}) n, people p WHERE p.phone LIKE '1381%'
            """
        );
        while (await app.RunAsync("deliver") > 0) { }

        app.Advance(Late + TimeSpan.FromMinutes(1));
        app.Carrier.Answer = _ => new(GatewayAnswer.Taken);
        await app.DeliverAllAsync();
        var digests = app.TextMessages.Where(m => ManyMessages.Digested(m.Text) is not null).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(digests.Select(m => m.Phone).Distinct().Count(), Is.EqualTo(people));
            Assert.That(digests, Has.Count.EqualTo(people), "one a person");
            Assert.That(
                digests.Sum(m => ManyMessages.Digested(m.Text)) + app.TextMessages.Count - digests.Count,
                Is.EqualTo(Each * people),
                "each of the messages is in one, or went alone"
            );
            Assert.That(app.TextMessages.Count - digests.Count, Is.LessThanOrEqualTo(1), "the one that found the gateway back");
        }
    }

    private static async Task PlayAsync(IReadOnlyList<Away> hows, TimeSpan length, int steps)
    {
        var whole = (int)(EventsASecond * length.TotalSeconds);
        // An hour whole is the longest of all runs: of that the gate has time for a tenth of a tenth.
        var count = length > Late ? Scale.Of(Scale.Of(whole), steps) : Scale.Of(whole, steps);
        var taken = new ConcurrentQueue<(string To, string Text)>();
        Away? away = null;
        Reply Answer(Asked asked)
        {
            switch (away)
            {
                case Away.Fails:
                    return new(500, "broken");
                case Away.IsBusy:
                    return new(429, Header: "Retry-After", Value: "20");
                case Away.Hangs:
                    return new(200, After: TimeSpan.FromMinutes(5));
                case Away.Babbles:
                    return new(200, "<html>示例</html>");
                default:
                    var said = JsonDocument.Parse(asked.Body).RootElement;
                    taken.Enqueue((said.GetProperty("to").GetString()!, said.GetProperty("text").GetString()!));
                    return new(200, """{"result":{"code":0}}""");
            }
        }

        var gateway = await FakeGateway.StartAsync();
        gateway.Answer = Answer;
        var port = new Uri(gateway.Address).Port;
        try
        {
            var settings = Table.Http(gateway.Address, "key").ToDictionary(s => s.Key, s => s.Value!);
            // Who hangs is given up after this. The others answer at once: the limit is for a machine that is slow.
            settings["Commissioner:GatewayTimeLimit"] = hows.Contains(Away.Hangs) ? "00:00:05" : "00:00:30";
            await using var app = await TestApp.StartAsync(settings: settings);
            await app.FileForMessagesAsync(Cases);
            for (var step = 0; step < steps; step++)
            {
                var next = hows[step * hows.Count / steps];
                if (next != away && (next == Away.NobodyListens || away == Away.NobodyListens))
                {
                    await ListenAsync(next != Away.NobodyListens);
                }

                away = next;
                var (from, to) = ((int)((long)count * step / steps), (int)((long)count * (step + 1) / steps));
                await app.HappenAsync(from, to - from, app.Clock.GetUtcNow());
                await app.RunAsync("deliver");
                app.Advance(length / steps);
            }

            Assert.That(taken.Where(t => ManyMessages.Number(t.Text) is not null), Is.Empty, "the gateway was away");
            if (away == Away.NobodyListens)
            {
                await ListenAsync(true);
            }

            away = null;
            await app.DeliverAllAsync();
            Assert.That(await app.MustAllBeToldAsync(count, taken, Cases), Is.Zero, "none came twice");
            await using var db = app.Db();
            var digests = await db.Deliveries.Where(d => d.Text == "Digest").Select(d => d.PersonId).ToListAsync();
            Assert.That(digests, length > Late ? Has.Count.EqualTo(3).And.Unique : Is.Empty, "one a person where it was long");
        }
        finally
        {
            await gateway.DisposeAsync();
        }

        // Where nobody listens a connection is refused.
        async Task ListenAsync(bool listens)
        {
            if (!listens)
            {
                await gateway.DisposeAsync();
                return;
            }

            gateway = await FakeGateway.StartAsync(port);
            gateway.Answer = Answer;
        }
    }
}
