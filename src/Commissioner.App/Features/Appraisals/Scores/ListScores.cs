using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain.Appraisals;
using MediatR;

namespace Commissioner.App.Features.Scores;

/// <summary>
/// Scores of units over a period, from their sums. Supervision and appraisal read all of any period; the leader reads whole quarters that
/// are over, with what concerns fewer than five enterprises suppressed; who is appraised reads its own alone, what was rated from five
/// ratings on. Whole quarters only, because two periods that differ by one day could give a single rating away. Where a quarter is too
/// little, the four that end with it are read, or all until then, and the line says so.
/// </summary>
/// <param name="Kind">What kind of unit; commissioners when nothing is said.</param>
/// <param name="From">The first day; the quarter that was over last when nothing is said.</param>
/// <param name="To">The last.</param>
/// <param name="UnitId">One unit only.</param>
/// <param name="Take">At most so many, 1 to 200.</param>
/// <param name="After">Where the page begins.</param>
[Allow(Permission.ReadScores)]
public sealed record ListScores(
    UnitKind? Kind = null,
    DateOnly? From = null,
    DateOnly? To = null,
    Guid? UnitId = null,
    int Take = 50,
    string? After = null
) : IQuery<ScoreList>;

/// <summary>Scores of a period.</summary>
/// <param name="PolicyVersion">By which version of the policy: the one that counts for the quarter of the first day.</param>
/// <param name="Terms">What it says.</param>
/// <param name="ReadAt">How far the log has been read into them; null when it never was.</param>
public sealed record ScoreList(
    UnitKind Kind,
    DateOnly From,
    DateOnly To,
    int PolicyVersion,
    ScoreTerms Terms,
    DateTimeOffset? ReadAt,
    IReadOnlyList<ScoreLine> Items,
    string? Next
);

/// <summary>A unit's scores.</summary>
/// <param name="Suppressed">Too few enterprises stand behind it for who reads: nothing is said.</param>
/// <param name="Composite">0 to 1; null where one of its parts is of fewer than five.</param>
public sealed record ScoreLine(Guid UnitId, string Name, bool Suppressed, Band? Band, decimal? Composite, IReadOnlyList<RateLine> Rates)
{
    /// <summary>Over what the figures are.</summary>
    public ScoreSpan Span { get; init; }
}

/// <summary>Over what figures are.</summary>
public enum ScoreSpan
{
    /// <summary>The period that was asked for.</summary>
    Period,

    /// <summary>The four quarters that end with it.</summary>
    Year,

    /// <summary>All until its end.</summary>
    All,
}

/// <summary>A rate: so many of so many, rounded down, with its interval and what was left out.</summary>
public sealed record RateLine(
    Measure Measure,
    decimal K,
    long N,
    decimal? Value,
    decimal? Lower,
    decimal? Upper,
    IReadOnlyList<LeftOutCount> Excluded
);

internal sealed class ListScoresHandler(ScoreBook book) : IRequestHandler<ListScores, ScoreList>
{
    public Task<ScoreList> Handle(ListScores query, CancellationToken cancellationToken) => book.ReadAsync(query, cancellationToken);
}
