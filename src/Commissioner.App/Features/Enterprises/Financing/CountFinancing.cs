using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Financing;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Financing;

/// <summary>How many needs there are and were granted, and which bank answers in time.</summary>
[Allow(Permission.CountFinancing)]
public sealed record CountFinancing : IQuery<FinancingFigures>;

/// <param name="Needs">Needs in all.</param>
/// <param name="Open">Of these, not over.</param>
/// <param name="Listed">That came onto the white list.</param>
/// <param name="Granted">That were granted.</param>
/// <param name="GrantedSum">What was granted in all, in yuan.</param>
/// <param name="Banks">Bank by bank.</param>
public sealed record FinancingFigures(int Needs, int Open, int Listed, int Granted, decimal GrantedSum, IReadOnlyList<BankFigures> Banks);

/// <param name="Code">The bank's code.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsPartner">It is a partner.</param>
/// <param name="Pushed">Needs that it was shown.</param>
/// <param name="InTime">Answers in time.</param>
/// <param name="Late">Answers that came late, or are late.</param>
/// <param name="Owed">Answers that it owes and that are not late yet.</param>
/// <param name="Granted">Needs that it granted.</param>
/// <param name="GrantedSum">What it granted, in yuan.</param>
public sealed record BankFigures(
    string Code,
    string Name,
    bool IsPartner,
    int Pushed,
    int InTime,
    int Late,
    int Owed,
    int Granted,
    decimal GrantedSum
);

internal sealed class CountFinancingHandler(CommissionerDb db, TimeProvider clock) : IRequestHandler<CountFinancing, FinancingFigures>
{
    public async Task<FinancingFigures> Handle(CountFinancing query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var states = await db
            .FinancingNeeds.GroupBy(n => new { n.State, n.GrantedByBankId })
            .Select(g => new
            {
                g.Key.State,
                g.Key.GrantedByBankId,
                Count = g.Count(),
                Listed = g.Count(n => n.ListedAt != null),
                Sum = g.Sum(n => n.GrantedAmount ?? 0m),
            })
            .ToListAsync(cancellationToken);
        var pushed = await db
            .FinancingPushes.GroupBy(p => p.BankId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var answers = await (
            from k in db.Set<ClockOf<FinancingPush>>()
            join p in db.FinancingPushes on k.OwnerId equals p.Id
            group k by new
            {
                p.BankId,
                k.Result,
                Over = k.StoppedAt == null && k.DueAt < now,
            } into g
            select new
            {
                g.Key.BankId,
                g.Key.Result,
                g.Key.Over,
                Count = g.Count(),
            }
        ).ToListAsync(cancellationToken);
        var banks = await db.Banks.AsNoTracking().OrderBy(b => b.Code).ToListAsync(cancellationToken);
        return new(
            states.Sum(s => s.Count),
            states.Where(s => !FinancingNeed.Over.Contains(s.State)).Sum(s => s.Count),
            states.Sum(s => s.Listed),
            states.Where(s => s.State == FinancingState.Granted).Sum(s => s.Count),
            states.Sum(s => s.Sum),
            [
                .. banks.Select(b =>
                {
                    var its = answers.Where(a => a.BankId == b.Id).ToList();
                    var granted = states.Where(s => s.GrantedByBankId == b.Id).ToList();
                    return new BankFigures(
                        b.Code,
                        b.Name,
                        b.IsPartner,
                        pushed.GetValueOrDefault(b.Id),
                        its.Where(a => a.Result == PromiseResult.Met).Sum(a => a.Count),
                        its.Where(a => a.Result == PromiseResult.Late || a.Over).Sum(a => a.Count),
                        its.Where(a => a.Result == null && !a.Over).Sum(a => a.Count),
                        granted.Sum(s => s.Count),
                        granted.Sum(s => s.Sum)
                    );
                }),
            ]
        );
    }
}
