using System.Data.Common;
using System.Globalization;
using Commissioner.App.Features.Demo;
using Commissioner.App.Hosting;
using Commissioner.Data.Providers;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Commissioner.App.Tests.Features.Demo;

/// <summary>The demo park as it is stored.</summary>
public sealed class DemoParkTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 6, 31, TimeSpan.Zero);

    private string _connection = "";

    [SetUp]
    public async Task CreateDatabase()
    {
        _connection = await TestCluster.CreateDatabaseAsync();
        await using var db = Db();
        await db.Database.MigrateAsync();
    }

    [TearDown]
    public Task DropDatabase() => TestCluster.DropDatabaseAsync(_connection);

    [Test]
    public async Task Numbers_follow_the_order_of_filing_without_gap_and_history_is_told_nobody()
    {
        var park = default(DemoPark);
        await using (var db = Db())
        {
            park = Park(db);
            await park.PlayAsync(CancellationToken.None, Scale.Of(6, 2));
        }

        await using var stored = Db();
        var cases = await stored
            .Cases.AsNoTracking()
            .OrderBy(c => c.SubmittedAt)
            .ThenBy(c => c.Number)
            .Select(c => new { c.Number, c.SubmittedAt })
            .ToListAsync();
        var expected = cases
            .GroupBy(c => ChinaWorkingDays.Default.DateOf(c.SubmittedAt))
            .SelectMany(day => day.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"SL-{day.Key:yyyyMMdd}-{i + 1:0000}")));
        var entries = await stored.Timeline.AsNoTracking().OrderBy(e => e.Id).Select(e => new { e.At, e.ReactedAt }).ToListAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (
                    await stored.Parks.CountAsync(p => p.PartOfId != null),
                    await stored.Departments.CountAsync(),
                    await stored.ServiceCommissioners.CountAsync(),
                    await stored.Enterprises.CountAsync()
                ),
                Is.EqualTo((3, 24, 117, 150))
            );
            Assert.That(cases.Select(c => c.Number), Is.EqualTo(expected));
            Assert.That(await stored.Assignments.CountAsync(), Is.EqualTo(park.Enterprises.Sum(e => e.Past.Count)).And.Positive);
            Assert.That(entries.Select(e => e.At), Is.Ordered);
            Assert.That(
                entries.Where(e => e.ReactedAt is null).Select(e => e.At),
                Is.EqualTo(entries.Select(e => e.At).Where(at => at >= Now.AddDays(-2))).And.Not.Empty
            );
        }
    }

    [Test]
    public async Task What_is_interrupted_leaves_nothing_behind()
    {
        await using (var db = Db(new StopAtTheNumbers()))
        {
            Assert.That(() => Park(db).PlayAsync(CancellationToken.None, 1), Throws.InstanceOf<OperationCanceledException>());
        }

        await using var stored = Db();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await stored.Parks.AnyAsync(), Is.False);
            Assert.That(await stored.Cases.AnyAsync(), Is.False);
        }
    }

    private static DemoPark Park(PostgresDb db) =>
        new(db, new Promises(ChinaWorkingDays.Default, PromisePolicy.First), new SimulatedClock(Now));

    private PostgresDb Db(params IInterceptor[] interceptors)
    {
        var options = new DbContextOptionsBuilder<PostgresDb>();
        Engines.Configure(options, Engine.Postgres, _connection, TestCluster.Keys).AddInterceptors(interceptors);
        return new(options.Options);
    }

    // By then all rows are written.
    private sealed class StopAtTheNumbers : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        ) =>
            command.CommandText.Contains("INSERT INTO case_counters", StringComparison.Ordinal)
                ? throw new OperationCanceledException()
                : new(result);
    }
}
