namespace Commissioner.Domain.Appraisals;

/// <summary>What was counted of one measure, for one reason.</summary>
/// <param name="Measure">What.</param>
/// <param name="Why">Counted, or why it is left out.</param>
/// <param name="Halves">Twice the numerator.</param>
/// <param name="N">How many.</param>
public sealed record Counted(Measure Measure, LeftOut Why, long Halves, long N);

/// <summary>A unit's scores for a period: each rate with its numbers, the score on the lower ends of their intervals.</summary>
public sealed class Scorecard
{
    private readonly Dictionary<Measure, Rate> _rates;

    private Scorecard(UnitKind kind, ScorePolicy policy, Dictionary<Measure, Rate> rates) => (Kind, Policy, _rates) = (kind, policy, rates);

    public UnitKind Kind { get; }

    /// <summary>By which policy.</summary>
    public ScorePolicy Policy { get; }

    /// <summary>A measure's rate; with n = 0 where nothing fell due.</summary>
    public Rate this[Measure measure] => _rates.GetValueOrDefault(measure) ?? new(0, 0, []);

    /// <summary>The rates that make this unit's score.</summary>
    public IReadOnlyList<(Measure Measure, decimal Weight)> Parts =>
        [
            (Kind == UnitKind.Department ? Measure.CheckIn : Measure.Response, Policy.Terms.Response),
            (Measure.Resolution, Policy.Terms.Resolution),
            (Measure.Satisfaction, Policy.Terms.Satisfaction),
        ];

    /// <summary>
    /// The weighted sum of the lower ends of the three Wilson intervals (docs/trade.md, Scorecards), cut off after four places; null, not
    /// 0, where one of the three counts fewer than <see cref="ScoreTerms.Least"/>.
    /// </summary>
    public decimal? Composite =>
        Parts.Any(p => this[p.Measure].N < Policy.Terms.Least)
            ? null
            : Math.Floor(Parts.Sum(p => p.Weight * this[p.Measure].Lower!.Value) * 10_000) / 10_000;

    /// <summary>The share that was rated is below <see cref="ScoreTerms.LeastRated"/>: the score is shown as 样本不足.</summary>
    public bool TooFewRated => this[Measure.Rated] is { N: > 0, Value: { } rated } && rated < Policy.Terms.LeastRated;

    /// <summary>Where it stands.</summary>
    public Band Band =>
        Composite is not { } score ? Band.NoScore
        : TooFewRated ? Band.TooFewRated
        : score >= Policy.Terms.Good ? Band.Good
        : score >= Policy.Terms.Fair ? Band.Fair
        : Band.Weak;

    /// <summary>Adds up what was counted.</summary>
    public static Scorecard Of(UnitKind kind, ScorePolicy policy, IEnumerable<Counted> counted) =>
        new(
            kind,
            policy,
            counted
                .GroupBy(c => c.Measure)
                .ToDictionary(
                    g => g.Key,
                    g => new Rate(
                        g.Where(c => c.Why == LeftOut.Counted).Sum(c => c.Halves),
                        g.Where(c => c.Why == LeftOut.Counted).Sum(c => c.N),
                        [
                            .. g.Where(c => c.Why != LeftOut.Counted)
                                .GroupBy(c => c.Why)
                                .Select(w => new LeftOutCount(w.Key, w.Sum(c => c.N)))
                                .Where(w => w.Count > 0)
                                .OrderBy(w => w.Reason),
                        ]
                    )
                )
        );
}

/// <summary>A span of days, both included.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
public readonly record struct Period(DateOnly From, DateOnly To)
{
    /// <summary>A whole calendar quarter.</summary>
    public bool IsQuarter => From == QuarterOf(From).From && To == QuarterOf(From).To;

    /// <summary>The calendar quarter of a day.</summary>
    public static Period QuarterOf(DateOnly day)
    {
        var first = new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1);
        return new(first, first.AddMonths(3).AddDays(-1));
    }

    /// <summary>The calendar month of a day.</summary>
    public static Period MonthOf(DateOnly day)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        return new(first, first.AddMonths(1).AddDays(-1));
    }
}
