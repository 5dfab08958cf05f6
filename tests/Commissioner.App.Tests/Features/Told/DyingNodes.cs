using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Commissioner.App.Tests.Channels;
using Commissioner.App.Tests.Conventions;
using Commissioner.App.Tests.Harness;
using Commissioner.App.Tests.Jobs;
using Commissioner.Domain.Told;

namespace Commissioner.App.Tests.Features.Told;

/// <summary>Nodes that die while they hand messages over: nothing is lost, and only what is marked may come twice.</summary>
public sealed class DyingNodes
{
    private const int Cases = 3;

    // Before and after each statement: before the lease is stored, when it is and nothing has left, when the gateway has the message and
    // its answer is not written down, when it is.
    [Test]
    public async Task Wherever_its_line_breaks_nothing_is_lost([Values] bool canBeAsked, [Values] bool beforeTheAnswer)
    {
        CutLine line = null!;
        await using var app = await TestApp.StartAsync(through: connection =>
        {
            (line, var through) = CutLine.Lay(connection);
            return through;
        });
        await using var end = line;
        if (canBeAsked)
        {
            app.Carrier.Find = m => app.Carrier.Sent.Any(s => s.Id == m.Id) ? new(GatewayAnswer.Taken) : new(GatewayAnswer.Later);
        }

        await app.FileForMessagesAsync(Cases);
        var (happened, deaths) = (0, 0);
        // The gate takes every other statement: the first, third, … before the answer, the second, fourth, … after it.
        var every = 3 - Scale.Of(2);
        for (var after = beforeTheAnswer ? 1 : every; ; after += every)
        {
            await app.HappenAsync(happened, 2 * Cases, app.Clock.GetUtcNow());
            happened += 2 * Cases;
            (beforeTheAnswer ? (Action<int>)line.CutBeforeTheAnswerTo : line.CutAfter)(after);
            var done = await TryAsync(app);
            var reached = line.Sent < after;
            line.Mend();
            // What the dead one had leased is free again.
            app.Advance(Delivery.Lease + TimeSpan.FromSeconds(1));
            for (var tries = 0; !await TryAsync(app); tries++)
            {
                Assert.That(tries, Is.LessThan(50), "connections that were cut are found out");
            }

            if (done && reached)
            {
                break;
            }

            deaths++;
            Assert.That(deaths, Is.LessThan(400), "it comes to an end");
        }

        await app.DeliverAllAsync();
        await TestContext.Out.WriteLineAsync($"The node died {deaths} times, once after every {every} of the statements that it sends.");
        Assert.That(deaths, Is.GreaterThan(10 / every), "it died in the midst");
        var taken = app.Carrier.Sent.Select(m => (m.To, m.Text)).ToList();
        Assert.That(
            await app.MustAllBeToldAsync(happened, taken, Cases),
            canBeAsked ? Is.Zero : Is.GreaterThan(0),
            canBeAsked ? "the gateway was asked" : "what it died over came twice"
        );
    }

    [Test]
    public async Task What_a_killed_node_was_at_another_hands_over()
    {
        Scale.LeaveToTheNight("processes of its own; here lines break after every statement, and the sweep's nodes are killed");
        const int count = 3_000;
        var taken = new ConcurrentQueue<(string To, string Text)>();
        var holds = true;
        await using var gateway = await FakeGateway.StartAsync();
        gateway.Answer = asked =>
        {
            var said = JsonDocument.Parse(asked.Body).RootElement;
            taken.Enqueue((said.GetProperty("to").GetString()!, said.GetProperty("text").GetString()!));
            return new(200, """{"result":{"code":0}}""", After: holds ? TimeSpan.FromMinutes(5) : null);
        };
        var settings = Table.Http(gateway.Address, "key").ToDictionary(s => s.Key, s => s.Value!);
        settings["Commissioner:GatewayTimeLimit"] = "00:01:00";
        holds = false;
        await using var app = await TestApp.StartAsync(settings: settings);
        await app.FileForMessagesAsync(Cases);
        holds = true;
        // The real clock may say that it is night.
        await app.ExecuteAsync(
            "INSERT INTO told_rules (key, phone, email, robot, urgent, compulsory, worth_hours, decided_by_id, decided_at) SELECT 'YourCaseAccepted', true, false, false, true, false, 72, id, now() FROM people LIMIT 1"
        );
        await app.HappenAsync(0, count, TimeProvider.System.GetUtcNow());
        var data = Directory.CreateTempSubdirectory("commissioner-killed-").FullName;
        try
        {
            // The first dies with answers on their way to it, the second in the midst of them.
            foreach (var answers in new[] { false, true })
            {
                holds = !answers;
                var before = taken.Count(Counts);
                using var process = NodeProcess.Start(app, data, settings);
                try
                {
                    await Waking.UntilAsync(
                        "it hands over",
                        () => Task.FromResult(process.HasExited || taken.Count(Counts) >= before + (answers ? count / 10 : 1))
                    );
                    Assert.That(process.HasExited, Is.False, "the node lives");
                }
                finally
                {
                    process.Kill();
                    await process.WaitForExitAsync();
                }

                Assert.That(taken.Where(Counts).Select(t => t.Text).Distinct().Count(), Is.LessThan(count), "killed in the midst");
                if (!answers)
                {
                    // The lease of the dead one ends, as it does in two minutes.
                    await app.ExecuteAsync("UPDATE deliveries SET next_try_at = now() WHERE fate = 'Sending'");
                }
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }

        holds = false;
        app.MoveTo(TimeProvider.System.GetUtcNow() + Delivery.Lease);
        await app.DeliverAllAsync();
        var twice = await app.MustAllBeToldAsync(count, taken, Cases);
        Assert.That(twice, Is.GreaterThan(0).And.LessThanOrEqualTo(4 * Cases), "of each case what was under way, of each node");

        static bool Counts((string To, string Text) t) => ManyMessages.Number(t.Text) is not null;
    }

    private static async Task<bool> TryAsync(TestApp app)
    {
        try
        {
            await app.RunAsync("deliver");
            return true;
        }
        catch (Exception)
        {
            // However the run ended, it ended: what is left behind is asked afterwards.
            return false;
        }
    }
}
