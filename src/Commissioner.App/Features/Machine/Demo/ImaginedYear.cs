using Commissioner.Data.Providers;
using Commissioner.Data.Sealing;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Demo;

/// <summary>What became of one kind of promise in a year.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Promised">How many were made.</param>
/// <param name="Met">Kept in time.</param>
/// <param name="Late">Kept late.</param>
/// <param name="Lapsed">Ended by the clock itself.</param>
/// <param name="Amber">Turned amber.</param>
/// <param name="Red">Turned red.</param>
/// <param name="Reminded">Reminded that they are late.</param>
/// <param name="Ordered">Supervision orders.</param>
/// <param name="Escalated">Came to the Leader.</param>
internal sealed record KindOfYear(
    PromiseKind Kind,
    int Promised,
    int Met,
    int Late,
    int Lapsed,
    int Amber,
    int Red,
    int Reminded,
    int Ordered,
    int Escalated
)
{
    /// <summary>Kept in time, of those that have ended, in tenths of a percent, rounded down; null where none has.</summary>
    public int? Share => Met + Late + Lapsed is > 0 and var ended ? Met * 1000 / ended : null;
}

/// <summary>A year of the demo park under a policy: what would be amber, red and escalated. No database is there.</summary>
/// <param name="Cases">Cases that were filed.</param>
/// <param name="Kinds">By kind of promise.</param>
/// <param name="RedByMonth">Promises that turned red, January first.</param>
internal sealed record ImaginedYear(int Cases, IReadOnlyList<KindOfYear> Kinds, IReadOnlyList<int> RedByMonth)
{
    /// <summary>
    /// Plays it. The park's people are as quick as they are under the first policy, whatever is promised: else a shorter limit would cost
    /// nobody anything.
    /// </summary>
    public static ImaginedYear Play(int year, PromisePolicy policy, int seed)
    {
        var calendar = ChinaWorkingDays.Default;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(calendar.Zone);
        var begin = new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(new DateTime(year, 1, 1), zone));
        var end = new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(new DateTime(year + 1, 1, 1), zone));
        // DemoPark needs a context to keep its people in. It is never saved, so no server need be behind it.
        var options = new DbContextOptionsBuilder<PostgresDb>();
        Engines.Configure(options, Data.Providers.Engine.Postgres, "Host=127.0.0.1", FieldKeys.Unkept());
        using var db = new PostgresDb(options.Options);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var play = new DemoPark(db, new Promises(calendar, policy), TimeProvider.System).Imagine(begin, end, PromisePolicy.First, seed);

        List<PromiseClock> clocks = [.. play.Cases.SelectMany(c => c.Clocks), .. play.Replacements.SelectMany(r => r.Clocks)];
        var raised = play.Firings.DistinctBy(f => (f.ClockId, f.Level)).ToLookup(f => f.ClockId);
        var red = play
            .Firings.Where(f => f.Level == PromiseLevel.Overdue)
            .DistinctBy(f => f.ClockId)
            .CountBy(f => TimeZoneInfo.ConvertTime(f.WantedAt, zone).Month)
            .ToDictionary();
        return new(
            play.Cases.Count,
            [.. clocks.GroupBy(c => c.Kind).OrderBy(g => g.Key).Select(g => Of(g.Key, [.. g], [.. g.SelectMany(c => raised[c.Id])]))],
            [.. Enumerable.Range(1, 12).Select(m => red.GetValueOrDefault(m))]
        );
    }

    private static KindOfYear Of(PromiseKind kind, List<PromiseClock> clocks, List<Firing> raised)
    {
        return new(
            kind,
            clocks.Count,
            Ended(PromiseResult.Met),
            Ended(PromiseResult.Late),
            Ended(PromiseResult.Lapsed),
            At(PromiseLevel.Warned),
            At(PromiseLevel.Overdue),
            At(PromiseLevel.Reminded),
            At(PromiseLevel.Ordered),
            At(PromiseLevel.Escalated)
        );

        int Ended(PromiseResult result) => clocks.Count(c => c.Result == result);
        int At(PromiseLevel level) => raised.Count(f => f.Level == level);
    }
}
