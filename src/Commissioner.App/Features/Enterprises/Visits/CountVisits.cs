using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Visits;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Visits;

/// <summary>How often enterprises were visited, by quarter: what they asked for against what was planned 无事不扰.</summary>
[Allow(Permission.CountVisits)]
public sealed record CountVisits : IQuery<IReadOnlyList<VisitQuarter>>
{
    /// <summary>So many quarters back.</summary>
    public const int Quarters = 8;
}

/// <summary>The visits whose time was in one quarter.</summary>
/// <param name="Quarter">As year and quarter: 20261.</param>
/// <param name="AskedFor">How many took place that the enterprise asked for.</param>
/// <param name="Planned">How many took place that were planned.</param>
/// <param name="Declined">How many the enterprise declined.</param>
/// <param name="Beyond">How many were planned beyond the budget, whatever was decided.</param>
/// <param name="Rated">How many were rated.</param>
/// <param name="Satisfied">How many of these at least with 满意.</param>
public sealed record VisitQuarter(int Quarter, int AskedFor, int Planned, int Declined, int Beyond, int Rated, int Satisfied);

internal sealed class CountVisitsHandler(CommissionerDb db, TimeProvider clock) : IRequestHandler<CountVisits, IReadOnlyList<VisitQuarter>>
{
    public async Task<IReadOnlyList<VisitQuarter>> Handle(CountVisits query, CancellationToken cancellationToken)
    {
        var today = Moments.Local(clock.GetUtcNow());
        var first = new DateTime(today.Year, (((today.Month - 1) / 3) * 3) + 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        var quarters = Enumerable
            .Range(0, CountVisits.Quarters)
            .Select(i => first.AddMonths(-3 * i))
            .Select(d => (From: Moments.FromLocal(d), Until: Moments.FromLocal(d.AddMonths(3)), Key: (d.Year * 10) + ((d.Month + 2) / 3)))
            .ToList();
        var from = quarters[^1].From;
        var until = quarters[0].Until;
        // A park has some hundred visits a quarter: their days are counted here, by the park's own quarters.
        var rows = await db
            .Visits.AsNoTracking()
            .Where(v => v.At >= from && v.At < until)
            .Select(v => new
            {
                v.At,
                v.Origin,
                v.State,
                Beyond = v.BeyondBecause != null,
                v.Rated,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. quarters.Select(q =>
            {
                var its = rows.FindAll(r => r.At >= q.From && r.At < q.Until);
                return new VisitQuarter(
                    q.Key,
                    its.Count(r => r is { State: VisitState.Held, Origin: VisitOrigin.AskedFor }),
                    its.Count(r => r is { State: VisitState.Held, Origin: VisitOrigin.Planned }),
                    its.Count(r => r.State == VisitState.Declined),
                    its.Count(r => r.Beyond),
                    its.Count(r => r.Rated is not null),
                    its.Count(r => r.Rated is Level.VerySatisfied or Level.Satisfied)
                );
            }),
        ];
    }
}
