using Commissioner.App.Features.Shared;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Supervision.Charts;

/// <summary>Reads the supervisor's figures: five questions, three of them to sums of days.</summary>
public sealed class ChartBook(CommissionerDb db, Promises promises, TimeProvider clock)
{
    private const int MonthsDrawn = 12;

    private static readonly Measure[] Fared = [Measure.Filed, Measure.OnTime, Measure.Resolution];
    private static readonly Measure[] Wholes =
    [
        Measure.Filed,
        Measure.Response,
        Measure.Resolution,
        Measure.Satisfaction,
        Measure.Rated,
        Measure.Replaced,
    ];
    private static readonly Measure[] OfDepartments = [Measure.CheckIn, Measure.Objected, Measure.LateMinutes];

    /// <summary>What <see cref="ShowCharts"/> asks for.</summary>
    /// <exception cref="RuleBroken"><see cref="PeriodRules.PeriodCannotBe"/>.</exception>
    /// <exception cref="NotFound">There is no such park.</exception>
    public async Task<ChartSheet> ReadAsync(ShowCharts query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var period = PeriodOf(query, promises.Calendar.DateOf(now));
        PeriodRules.Demand(period);
        var parks = await db
            .Parks.AsNoTracking()
            .OrderBy(p => p.Code)
            .Select(p => new
            {
                p.Id,
                p.Name,
                p.PartOfId,
                ReadAt = db.AppraisalProgress.OrderBy(x => x.Id).Select(x => x.ReadAt).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var park = parks.Find(p => query.ParkId is { } asked ? p.Id.Value == asked : p.PartOfId is null) ?? throw new NotFound();
        var (its, whole) = (park.Id, park.PartOfId ?? park.Id);
        var below = parks.Where(p => p.PartOfId == its).Select(p => p.Id.Value).ToList();
        var places = below.Count == 0 ? [its.Value] : below;
        var spans = await SpansAsync(its.Value, period, cancellationToken);
        var parts = await PartsAsync(its.Value, whole.Value, places, period, cancellationToken);
        return new(
            its.Value,
            park.Name,
            whole.Value,
            period.From,
            period.To,
            park.ReadAt?.ToUniversalTime(),
            [.. parks.Select(p => new ChartPlace(p.Id.Value, p.Name, p.PartOfId?.Value))],
            await RedAsync(its, now, cancellationToken),
            spans(period),
            [.. Months(period.To).Select(spans)],
            await DepartmentsAsync(whole, period, cancellationToken),
            [
                .. parts
                    .Where(p => p.UnitId == whole.Value && p.Counted.Measure == Measure.LateMinutes)
                    .GroupBy(p => Enum.Parse<HolderKind>(p.Part))
                    .Select(g => new HeldLate(g.Key, g.Sum(p => p.Counted.Halves) / 2, g.Sum(p => p.Counted.N)))
                    .Where(h => h.Times > 0)
                    .OrderByDescending(h => h.Minutes),
            ],
            [
                .. parts
                    .Where(p => p.Counted.Measure != Measure.LateMinutes)
                    .GroupBy(p => p.Part)
                    .Select(g => Spot(g.Key, its.Value, places, [.. g]))
                    .Where(h => h.Filed > 0 || h.Resolution.N > 0 || h.OnTime.N > 0)
                    .OrderByDescending(h => h.Filed)
                    .ThenBy(h => h.Category, StringComparer.Ordinal),
            ]
        );
    }

    private static Period PeriodOf(ShowCharts query, DateOnly today)
    {
        var to = query.To ?? (query.From > today ? query.From.Value : today);
        return new(query.From ?? Period.MonthOf(to).From.AddMonths(-2), to);
    }

    private static IEnumerable<Period> Months(DateOnly last) =>
        Enumerable
            .Range(1 - MonthsDrawn, MonthsDrawn)
            .Select(i => Period.MonthOf(Period.MonthOf(last).From.AddMonths(i)))
            .Select(m => m.To > last ? m with { To = last } : m);

    // Sums are read by month, with the share that lies in the period, so that one reading serves both the period and the trend.
    private async Task<Func<Period, SpanFigures>> SpansAsync(Guid park, Period period, CancellationToken cancellationToken)
    {
        var first = Period.MonthOf(period.To).From.AddMonths(1 - MonthsDrawn);
        first = period.From < first ? period.From : first;
        var sums = await db
            .AppraisalSums.AsNoTracking()
            .Where(s =>
                s.Kind == UnitKind.Park
                && s.UnitId == park
                && s.Part == ""
                && s.Day >= first
                && s.Day <= period.To
                && Wholes.Contains(s.Measure)
            )
            .GroupBy(s => new
            {
                s.Day.Year,
                s.Day.Month,
                Asked = s.Day >= period.From,
                s.Measure,
                s.Why,
            })
            .Select(g => new
            {
                g.Key.Year,
                g.Key.Month,
                g.Key.Asked,
                g.Key.Measure,
                g.Key.Why,
                Halves = g.Sum(s => s.Halves),
                N = g.Sum(s => s.N),
            })
            .ToListAsync(cancellationToken);
        return span =>
        {
            var card = Card(
                UnitKind.Park,
                (
                    span == period ? sums.Where(s => s.Asked) : sums.Where(s => (s.Year, s.Month) == (span.From.Year, span.From.Month))
                ).Select(s => new Counted(s.Measure, s.Why, s.Halves, s.N))
            );
            var outcomes = card[Measure.Resolution];
            var silent = outcomes.Excluded.Where(x => x.Reason == LeftOut.Unanswered).Sum(x => x.Count);
            return new(
                span.From,
                span.To,
                card[Measure.Filed].N,
                ChartRate.Of(card[Measure.Response]),
                ChartRate.Of(outcomes),
                ChartRate.Of(card[Measure.Satisfaction]),
                ChartRate.Of(card[Measure.Rated]),
                ChartRate.Of(new(2 * silent, outcomes.N + silent, [])),
                ChartRate.Of(card[Measure.Replaced])
            );
        };
    }

    private async Task<List<PartCounted>> PartsAsync(
        Guid park,
        Guid whole,
        List<Guid> places,
        Period period,
        CancellationToken cancellationToken
    )
    {
        // Three disjoint parts of the sums, so that each is one range of the index: filings by place, the park's rates, lateness by holder.
        var inside = db
            .AppraisalSums.AsNoTracking()
            .Where(s => s.Kind == UnitKind.Park && s.Part != "" && s.Day >= period.From && s.Day <= period.To);
        var asked = inside
            .Where(s => s.UnitId == park && Fared.Contains(s.Measure))
            .Concat(inside.Where(s => s.UnitId == whole && s.Measure == Measure.LateMinutes));
        var others = places.Where(p => p != park).ToList();
        asked = others.Count == 0 ? asked : asked.Concat(inside.Where(s => others.Contains(s.UnitId) && s.Measure == Measure.Filed));
        return (
            await asked
                .GroupBy(s => new
                {
                    s.UnitId,
                    s.Part,
                    s.Measure,
                    s.Why,
                })
                .Select(g => new
                {
                    g.Key.UnitId,
                    g.Key.Part,
                    g.Key.Measure,
                    g.Key.Why,
                    Halves = g.Sum(s => s.Halves),
                    N = g.Sum(s => s.N),
                })
                .ToListAsync(cancellationToken)
        ).ConvertAll(s => new PartCounted(s.UnitId, s.Part, new(s.Measure, s.Why, s.Halves, s.N)));
    }

    private static Hotspot Spot(string category, Guid park, List<Guid> places, List<PartCounted> counted)
    {
        var card = Card(UnitKind.Park, counted.Where(p => p.UnitId == park).Select(p => p.Counted));
        return new(
            category,
            card[Measure.Filed].N,
            [
                .. places.Select(p => new FiledAt(
                    p,
                    counted.Where(c => c.UnitId == p && c.Counted.Measure == Measure.Filed).Sum(c => c.Counted.N)
                )),
            ],
            ChartRate.Of(card[Measure.OnTime]),
            ChartRate.Of(card[Measure.Resolution])
        );
    }

    private async Task<List<WhistleBalance>> DepartmentsAsync(Id<Park> whole, Period period, CancellationToken cancellationToken)
    {
        var sums = await (
            from s in db.AppraisalSums.AsNoTracking()
            join d in db.Departments on s.UnitId equals (Guid)(object)d.Id
            where
                s.Kind == UnitKind.Department
                && d.ParkId == whole
                && s.Part == ""
                && s.Day >= period.From
                && s.Day <= period.To
                && OfDepartments.Contains(s.Measure)
            group s by new
            {
                s.UnitId,
                d.Code,
                d.Name,
                s.Measure,
                s.Why,
            } into g
            select new
            {
                g.Key.UnitId,
                g.Key.Code,
                g.Key.Name,
                g.Key.Measure,
                g.Key.Why,
                Halves = g.Sum(s => s.Halves),
                N = g.Sum(s => s.N),
            }
        ).ToListAsync(cancellationToken);
        return
        [
            .. sums.GroupBy(s => (s.UnitId, s.Code, s.Name))
                .OrderBy(g => g.Key.Code, StringComparer.Ordinal)
                .Select(g =>
                {
                    var card = Card(UnitKind.Department, g.Select(s => new Counted(s.Measure, s.Why, s.Halves, s.N)));
                    var (calls, late) = (card[Measure.CheckIn], card[Measure.LateMinutes]);
                    return new WhistleBalance(
                        g.Key.UnitId,
                        g.Key.Name,
                        calls.N + calls.Excluded.Sum(x => x.Count),
                        ChartRate.Of(calls),
                        ChartRate.Of(card[Measure.Objected]),
                        late.Halves / 2,
                        late.N
                    );
                })
                .Where(b => b.Called > 0 || b.Objected.N > 0 || b.LateTimes > 0),
        ];
    }

    private async Task<List<RedHolder>> RedAsync(Id<Park> park, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await LateCase
            .At(db, now)
            .Where(r => r.Case.ParkId == park || r.Case.Enterprise.ParkId == park)
            .Select(r => new
            {
                r.Holder,
                r.DepartmentId,
                r.PersonId,
                r.Case.NextDueAt,
            })
            .GroupBy(r => new
            {
                r.Holder,
                r.DepartmentId,
                r.PersonId,
            })
            .Select(g => new
            {
                g.Key.Holder,
                g.Key.DepartmentId,
                g.Key.PersonId,
                Count = g.Count(),
                Oldest = g.Min(r => r.NextDueAt),
                // A person's name is encrypted and a department's is not: the database can't choose between them.
                Department = db.Departments.Where(d => d.Id == g.Key.DepartmentId).Select(d => d.Name).FirstOrDefault(),
                Person = db.People.Where(p => p.Id == g.Key.PersonId).Select(p => p.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.OrderByDescending(r => r.Count)
                .ThenBy(r => r.Oldest)
                .Select(r => new RedHolder(
                    r.Holder,
                    r.DepartmentId?.Value ?? r.PersonId?.Value,
                    r.Department ?? r.Person,
                    r.Count,
                    r.Oldest!.Value.ToUniversalTime()
                )),
        ];
    }

    // Only rates are read from this card. They don't depend on a policy, so any will do.
    private static Scorecard Card(UnitKind kind, IEnumerable<Counted> counted) => Scorecard.Of(kind, ScorePolicy.First, counted);

    private sealed record PartCounted(Guid UnitId, string Part, Counted Counted);
}
