using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Cases;
using MediatR;

namespace Commissioner.App.Features.Supervision.Charts;

/// <summary>
/// The supervisor's figures of a park over a period, and over the twelve months until it ends: from sums alone, but for what is red now.
/// </summary>
/// <param name="ParkId">The park or sub-park; the first park when nothing is said.</param>
/// <param name="From">The first day; the first of the month before last when nothing is said.</param>
/// <param name="To">The last; today.</param>
[Allow(Permission.Supervise)]
public sealed record ShowCharts(Guid? ParkId = null, DateOnly? From = null, DateOnly? To = null) : IQuery<ChartSheet>;

/// <summary>The supervisor's figures.</summary>
/// <param name="ParkId">The park or sub-park that they are of.</param>
/// <param name="ParkName">Its name.</param>
/// <param name="WholeId">The park that it is a part of, or itself: departments and holders answer for the whole of it.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last.</param>
/// <param name="ReadAt">How far the log has been read into the sums, UTC; null when it never was.</param>
/// <param name="Places">Parks and sub-parks to choose from.</param>
/// <param name="Red">Who owes what is late now, who owes most first.</param>
/// <param name="Whole">The whole period.</param>
/// <param name="Months">Twelve months, the last until the period's last day.</param>
/// <param name="Departments">Called and calling back: each department's balance.</param>
/// <param name="Lateness">Working minutes of lateness, by who held the case.</param>
/// <param name="Hotspots">What is filed, by category and place.</param>
public sealed record ChartSheet(
    Guid ParkId,
    string ParkName,
    Guid WholeId,
    DateOnly From,
    DateOnly To,
    DateTimeOffset? ReadAt,
    IReadOnlyList<ChartPlace> Places,
    IReadOnlyList<RedHolder> Red,
    SpanFigures Whole,
    IReadOnlyList<SpanFigures> Months,
    IReadOnlyList<WhistleBalance> Departments,
    IReadOnlyList<HeldLate> Lateness,
    IReadOnlyList<Hotspot> Hotspots
);

/// <summary>A park, or a sub-park of one.</summary>
public sealed record ChartPlace(Guid Id, string Name, Guid? PartOfId);

/// <summary>So many of so many: share and interval are rounded down, and absent of fewer than five.</summary>
/// <param name="K">The numerator; what is partly resolved counts half.</param>
/// <param name="N">The denominator.</param>
/// <param name="Value">The share.</param>
/// <param name="Lower">The lower end of its interval (Wilson, 95 %).</param>
/// <param name="Upper">The upper end.</param>
/// <param name="Excluded">What was left out, and why.</param>
public sealed record ChartRate(decimal K, long N, decimal? Value, decimal? Lower, decimal? Upper, IReadOnlyList<LeftOutCount> Excluded)
{
    internal static ChartRate Of(Rate rate) =>
        rate.N < ScorePolicy.First.Terms.Least
            ? new(rate.K, rate.N, null, null, null, rate.Excluded)
            : new(rate.K, rate.N, rate.Value, rate.Lower, rate.Upper, rate.Excluded);
}

/// <summary>What is late now and owed by one holder.</summary>
/// <param name="Holder">What kind.</param>
/// <param name="UnitId">The department or commissioner; null where there is none.</param>
/// <param name="Name">Its name; null likewise.</param>
/// <param name="Count">How many cases.</param>
/// <param name="Oldest">Since when the oldest is late, UTC.</param>
public sealed record RedHolder(HolderKind Holder, Guid? UnitId, string? Name, int Count, DateTimeOffset Oldest);

/// <summary>Figures of a span of days.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last.</param>
/// <param name="Filed">So many were filed.</param>
/// <param name="Response">First contacts in time.</param>
/// <param name="Resolution">Resolved, partly counting half; silence is left out.</param>
/// <param name="Satisfaction">Satisfied, of those rated.</param>
/// <param name="Rated">Rated, of those that could be.</param>
/// <param name="Silent">Unanswered, of all outcomes with them.</param>
/// <param name="Replaced">Replacements that the enterprise took back, of all.</param>
public sealed record SpanFigures(
    DateOnly From,
    DateOnly To,
    long Filed,
    ChartRate Response,
    ChartRate Resolution,
    ChartRate Satisfaction,
    ChartRate Rated,
    ChartRate Silent,
    ChartRate Replaced
);

/// <summary>A department's balance of whistles.</summary>
/// <param name="DepartmentId">The department.</param>
/// <param name="Name">Its name.</param>
/// <param name="Called">So many check-ins fell due, with those that ended otherwise; after a dismissed objection one begins anew.</param>
/// <param name="CheckIn">Checked in in time.</param>
/// <param name="Objected">Objections that were upheld, of those ruled on.</param>
/// <param name="LateMinutes">Working minutes of lateness charged to it.</param>
/// <param name="LateTimes">So many promises.</param>
public sealed record WhistleBalance(
    Guid DepartmentId,
    string Name,
    long Called,
    ChartRate CheckIn,
    ChartRate Objected,
    long LateMinutes,
    long LateTimes
);

/// <summary>Lateness that is charged to one kind of holder.</summary>
public sealed record HeldLate(HolderKind Holder, long Minutes, long Times);

/// <summary>A category: what was filed, at which place, and how it went.</summary>
/// <param name="Category">Its code.</param>
/// <param name="Filed">So many in the whole place.</param>
/// <param name="Places">So many in each part of it.</param>
/// <param name="OnTime">Settled in time.</param>
/// <param name="Resolution">Resolved.</param>
public sealed record Hotspot(string Category, long Filed, IReadOnlyList<FiledAt> Places, ChartRate OnTime, ChartRate Resolution);

/// <summary>How many were filed at one place.</summary>
public sealed record FiledAt(Guid ParkId, long Count);

internal sealed class ShowChartsHandler(ChartBook book) : IRequestHandler<ShowCharts, ChartSheet>
{
    public Task<ChartSheet> Handle(ShowCharts query, CancellationToken cancellationToken) => book.ReadAsync(query, cancellationToken);
}
