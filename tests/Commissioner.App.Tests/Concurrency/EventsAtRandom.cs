using Commissioner.App.Security;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Concurrency;

/// <summary>
/// After very many random events, by several at once, every enterprise had one commissioner and one backup at every instant.
/// </summary>
public sealed class EventsAtRandom
{
    private const int Enterprises = 100;
    private const int Workers = 4;

    // Of every enterprise both posts, past and present, from end to end: what begins before or after the one before it ended, and who held
    // both at once.
    private const string Broken = """
        , chained AS (
            SELECT *, lag(to_at) OVER (PARTITION BY enterprise_id, duty ORDER BY from_at, to_at) AS before, row_number() OVER (PARTITION BY enterprise_id, duty ORDER BY from_at, to_at) AS no FROM posts)
        SELECT count(*) AS "held",
            count(*) FILTER (WHERE from_at > before) AS "gaps",
            count(*) FILTER (WHERE from_at < before) AS "overlaps",
            count(*) FILTER (WHERE from_at >= to_at) AS "empty",
            count(*) FILTER (WHERE no = 1) AS "posts",
            (SELECT count(*) FROM posts a JOIN posts b ON a.enterprise_id = b.enterprise_id AND a.duty = 'Active' AND b.duty = 'Backup' AND a.person_id = b.person_id AND a.from_at < b.to_at AND b.from_at < a.to_at) AS "both"
        FROM chained
        """;

    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task There_was_one_active_and_one_backup_at_every_instant()
    {
        var (app, events) = (_app, Scale.Of(10_000));
        var begin = TestApp.At("03-02 09:00").ToUniversalTime();
        var people = Enumerable
            .Range(0, 320)
            .Select(i => Person.Register(Id<Person>.New(begin), $"示例专员甲{i}", [Role.Commissioner]))
            .ToList();
        List<Id<Enterprise>> ids = [];
        await using (var db = app.Db())
        {
            var office = new Actor(app.World["triage"].Id, "示例服务办", [Role.TriageDesk], null, null);
            db.People.AddRange(people);
            for (var i = 0; i < Enterprises; i++)
            {
                var enterprise = Enterprise.Register(
                    Id<Enterprise>.New(begin),
                    app.World.Park.Id,
                    $"示例企业甲{i}",
                    Code(i),
                    "software",
                    "示例",
                    "13900000000",
                    office,
                    begin
                );
                enterprise.Pair(people[i], people[i + 1], office, begin.AddMinutes(1));
                db.Enterprises.Add(enterprise);
                ids.Add(enterprise.Id);
            }

            await db.SaveChangesAsync();
        }

        var random = new Random(20261127);
        var seeds = Enumerable.Range(0, Workers).Select(_ => random.Next()).ToList();
        var minutes = 2;
        var counts = await Task.WhenAll(seeds.Select(seed => Task.Run(() => WorkAsync(seed))));
        var (done, lost, refused) = (counts.Sum(c => c.Done), counts.Sum(c => c.Lost), counts.Sum(c => c.Refused));
        TestContext.Out.WriteLine($"{done} events, {lost} overtaken by another one, {refused} refused");
        Assert.That(done, Is.GreaterThanOrEqualTo(events));

        await using (var db = app.Db())
        {
            var found = await AskAsync(
                db,
                """
                WITH posts AS (
                    SELECT enterprise_id, duty, person_id, from_at, to_at FROM assignments
                    UNION ALL SELECT id, 'Active', active_id, active_since_at, 'infinity' FROM enterprises
                    UNION ALL SELECT id, 'Backup', backup_id, backup_since_at, 'infinity' FROM enterprises)
                """
            );
            Assert.That(found with { Held = 0 }, Is.EqualTo(new Found { Posts = 2 * await db.Enterprises.CountAsync() }), found.ToString());
            Assert.That(found.Held, Is.GreaterThan(events));
            Assert.That(
                await db.Replacements.GroupBy(r => r.EnterpriseId).AnyAsync(g => g.Count(r => r.Status == ReplacementStatus.Acting) > 1),
                Is.False,
                "one successor is owed at most"
            );
        }

        async Task<(int Done, int Lost, int Refused)> WorkAsync(int seed)
        {
            var choices = new Random(seed);
            var (done, lost, refused) = (0, 0, 0);
            // What is refused or lost to another one is no event; a run that does too little fails above.
            for (var i = 0; i < (events / Workers) + 1200 && done < (events / Workers) + 10; i++)
            {
                await using var db = app.Db();
                var id = ids[choices.Next(Enterprises)];
                var enterprise = await db.Enterprises.WithPast().SingleAsync(e => e.Id == id);
                var unfinished = await db
                    .Replacements.Include(r => r.Clocks)
                    .Where(r => r.EnterpriseId == id && (r.Status == ReplacementStatus.Acting || r.Status == ReplacementStatus.Appointed))
                    .OrderByDescending(r => r.BeganAt)
                    .FirstOrDefaultAsync();
                var now = begin.AddMinutes(Interlocked.Add(ref minutes, choices.Next(1, 4)));
                try
                {
                    Move(db, enterprise, unfinished, choices, now);
                    await db.SaveChangesAsync();
                    done++;
                }
                catch (RuleBroken)
                {
                    refused++;
                }
                catch (DbUpdateException)
                {
                    lost++;
                }
            }

            return (done, lost, refused);
        }

        void Move(CommissionerDb db, Enterprise enterprise, Replacement? unfinished, Random choices, DateTimeOffset now)
        {
            Actor owner = new(app.World["enterprise1"].Id, "示例", [Role.EnterpriseOwner], enterprise.Id, null),
                office = new(app.World["triage"].Id, "示例", [Role.TriageDesk], null, null);
            var bench = new Bench(
                [.. people.Select((p, i) => new Candidate(p.Id, app.World.Park.Id, "software", 1_000, (i + choices.Next(50)) % 50))],
                "示例",
                unfinished
            );
            var promises = new Promises(ChinaWorkingDays.Default, PromisePolicy.First);
            if (unfinished is { Status: ReplacementStatus.Acting } acting)
            {
                if (choices.Next(100) < 30)
                {
                    acting.Keep(enterprise, owner, now);
                }
                else if (choices.Next(100) < 30)
                {
                    // Who acts is replaced in turn, for a poor rating.
                    db.Replacements.Add(Replacement.Begin(enterprise, ReplacementTrigger.Rating, null, bench, promises, owner, now));
                }
                else
                {
                    var next = Replacement
                        .Eligible(enterprise, bench.Candidates, acting.OutgoingId)
                        .First(c => c.PersonId != acting.ActingId);
                    acting.Appoint(enterprise, people.Single(p => p.Id == next.PersonId), next, promises, office, now);
                }
            }
            else if (unfinished is not null && choices.Next(100) < 20)
            {
                unfinished.Keep(enterprise, owner, now);
            }
            else
            {
                db.Replacements.Add(
                    choices.Next(100) < 30
                        ? Replacement.Rotate(enterprise, bench, promises, office, now)
                        : Replacement.Press(enterprise, bench, promises, owner, now)
                );
            }
        }
    }

    [TestCase("('e', 'Active', 1, 0, 5), ('e', 'Active', 2, 5, 9), ('e', 'Backup', 2, 0, 5), ('e', 'Backup', 1, 5, 9)", 0, 0, 0)]
    [TestCase("('e', 'Active', 1, 0, 4), ('e', 'Active', 2, 5, 9)", 1, 0, 0)]
    [TestCase("('e', 'Active', 1, 0, 6), ('e', 'Active', 2, 5, 9)", 0, 1, 0)]
    [TestCase("('e', 'Active', 1, 0, 5), ('e', 'Active', 2, 0, 5)", 0, 1, 0)]
    [TestCase("('e', 'Active', 1, 0, 6), ('e', 'Backup', 1, 5, 9)", 0, 0, 1)]
    [TestCase("('e', 'Active', 1, 0, 6), ('f', 'Backup', 1, 5, 9)", 0, 0, 0)]
    public async Task The_question_finds_a_gap_an_overlap_and_one_who_is_its_own_backup(string rows, int gaps, int overlaps, int both)
    {
        await using var db = _app.Db();
        var found = await AskAsync(db, $"WITH posts (enterprise_id, duty, person_id, from_at, to_at) AS (VALUES {rows})");
        Assert.That((found.Gaps, found.Overlaps, found.Both), Is.EqualTo((gaps, overlaps, both)));
    }

    private static Task<Found> AskAsync(CommissionerDb db, string posts)
    {
        var question = string.Concat(posts, Broken);
        return db.Database.SqlQueryRaw<Found>(question).SingleAsync();
    }

    private static CreditCode Code(int i) => CreditCode.WithCheckDigit($"91500000MB{i + 1:0000000}");

    private sealed record Found
    {
        public long Held { get; init; }

        public long Gaps { get; init; }

        public long Overlaps { get; init; }

        public long Empty { get; init; }

        public long Posts { get; init; }

        public long Both { get; init; }
    }
}
