using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Benefits;

/// <summary>All policies that support enterprises, with whom they reach and what became of it.</summary>
/// <param name="Code">Only this one.</param>
[Allow(Permission.KeepBenefits)]
public sealed record ListBenefits(string? Code = null) : IQuery<IReadOnlyList<BenefitLine>>;

/// <summary>A policy for the office.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Edition">Its edition.</param>
/// <param name="Title">Its title.</param>
/// <param name="Summary">What an enterprise gets.</param>
/// <param name="Contact">Whom to ask.</param>
/// <param name="FromOn">Its first day.</param>
/// <param name="UntilOn">Its last day.</param>
/// <param name="Budget">What can be paid in all, in yuan.</param>
/// <param name="Committed">What was approved, in yuan.</param>
/// <param name="Papers">What a claim needs.</param>
/// <param name="Conditions">As they are written.</param>
/// <param name="WithoutAsking">Whoever meets it is asked for a yes alone.</param>
/// <param name="Matched">Whom it reaches is known; false while it is found anew.</param>
/// <param name="Meet">How many enterprises meet it.</param>
/// <param name="Claimed">How many of this edition's claims are on their way or decided.</param>
/// <param name="Paid">How many are paid.</param>
/// <param name="Declined">How many declined it.</param>
/// <param name="Silent">How many meet it and have said nothing.</param>
/// <param name="Why">Why it was declined, by reason.</param>
public sealed record BenefitLine(
    string Code,
    int Edition,
    string Title,
    string Summary,
    string Contact,
    DateOnly FromOn,
    DateOnly UntilOn,
    decimal? Budget,
    decimal Committed,
    IReadOnlyList<string> Papers,
    IReadOnlyList<string> Conditions,
    bool WithoutAsking,
    bool Matched,
    int Meet,
    int Claimed,
    int Paid,
    int Declined,
    int Silent,
    IReadOnlyList<DeclinedBecause> Why
);

/// <summary>How many declined for one reason.</summary>
public sealed record DeclinedBecause(DeclineReason Reason, int Count);

internal sealed class ListBenefitsHandler(CommissionerDb db) : IRequestHandler<ListBenefits, IReadOnlyList<BenefitLine>>
{
    public async Task<IReadOnlyList<BenefitLine>> Handle(ListBenefits query, CancellationToken cancellationToken)
    {
        var code = query.Code?.Trim().ToUpperInvariant();
        var policies = await db
            .SupportPolicies.AsNoTracking()
            .Where(p => code == null || p.Code == code)
            .OrderByDescending(p => p.UntilOn)
            .ThenBy(p => p.Code)
            .ToListAsync(cancellationToken);
        var meet = await db
            .BenefitMatches.Where(m => m.Met && (code == null || db.SupportPolicies.Any(p => p.Id == m.PolicyId && p.Code == code)))
            .GroupBy(m => m.PolicyId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        // What is claimed of enterprises that no longer meet it counts as claimed, but leaves nobody less silent.
        var claims = (
            await (
                from c in db.BenefitClaims
                join p in db.SupportPolicies on new { Id = c.PolicyId, c.Edition } equals new { p.Id, p.Edition }
                from m in db
                    .BenefitMatches.Where(m => m.PolicyId == c.PolicyId && m.EnterpriseId == c.EnterpriseId && m.Met)
                    .DefaultIfEmpty()
                where code == null || p.Code == code
                group c by new
                {
                    c.PolicyId,
                    c.State,
                    c.DeclinedBecause,
                    Met = m != null,
                } into g
                select new { g.Key, Count = g.Count() }
            ).ToListAsync(cancellationToken)
        ).ToLookup(g => g.Key.PolicyId);
        return
        [
            .. policies.Select(p =>
            {
                var its = claims[p.Id].ToList();
                var said = its.Where(c => c.Key.State != ClaimState.Proposed).ToList();
                return new BenefitLine(
                    p.Code,
                    p.Edition,
                    p.Title,
                    p.Summary,
                    p.Contact,
                    p.FromOn,
                    p.UntilOn,
                    p.Budget,
                    p.Committed,
                    p.Papers,
                    [.. p.Conditions.Select(c => c.Said)],
                    p.WithoutAsking,
                    p.MatchedEdition == p.Edition,
                    meet.GetValueOrDefault(p.Id),
                    said.Where(c => c.Key.State != ClaimState.Declined).Sum(c => c.Count),
                    said.Where(c => c.Key.State == ClaimState.Paid).Sum(c => c.Count),
                    said.Where(c => c.Key.State == ClaimState.Declined).Sum(c => c.Count),
                    meet.GetValueOrDefault(p.Id) - said.Where(c => c.Key.Met).Sum(c => c.Count),
                    [
                        .. said.Where(c => c.Key.DeclinedBecause is not null)
                            .GroupBy(c => c.Key.DeclinedBecause!.Value)
                            .Select(g => new DeclinedBecause(g.Key, g.Sum(c => c.Count)))
                            .OrderByDescending(d => d.Count),
                    ]
                );
            }),
        ];
    }
}
