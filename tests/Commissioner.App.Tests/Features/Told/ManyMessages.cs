using System.Globalization;
using System.Text.RegularExpressions;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Told;

/// <summary>Numbered messages about a few cases, written as a reaction writes them, and what became of each.</summary>
internal static partial class ManyMessages
{
    // What the journeys themselves leave stands before.
    private const int First = 1_000_000;

    /// <summary>Files cases of three enterprises, each with a telephone, and tells what there is to tell of them.</summary>
    public static async Task FileForMessagesAsync(this TestApp app, int cases)
    {
        for (var i = 1; i <= 3; i++)
        {
            await app.ExecuteAsync(
                $"UPDATE accounts SET phone_number = '{TestCluster.Keys.Seal($"1380000000{i}")}' WHERE id = (SELECT id FROM accounts WHERE user_name = 'enterprise{i}')"
            );
        }

        var ways = Enumerable.Range(1, 3).Select(_ => new Journey(app)).ToList();
        for (var i = 0; i < cases; i++)
        {
            await ways[i % 3].FileAsync(by: $"enterprise{1 + (i % 3)}");
            await ways[i % 3].AcceptAsync($"commissioner{1 + (i % 3)}");
        }

        await app.RunAsync("react");
        await app.DeliverAllAsync();
    }

    /// <summary>So many happen now, from this number on, each to the next case in turn; their numbers stand in the messages.</summary>
    public static Task HappenAsync(this TestApp app, int from, int count, DateTimeOffset at) =>
        app.ExecuteAsync(
            $$"""
            CREATE TEMP TABLE happened AS
                SELECT n, e.entry, e.notice FROM generate_series({{from}}, {{from + count - 1}}) n
                JOIN (SELECT t AS entry, o AS notice, row_number() OVER (ORDER BY t.id) - 1 AS k, count(*) OVER () AS all_of_them
                    FROM timeline t JOIN notices o ON o.entry_id = t.id AND o.text = 'YourCaseAccepted' WHERE t.id < {{First}}) e ON e.k = n % e.all_of_them;
            INSERT INTO timeline SELECT (jsonb_populate_record(entry, jsonb_build_object('id', {{First}} + n, 'seq', {{First}} + n))).* FROM happened;
            INSERT INTO notices (id, person_id, text, facts, link, entry_id, at, show_at)
                SELECT gen_random_uuid(), (notice).person_id, (notice).text,
                    jsonb_set((notice).facts::jsonb, ARRAY['title'], to_jsonb('示例' || n || '号'))::text,
                    (notice).link, {{First}} + n, '{{at.ToUniversalTime():O}}', '{{at.ToUniversalTime():O}}' FROM happened;
            DROP TABLE happened
            """
        );

    /// <summary>Delivers until nobody works on anything, however long that has to wait by the clock.</summary>
    public static async Task DeliverAllAsync(this TestApp app)
    {
        for (var rounds = 0; ; rounds++)
        {
            while (await app.RunAsync("deliver") > 0) { }

            await using var db = app.Db();
            // What else is told meanwhile may have to wait for the morning.
            if (
                !await db.Deliveries.AnyAsync(d =>
                    d.NextTryAt != null && d.Channel == Channel.Sms && (d.EntryId >= First || d.Text == "Digest")
                )
            )
            {
                return;
            }

            Assert.That(rounds, Is.LessThan(200), "it comes to an end");
            app.Advance(TimeSpan.FromSeconds(30));
        }
    }

    /// <summary>The number that stands in a message; null in any other.</summary>
    public static int? Number(string text) => Find(Numbered().Match(text));

    /// <summary>How many a digest tells of; null of any other message.</summary>
    public static int? Digested(string text) => Find(Digest().Match(text));

    /// <summary>
    /// Demands that each of so many was told, by itself or with a digest that was told; that only those came twice that are marked so; and
    /// that each case was told in its order.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <param name="count">How many happened.</param>
    /// <param name="taken">What the gateway took, in the order of taking.</param>
    /// <param name="cases">How many cases.</param>
    /// <returns>How many came twice.</returns>
    public static async Task<int> MustAllBeToldAsync(
        this TestApp app,
        int count,
        IReadOnlyCollection<(string To, string Text)> taken,
        int cases
    )
    {
        await using var db = app.Db();
        var rows = await db.Deliveries.AsNoTracking().Where(d => d.Channel == Channel.Sms).ToListAsync();
        var digests = rows.Where(d => d.Text == "Digest").ToDictionary(d => d.Id);
        var its = rows.Where(d => d.EntryId >= First).ToDictionary(d => (int)(d.EntryId - First));
        var alone = taken.Select(t => Number(t.Text)).OfType<int>().ToList();
        var twice = alone.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key).ToList();
        var together = its.Where(d => d.Value.Fate == Fate.Digested).Select(d => d.Key).ToList();
        await TestContext.Out.WriteLineAsync(
            $"{count:N0} happened: {alone.Count:N0} came alone, {together.Count:N0} in {digests.Count:N0} digests, {twice.Count:N0} twice; {its.Values.Count(d => d.MaybeTwice):N0} are marked as maybe twice."
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(its, Has.Count.EqualTo(count), "planned");
            Assert.That(
                alone.Distinct().Concat(together).Order(),
                Is.EqualTo(Enumerable.Range(0, count)),
                "none lost, none told both ways"
            );
            Assert.That(twice.Where(n => !its[n].MaybeTwice), Is.Empty, "only what is marked comes twice");
            Assert.That(
                together.GroupBy(n => its[n].DigestId!.Value).Select(g => (g.Key, g.Count())),
                Is.EquivalentTo(
                    digests.Values.Select(d =>
                        (d.Id, System.Text.Json.JsonDocument.Parse(d.Facts).RootElement.GetProperty("count").GetInt32())
                    )
                ),
                "a digest says how many"
            );
            Assert.That(digests.Values.Select(d => d.Fate), Has.All.EqualTo(Fate.Sent));
            Assert.That(taken.Select(t => Digested(t.Text)).OfType<int>().Sum(), Is.EqualTo(together.Count), "each digest came once");
            Assert.That(its.Values.Where(d => d.NextTryAt != null), Is.Empty);
            foreach (var line in alone.Distinct().GroupBy(n => n % cases))
            {
                Assert.That(line, Is.Ordered, $"the messages of case {line.Key}");
            }
        }

        return twice.Count;
    }

    private static int? Find(Match found) => found.Success ? int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex("示例([0-9]+)号", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    [GeneratedRegex("有 ([0-9]+) 条通知", RegexOptions.CultureInvariant)]
    private static partial Regex Digest();
}
