using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Scores;

/// <summary>Reads scores as one person may see them.</summary>
public sealed class ScoreBook(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
{
    // Rates made of ratings: where fewer than five rated, only supervision and appraisal read them, since a single rating could be told.
    private static readonly Measure[] OfRatings = [Measure.Satisfaction, Measure.StrictSatisfaction, Measure.Rated];

    private static readonly Measure[] Shares =
    [
        Measure.Response,
        Measure.CheckIn,
        Measure.OnTime,
        Measure.OnTimeUnextended,
        Measure.Resolution,
        Measure.StrictResolution,
        Measure.Satisfaction,
        Measure.StrictSatisfaction,
        Measure.Rated,
    ];

    private readonly bool _whole = actor.Is(Role.Supervisor, Role.Appraiser);

    /// <summary>
    /// All units of a kind over a quarter, as who is neither supervision nor appraisal reads them: what few enterprises stand behind is
    /// suppressed.
    /// </summary>
    public async Task<IReadOnlyList<ScoreLine>> PublishedAsync(UnitKind kind, Period quarter, CancellationToken cancellationToken)
    {
        List<ScoreLine> lines = [];
        string? after = null;
        do
        {
            var page = await ReadAsync(new ListScores(kind, quarter.From, quarter.To, null, 200, after), whole: false, cancellationToken);
            lines.AddRange(page.Items);
            after = page.Next;
        } while (after is not null);

        return lines;
    }

    /// <summary>By what the scores of a period are made.</summary>
    public async Task<ScorePolicy> PolicyOfAsync(DateOnly from, CancellationToken cancellationToken) =>
        ScorePolicy.Of(
            await db.ScorePolicies.AsNoTracking().Where(p => p.ConfirmedAt != null && p.From <= from).ToListAsync(cancellationToken),
            from
        );

    /// <summary>How many units of each kind a quarter would put into which band, by each of some policies.</summary>
    public async Task<ILookup<UnitKind, IReadOnlyList<Band>>> BandsAsync(
        Period quarter,
        IReadOnlyList<ScorePolicy> by,
        CancellationToken cancellationToken
    ) => (
            await db
                .AppraisalSums.AsNoTracking()
                .Where(s => s.Part == "" && s.Day >= quarter.From && s.Day <= quarter.To)
                .GroupBy(s => new
                {
                    s.Kind,
                    s.UnitId,
                    s.Measure,
                    s.Why,
                })
                .Select(g => new
                {
                    g.Key.Kind,
                    g.Key.UnitId,
                    g.Key.Measure,
                    g.Key.Why,
                    Halves = g.Sum(s => s.Halves),
                    N = g.Sum(s => s.N),
                })
                .ToListAsync(cancellationToken)
        ).GroupBy(s => (s.Kind, s.UnitId)).ToLookup(g => g.Key.Kind, g => (IReadOnlyList<Band>)[.. by.Select(p => Scorecard.Of(g.Key.Kind, p, g.Select(s => new Counted(s.Measure, s.Why, s.Halves, s.N))).Band)]);

    /// <summary>What <see cref="ListScores"/> asks for.</summary>
    /// <exception cref="RuleBroken">A rule of <see cref="ScoreRules"/>.</exception>
    public Task<ScoreList> ReadAsync(ListScores query, CancellationToken cancellationToken) => ReadAsync(query, _whole, cancellationToken);

    private async Task<ScoreList> ReadAsync(ListScores query, bool whole, CancellationToken cancellationToken)
    {
        var today = promises.Calendar.DateOf(clock.GetUtcNow());
        var last = Period.QuarterOf(Period.QuarterOf(today).From.AddDays(-1));
        var period = new Period(query.From ?? last.From, query.To ?? (query.From is { } from ? Period.QuarterOf(from).To : last.To));
        PeriodRules.Demand(period);

        if (!whole && !(period.IsQuarter && period.To < today))
        {
            throw new RuleBroken(ScoreRules.QuartersThatAreOver) { Field = "from" };
        }

        var (kind, own) = Seen(query);
        var (units, next) = await UnitsAsync(kind, own ?? query.UnitId, query, cancellationToken);
        var read = await db.AppraisalProgress.AsNoTracking().Select(p => p.ReadAt).SingleOrDefaultAsync(cancellationToken);
        var policy = await PolicyOfAsync(period.From, cancellationToken);
        var lines = await LinesAsync(kind, units, period, ScoreSpan.Period, policy, whole, own, cancellationToken);
        if (!whole)
        {
            await WidenAsync(lines, kind, units, period, policy, own, cancellationToken);
        }

        return new(kind, period.From, period.To, policy.Version, policy.Terms, read, lines, next);
    }

    // Of whom a quarter says nothing, the four that end with it may, or all until then. One's own quarter stays, and what was rated is
    // added from a longer time.
    private async Task WidenAsync(
        List<ScoreLine> lines,
        UnitKind kind,
        List<Unit> units,
        Period quarter,
        ScorePolicy policy,
        Guid? own,
        CancellationToken cancellationToken
    )
    {
        foreach (var (span, from) in new[] { (ScoreSpan.Year, quarter.From.AddMonths(-9)), (ScoreSpan.All, DateOnly.MinValue) })
        {
            var few = units.Where(u => lines.Where(l => l.UnitId == u.Id).All(IsTooLittle)).ToList();
            if (few.Count == 0)
            {
                return;
            }

            foreach (var line in await LinesAsync(kind, few, new(from, quarter.To), span, policy, false, own, cancellationToken))
            {
                if (IsTooLittle(line))
                {
                    continue;
                }

                if (own is null)
                {
                    lines[lines.FindIndex(l => l.UnitId == line.UnitId)] = line;
                }
                else
                {
                    lines.Add(line);
                }
            }
        }

        bool IsTooLittle(ScoreLine line) => own is null ? line.Suppressed : line.Rates.All(r => r.Measure != Measure.Satisfaction);
    }

    private async Task<List<ScoreLine>> LinesAsync(
        UnitKind kind,
        List<Unit> units,
        Period period,
        ScoreSpan span,
        ScorePolicy policy,
        bool whole,
        Guid? own,
        CancellationToken cancellationToken
    )
    {
        var ids = units.ConvertAll(u => u.Id);
        var sums = (
            await db
                .AppraisalSums.AsNoTracking()
                .Where(s => s.Kind == kind && ids.Contains(s.UnitId) && s.Part == "" && s.Day >= period.From && s.Day <= period.To)
                .GroupBy(s => new
                {
                    s.UnitId,
                    s.Measure,
                    s.Why,
                })
                .Select(g => new
                {
                    g.Key.UnitId,
                    g.Key.Measure,
                    g.Key.Why,
                    Halves = g.Sum(s => s.Halves),
                    N = g.Sum(s => s.N),
                })
                .ToListAsync(cancellationToken)
        ).ToLookup(s => s.UnitId, s => new Counted(s.Measure, s.Why, s.Halves, s.N));
        var enterprises = whole || own is not null ? [] : await EnterprisesAsync(kind, ids, period, cancellationToken);
        return units.ConvertAll(u =>
            Line(u, Scorecard.Of(kind, policy, sums[u.Id]), own is null ? enterprises : null, whole) with
            {
                Span = span,
            }
        );
    }

    private (UnitKind Kind, Guid? Own) Seen(ListScores query) =>
        _whole || actor.Is(Role.Leader) ? (query.Kind ?? UnitKind.Person, null)
        : actor.DepartmentId is { } department ? (UnitKind.Department, department.Value)
        : (UnitKind.Person, actor.Id.Value);

    // Nobody is suppressed to itself; what was rated is, below five.
    private static ScoreLine Line(Unit unit, Scorecard card, Dictionary<Guid, int>? enterprises, bool whole)
    {
        if (!whole && enterprises is not null && enterprises.GetValueOrDefault(unit.Id) < card.Policy.Terms.LeastEnterprises)
        {
            return new(unit.Id, unit.Name, true, null, null, []);
        }

        var shown = Shares.Where(m =>
            card[m] is { } rate
            && (rate.N > 0 || rate.Excluded.Count > 0)
            && (whole || !OfRatings.Contains(m) || card[Measure.Satisfaction].N >= card.Policy.Terms.Least)
        );
        return new(
            unit.Id,
            unit.Name,
            false,
            card.Band,
            card.Composite,
            [.. shown.Select(m => card[m] is var r ? new RateLine(m, r.K, r.N, r.Value, r.Lower, r.Upper, r.Excluded) : null!)]
        );
    }

    private async Task<(List<Unit> Units, string? Next)> UnitsAsync(
        UnitKind kind,
        Guid? one,
        ListScores query,
        CancellationToken cancellationToken
    )
    {
        var units = kind switch
        {
            UnitKind.Person => db.ServiceCommissioners.Join(
                db.People,
                c => c.PersonId,
                p => p.Id,
                (c, p) => new Unit { Id = (Guid)(object)p.Id, Name = p.Name }
            ),
            UnitKind.Department => db.Departments.Select(d => new Unit { Id = (Guid)(object)d.Id, Name = d.Name }),
            _ => db.Parks.Select(p => new Unit { Id = (Guid)(object)p.Id, Name = p.Name }),
        };
        if (one is { } id)
        {
            units = units.Where(u => u.Id == id);
        }

        if (Cursor.Read<Unit>(query.After) is { } after)
        {
            units = units.Where(u => u.Id > after.Id.Value);
        }

        var take = Math.Clamp(query.Take, 1, 200);
        var rows = await units.OrderBy(u => u.Id).Take(take + 1).ToListAsync(cancellationToken);
        return (rows[..Math.Min(take, rows.Count)], rows.Count > take ? Cursor.Write(default, new Id<Unit>(rows[take - 1].Id)) : null);
    }

    private async Task<Dictionary<Guid, int>> EnterprisesAsync(
        UnitKind kind,
        List<Guid> ids,
        Period period,
        CancellationToken cancellationToken
    )
    {
        var facts = db.Facts.AsNoTracking().Where(f => f.Day >= period.From && f.Day <= period.To);
        var pairs = kind switch
        {
            UnitKind.Person => facts
                .Where(f => f.PersonId != null && ids.Contains((Guid)(object)f.PersonId.Value))
                .Select(f => new { Unit = (Guid)(object)f.PersonId!.Value, f.EnterpriseId }),
            UnitKind.Department => facts
                .Where(f => f.DepartmentId != null && ids.Contains((Guid)(object)f.DepartmentId.Value))
                .Select(f => new { Unit = (Guid)(object)f.DepartmentId!.Value, f.EnterpriseId }),
            _ => facts
                .Where(f => ids.Contains((Guid)(object)f.ParkId))
                .Select(f => new { Unit = (Guid)(object)f.ParkId, f.EnterpriseId })
                .Union(
                    facts
                        .Where(f => ids.Contains((Guid)(object)f.SubParkId))
                        .Select(f => new { Unit = (Guid)(object)f.SubParkId, f.EnterpriseId })
                ),
        };
        return await pairs
            .Distinct()
            .GroupBy(p => p.Unit)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
    }

    private sealed class Unit
    {
        public Guid Id { get; init; }

        public string Name { get; init; } = "";
    }
}
