using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Commissioner.Benchmarks;

// What being told has figures for: from a commit to its consequences and to the first try, and how fast a slow gateway is fed.
internal sealed partial class LoadedPark
{
    /// <summary>How long after a commit its consequences are planned, and the first message handed over, with the engine running.</summary>
    public async Task<string> ToldAsync(int a_second, int seconds)
    {
        await using var gateway = new SlowGateway(TimeSpan.FromMilliseconds(50));
        await StopAsync();
        await LaunchAsync("Development", ["--Logging:LogLevel:Default=Warning", .. gateway.Settings]);
        for (var i = 1; i <= _enterprises.Count; i++)
        {
            _enterprises[i - 1] = await TokenAsync($"enterprise{i}");
        }

        // What the demo left is told first.
        await Task.Delay(TimeSpan.FromSeconds(20));
        var began = await ScalarAsync("SELECT now()");
        for (var i = 0; i < 5 * seconds; i++)
        {
            await SubmitAsync(i % _enterprises.Count);
            await Task.Delay(150);
        }

        await Task.Delay(TimeSpan.FromSeconds(3));
        var reacted = await ScalarAsync(
            $"SELECT format('p50 %s ms, p99 %s ms, at most %s ms of %s entries', round(1000 * percentile_disc(0.5) WITHIN GROUP (ORDER BY late)), round(1000 * percentile_disc(0.99) WITHIN GROUP (ORDER BY late)), round(1000 * max(late)), count(*)) FROM (SELECT extract(epoch FROM reacted_at - at) AS late FROM timeline WHERE at >= '{began:O}') e"
        );
        // So many events a second, written as a reaction writes them, each to an enterprise's person with a telephone.
        began = await ScalarAsync("SELECT now()");
        for (var second = 0; second < seconds; second++)
        {
            var started = Stopwatch.GetTimestamp();
            await ExecuteAsync(Notices(a_second, "clock_timestamp()"));
            await Task.Delay(TimeSpan.FromSeconds(1) - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } rest ? rest : TimeSpan.Zero);
        }

        await Task.Delay(TimeSpan.FromSeconds(10));
        var tried = await ScalarAsync(
            $"SELECT format('p50 %s ms, p99 %s ms, at most %s ms, %s of %s', round(1000 * percentile_disc(0.5) WITHIN GROUP (ORDER BY late)), round(1000 * percentile_disc(0.99) WITHIN GROUP (ORDER BY late)), round(1000 * max(late)), count(late), count(*)) FROM (SELECT extract(epoch FROM d.first_tried_at - n.at) AS late FROM notices n LEFT JOIN deliveries d ON d.entry_id = n.entry_id AND d.person_id = n.person_id WHERE n.entry_id >= 1000000000 AND n.at >= '{began:O}') e"
        );
        return $"commit to its consequences: {reacted}\nfirst try after {a_second} events a second for {seconds} s: {tried}";
    }

    /// <summary>How many messages a second a gateway of 50 ms takes from one node, planning apart.</summary>
    public async Task<string> DrainAsync(int count)
    {
        await using var gateway = new SlowGateway(TimeSpan.FromMilliseconds(50));
        await StopAsync();
        await LaunchAsync("Development", ["--Commissioner:RunsJobs=false", "--Logging:LogLevel:Default=Warning", .. gateway.Settings]);
        while (await DeliverAsync() > 0) { }

        var taken = gateway.Taken;
        await ExecuteAsync(Notices(count, "now()"));
        gateway.Forget();
        var started = Stopwatch.GetTimestamp();
        while (await DeliverAsync() > 0) { }

        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var handed = gateway.Taken - taken;
        var drained = gateway.Span.TotalSeconds;
        return $"{handed:N0} messages planned and handed to a gateway of 50 ms in {took:0.0} s: {handed / took:0} a second; from the first to the last {drained:0.0} s: {handed / drained:0} a second";
    }

    /// <summary>
    /// What planning deliveries adds to a move: submissions with the engine running, in turns with nothing told by any channel and with all
    /// that is told.
    /// </summary>
    public async Task<string> PlanningAsync(int seconds)
    {
        await using var gateway = new SlowGateway(TimeSpan.FromMilliseconds(50));
        await StopAsync();
        await LaunchAsync("Development", ["--Logging:LogLevel:Default=Warning", .. gateway.Settings]);
        for (var i = 1; i <= _enterprises.Count; i++)
        {
            _enterprises[i - 1] = await TokenAsync($"enterprise{i}");
        }

        // What the demo left is told first.
        await Task.Delay(TimeSpan.FromSeconds(20));
        Dictionary<bool, List<double>> hurried = new() { [false] = [], [true] = [] };
        Dictionary<bool, List<double>> atEase = new() { [false] = [], [true] = [] };
        // The first turns find code that is not compiled yet, and count for neither; then they stand in an order that favours neither.
        foreach (var (tells, counts) in new[] { (false, false), (true, false), (false, true), (true, true), (true, true), (false, true) })
        {
            await ExecuteAsync(tells ? "DELETE FROM told_rules" : Silence);
            await Task.Delay(TimeSpan.FromSeconds(2));
            var eased = await Load.AtEaseAsync(10 * seconds, i => SubmitAsync(i % _enterprises.Count));
            var figures = await Load.RunAsync(1, seconds, SubmitAsync);
            if (counts)
            {
                atEase[tells].AddRange(eased);
                hurried[tells].Add(figures.P50);
            }
        }

        static double Middle(List<double> all) => all.Order().ElementAt(all.Count / 2);
        var (bare, told) = (Middle(atEase[false]), Middle(atEase[true]));
        var (bareHurried, toldHurried) = (hurried[false].Average(), hurried[true].Average());
        return $"submit each tenth of a second, with nothing told by any channel p50 {bare:0.0} ms, with deliveries planned and handed over {told:0.0} ms: x {told / bare:0.00}; one after another {bareHurried:0.0} and {toldHurried:0.0} ms: x {toldHurried / bareHurried:0.00}";
    }

    // Every kind of message that was ever told stays in the inbox.
    private const string Silence =
        "INSERT INTO told_rules (key, phone, email, robot, urgent, compulsory, worth_hours, decided_by_id, decided_at) SELECT DISTINCT n.text, false, false, false, false, false, 72, (SELECT id FROM people LIMIT 1), now() FROM notices n ON CONFLICT (key) DO UPDATE SET phone = false, email = false, robot = false";

    private async Task<int> DeliverAsync()
    {
        using var response = await Anonymous.PostAsync("/dev/jobs/deliver", null);
        response.EnsureSuccessStatusCode();
        return (int)(await response.Content.ReadFromJsonAsync<JsonObject>())!["done"]!;
    }

    // Each for another person of an enterprise in turn; of no case, so that each stands in a line of its own person. They are urgent, so
    // that they go at whatever hour somebody measures.
    private static string Notices(int count, string at) =>
        $"""
            INSERT INTO told_rules (key, phone, email, robot, urgent, compulsory, worth_hours, decided_by_id, decided_at)
                SELECT 'CaughtUp', true, false, false, true, false, 72, id, now() FROM people LIMIT 1 ON CONFLICT DO NOTHING;
            INSERT INTO notices (id, person_id, text, facts, entry_id, at, show_at)
                SELECT gen_random_uuid(), p.id, 'CaughtUp', '{"{}"}', 1000000000 + (SELECT coalesce(max(entry_id) FILTER (WHERE entry_id >= 1000000000), 1000000000) - 999999999 FROM notices) + g, {at}, {at}
                FROM generate_series(1, {count}) g JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS all_of_them FROM people WHERE enterprise_id IS NOT NULL) p ON p.n = g % p.all_of_them
            """;

    // A carrier that takes its time.
    private sealed class SlowGateway : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly CancellationTokenSource _ends = new();
        private readonly TimeSpan _takes;
        private readonly string _address;
        private int _taken;
        private long _first;
        private long _last;

        public SlowGateway(TimeSpan takes)
        {
            _takes = takes;
            var port = FreePort();
            _address = $"http://127.0.0.1:{port}/";
            _listener.Prefixes.Add(_address);
            _listener.Start();
            _ = ServeAsync();
        }

        public int Taken => _taken;

        /// <summary>From the first that it was asked since it forgot to the last that it answered.</summary>
        public TimeSpan Span => Stopwatch.GetElapsedTime(_first, _last);

        public void Forget() => _first = 0;

        public string[] Settings =>
            [
                "--Commissioner:Sms:Gateway=Http",
                $"--Commissioner:Sms:Http:Address={_address}",
                """--Commissioner:Sms:Http:Body={"to":"{to}","text":"{text}"}""",
            ];

        public ValueTask DisposeAsync()
        {
            _ends.Cancel();
            _listener.Close();
            return ValueTask.CompletedTask;
        }

        private async Task ServeAsync()
        {
            while (!_ends.IsCancellationRequested)
            {
                try
                {
                    _ = AnswerAsync(await _listener.GetContextAsync());
                }
                catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
            }
        }

        private async Task AnswerAsync(HttpListenerContext context)
        {
            Interlocked.CompareExchange(ref _first, Stopwatch.GetTimestamp(), 0);
            await Task.Delay(_takes);
            Interlocked.Increment(ref _taken);
            _last = Stopwatch.GetTimestamp();
            context.Response.StatusCode = 200;
            context.Response.Close();
        }
    }
}
