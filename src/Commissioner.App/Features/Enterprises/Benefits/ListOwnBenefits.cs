using Commissioner.App.Features.Labels;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Benefits;

/// <summary>
/// The policies that hold today, explained to one's own enterprise condition by condition: what it meets first, then what it nearly meets.
/// </summary>
/// <param name="Code">Only this one, whether it holds or not.</param>
[Allow(Permission.ClaimBenefits)]
public sealed record ListOwnBenefits(string? Code = null) : IQuery<IReadOnlyList<OwnBenefit>>;

/// <summary>A policy as one enterprise sees it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Title">Its title.</param>
/// <param name="Summary">What one gets.</param>
/// <param name="Contact">Whom to ask.</param>
/// <param name="FromOn">Its first day.</param>
/// <param name="UntilOn">Its last day.</param>
/// <param name="Papers">What a claim needs.</param>
/// <param name="WithoutAsking">A yes is enough.</param>
/// <param name="Met">How many conditions are met.</param>
/// <param name="Conditions">Condition by condition.</param>
/// <param name="Why">"You meet 5 of 6; missing: …".</param>
/// <param name="State">How one's own claim stands; null where there is none.</param>
/// <param name="Amount">What was approved, in yuan.</param>
/// <param name="Words">The reason of a refusal or of declining.</param>
/// <param name="MayClaim">It can be claimed now.</param>
/// <param name="MayDecline">It can be declined now.</param>
public sealed record OwnBenefit(
    string Code,
    string Title,
    string Summary,
    string Contact,
    DateOnly FromOn,
    DateOnly UntilOn,
    IReadOnlyList<string> Papers,
    bool WithoutAsking,
    int Met,
    IReadOnlyList<OwnCondition> Conditions,
    string Why,
    ClaimState? State,
    decimal? Amount,
    string? Words,
    bool MayClaim,
    bool MayDecline
);

/// <summary>A condition and what it comes to.</summary>
public sealed record OwnCondition(string Label, string Says, ConditionOutcome Outcome, string? Value);

internal sealed class ListOwnBenefitsHandler(CommissionerDb db, Actor actor, Texts texts, TimeProvider clock)
    : IRequestHandler<ListOwnBenefits, IReadOnlyList<OwnBenefit>>
{
    private const int Shown = 100;

    public async Task<IReadOnlyList<OwnBenefit>> Handle(ListOwnBenefits query, CancellationToken cancellationToken)
    {
        var (today, code) = (clock.Today(), query.Code?.Trim().ToUpperInvariant());
        var (own, labels) = await db.OwnLabelsAsync(actor, cancellationToken);
        var policies = await db
            .SupportPolicies.AsNoTracking()
            .Where(p => code == null ? p.FromOn <= today && p.UntilOn >= today : p.Code == code)
            .ToListAsync(cancellationToken);
        var claims = (await db.BenefitClaims.AsNoTracking().Where(c => c.EnterpriseId == own).ToListAsync(cancellationToken)).ToLookup(c =>
            (c.PolicyId, c.Edition)
        );
        if (code is not null && policies.Count == 0)
        {
            throw new NotFound();
        }

        return
        [
            .. policies
                .Select(p => (Policy: p, Match: Matching.Of(p.Conditions, labels), Claim: claims[(p.Id, p.Edition)].SingleOrDefault()))
                .OrderByDescending(p => p.Claim is not null && p.Claim.State != ClaimState.Declined)
                .ThenBy(p => p.Match.Conditions.Count - p.Match.Met)
                .ThenBy(p => p.Policy.UntilOn)
                .Take(Shown)
                .Select(p => Line(p.Policy, p.Match, p.Claim, today)),
        ];
    }

    private OwnBenefit Line(SupportPolicy p, Matching match, BenefitClaim? claim, DateOnly today)
    {
        var open = p.HoldsOn(today) && claim?.State is null or ClaimState.Proposed;
        var missing = match.Conditions.Where(c => c.Outcome != ConditionOutcome.Met).Select(c => Says(c.Condition)).ToList();
        return new(
            p.Code,
            p.Title,
            p.Summary,
            p.Contact,
            p.FromOn,
            p.UntilOn,
            p.Papers,
            p.WithoutAsking,
            match.Met,
            [.. match.Conditions.Select(c => new OwnCondition(c.Condition.Label, Says(c.Condition), c.Outcome, c.Value))],
            missing.Count == 0
                ? texts["benefits.why.all", match.Met]
                : texts["benefits.why", match.Met, match.Conditions.Count, string.Join('；', missing)],
            claim?.State,
            claim?.Amount,
            claim?.Words,
            p.HoldsOn(today) && match.IsWhole && claim?.State is null or ClaimState.Proposed or ClaimState.Declined,
            open && match.IsWhole
        );
    }

    private string Says(Condition c) =>
        texts[
            "benefits.condition." + c.Operator,
            texts["label." + c.Label],
            string.Join('、', c.Values.Select(v => texts.Label(c.Label, v)))
        ];
}
