using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Commissioner.Benchmarks;

// Scores: the log of a day read into facts and sums, and a quarter computed anew.
internal sealed partial class LoadedPark
{
    /// <summary>Reads the log's last entries into facts and sums, as the night does; then once more, when nothing is new.</summary>
    public async Task<string> RollUpAsync(int entries)
    {
        await ExecuteAsync($"UPDATE appraisal_progress SET last_entry_id = (SELECT max(id) FROM timeline) - {entries}");
        var cases = await ScalarAsync(
            $"SELECT count(DISTINCT subject_id) FROM timeline WHERE id > (SELECT max(id) FROM timeline) - {entries}"
        );
        var before = await ScalarAsync("SELECT count(*) FROM appraisal_facts");
        var (took, runs) = await UntilReadAsync();
        var after = await ScalarAsync("SELECT count(*) FROM appraisal_facts");
        var (again, _) = await UntilReadAsync();
        return $"roll-up of {entries:N0} entries of {cases:N0} cases: {took.TotalSeconds:0.0} s in {runs} runs, {(long)after! - (long)before!:N0} facts more; once more, with nothing new: {again.TotalSeconds:0.00} s";

        async Task<(TimeSpan, int)> UntilReadAsync()
        {
            // A run that ends for its budget has more to read, and does not say that all was.
            await ExecuteAsync("UPDATE appraisal_progress SET read_at = NULL");
            var started = Stopwatch.GetTimestamp();
            for (var runs = 1; runs < 100; runs++)
            {
                using var response = await Anonymous.PostAsync("/dev/jobs/roll-up-scores", null);
                response.EnsureSuccessStatusCode();
                if (await ScalarAsync("SELECT read_at IS NOT NULL FROM appraisal_progress") is true)
                {
                    return (Stopwatch.GetElapsedTime(started), runs);
                }
            }

            throw new InvalidOperationException("The log was not read to its end.");
        }
    }

    /// <summary>Computes a span of days anew from the log and compares.</summary>
    public async Task<string> RecomputeAsync(string what, DateOnly from, DateOnly to)
    {
        var supervisor = await TokenAsync("supervisor");
        var started = Stopwatch.GetTimestamp();
        var found = (await supervisor.GetFromJsonAsync<JsonObject>($"/api/v1/scores/recomputation?from={from:O}&to={to:O}"))!;
        return $"recompute {what}: {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s for {(int)found["cases"]!:N0} cases, {(int)found["facts"]!:N0} facts, {(int)found["sums"]!:N0} sums; {found["differences"]!.AsArray().Count} differences";
    }
}
