using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.Offerings;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Introductions;

/// <summary>How many introductions were proposed and made, by quarter, and what came of them: orders found, not suited, still talking.</summary>
[Allow(Permission.CountIntroductions)]
public sealed record CountIntroductions : IQuery<IReadOnlyList<IntroductionQuarter>>
{
    /// <summary>So many quarters back.</summary>
    public const int Quarters = 8;
}

/// <summary>The introductions of one quarter: each is counted in the quarter in which it was proposed, made, declined or ended.</summary>
/// <param name="Quarter">As year and quarter: 20261.</param>
/// <param name="Proposed">How many were proposed.</param>
/// <param name="Declined">How many an enterprise did not want.</param>
/// <param name="Made">How many were brought together.</param>
/// <param name="Orders">How many ended with an order.</param>
/// <param name="Worth">What these orders are worth together, in yuan, as far as it was said.</param>
/// <param name="NotSuited">How many did not suit.</param>
/// <param name="Talking">How many were still talking at the last follow-up.</param>
public sealed record IntroductionQuarter(
    int Quarter,
    int Proposed,
    int Declined,
    int Made,
    int Orders,
    decimal Worth,
    int NotSuited,
    int Talking
);

internal sealed class CountIntroductionsHandler(CommissionerDb db, TimeProvider clock)
    : IRequestHandler<CountIntroductions, IReadOnlyList<IntroductionQuarter>>
{
    public async Task<IReadOnlyList<IntroductionQuarter>> Handle(CountIntroductions query, CancellationToken cancellationToken)
    {
        var today = Moments.Local(clock.GetUtcNow());
        var first = new DateTime(today.Year, (((today.Month - 1) / 3) * 3) + 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        var quarters = Enumerable
            .Range(0, CountIntroductions.Quarters)
            .Select(i => first.AddMonths(-3 * i))
            .Select(d => (From: Moments.FromLocal(d), Until: Moments.FromLocal(d.AddMonths(3)), Key: (d.Year * 10) + ((d.Month + 2) / 3)))
            .ToList();
        var from = quarters[^1].From;
        // A park makes some hundred a quarter: their days are counted here, by the park's own quarters.
        var rows = await db
            .Introductions.AsNoTracking()
            .Where(i => i.ProposedAt >= from || i.IntroducedAt >= from || i.EndedAt >= from)
            .Select(i => new
            {
                i.ProposedAt,
                i.IntroducedAt,
                i.EndedAt,
                i.State,
                i.Outcome,
                i.Amount,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. quarters.Select(q =>
            {
                bool In(DateTimeOffset? at) => at >= q.From && at < q.Until;
                var ended = rows.FindAll(r => r.State == IntroductionState.Ended && In(r.EndedAt));
                return new IntroductionQuarter(
                    q.Key,
                    rows.Count(r => In(r.ProposedAt)),
                    rows.Count(r => r.State == IntroductionState.Declined && In(r.EndedAt)),
                    rows.Count(r => In(r.IntroducedAt)),
                    ended.Count(r => r.Outcome == IntroductionOutcome.OrderMade),
                    ended.Sum(r => r.Amount ?? 0),
                    ended.Count(r => r.Outcome == IntroductionOutcome.NotSuited),
                    ended.Count(r => r.Outcome == IntroductionOutcome.StillTalking)
                );
            }),
        ];
    }
}
