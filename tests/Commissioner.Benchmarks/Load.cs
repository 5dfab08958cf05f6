using System.Diagnostics;

namespace Commissioner.Benchmarks;

/// <summary>What a load gave: requests a second, and percentiles in milliseconds.</summary>
internal sealed record Figures(double PerSecond, double P50, double P95, double P99);

internal static class Load
{
    /// <summary>So many clients, each sending its next request when the last was answered, after a second to warm up.</summary>
    public static async Task<Figures> RunAsync(int clients, int seconds, Func<int, Task> request)
    {
        await WorkAsync(clients, TimeSpan.FromSeconds(2), request);
        var started = Stopwatch.GetTimestamp();
        var times = await WorkAsync(clients, TimeSpan.FromSeconds(seconds), request);
        var elapsed = Stopwatch.GetElapsedTime(started);
        times.Sort();
        return new(times.Count / elapsed.TotalSeconds, At(0.50), At(0.95), At(0.99));

        double At(double share) => times[Math.Min(times.Count - 1, (int)(share * times.Count))];
    }

    /// <summary>
    /// Two in turns, a second each, so that a machine that is now faster, now slower serves both alike: the figures of each, and by how much
    /// the first one's mean exceeds the second's, in milliseconds, as the median of the pairs and as its quartiles.
    /// </summary>
    public static async Task<(Figures First, Figures Second, double[] Apart)> InTurnsAsync(
        int pairs,
        Func<int, Task> first,
        Func<int, Task> second
    )
    {
        var turn = TimeSpan.FromSeconds(1);
        await WorkAsync(1, 4 * turn, first);
        await WorkAsync(1, 4 * turn, second);
        List<double> firsts = [];
        List<double> seconds = [];
        List<double> apart = [];
        for (var pair = 0; pair < pairs; pair++)
        {
            // Who begins has no part in it.
            List<double>[] times =
            [
                [],
                [],
            ];
            foreach (var which in pair % 2 == 0 ? new[] { 0, 1 } : [1, 0])
            {
                times[which] = await WorkAsync(1, turn, which == 0 ? first : second);
            }

            firsts.AddRange(times[0]);
            seconds.AddRange(times[1]);
            apart.Add(times[0].Average() - times[1].Average());
        }

        apart.Sort();
        return (Of(firsts), Of(seconds), [At(apart, 0.25), At(apart, 0.5), At(apart, 0.75)]);

        static Figures Of(List<double> times)
        {
            var perSecond = 1000 / times.Average();
            times.Sort();
            return new(perSecond, At(times, 0.50), At(times, 0.95), At(times, 0.99));
        }

        static double At(List<double> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
    }

    /// <summary>One client that sends a request each tenth of a second, as people do: what follows from one is over before the next.</summary>
    public static async Task<IReadOnlyList<double>> AtEaseAsync(int count, Func<int, Task> request)
    {
        List<double> times = [];
        for (var i = 0; i < count; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await request(i);
            var took = Stopwatch.GetElapsedTime(began);
            times.Add(took.TotalMilliseconds);
            await Task.Delay(TimeSpan.FromMilliseconds(100) - took is { Ticks: > 0 } rest ? rest : TimeSpan.Zero);
        }

        return times;
    }

    private static async Task<List<double>> WorkAsync(int clients, TimeSpan length, Func<int, Task> request)
    {
        var until = Stopwatch.GetTimestamp() + (long)(length.TotalSeconds * Stopwatch.Frequency);
        var all = await Task.WhenAll(
            Enumerable
                .Range(0, clients)
                .Select(client =>
                    Task.Run(async () =>
                    {
                        List<double> times = [];
                        while (Stopwatch.GetTimestamp() < until)
                        {
                            var began = Stopwatch.GetTimestamp();
                            await request(client);
                            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                        }

                        return times;
                    })
                )
        );
        return [.. all.SelectMany(t => t)];
    }
}
