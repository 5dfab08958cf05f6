using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Benefits;

/// <summary>The enterprise claims a policy, or says yes to what was proposed to it.</summary>
[Allow(Permission.ClaimBenefits)]
public sealed record ClaimBenefit(string? Code) : ICommand<Id<BenefitClaim>>;

internal sealed class ClaimBenefitHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ClaimBenefit, Id<BenefitClaim>>
{
    public async Task<Id<BenefitClaim>> Handle(ClaimBenefit command, CancellationToken cancellationToken)
    {
        var code = (command.Code ?? "").Trim().ToUpperInvariant();
        var (own, labels) = await db.OwnLabelsAsync(actor, cancellationToken);
        var policy = await db.SupportPolicies.SingleOrDefaultAsync(p => p.Code == code, cancellationToken) ?? throw new NotFound();
        var match = Matching.Of(policy.Conditions, labels);
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var claim = await db.BenefitClaims.SingleOrDefaultAsync(
            c => c.PolicyId == policy.Id && c.Edition == policy.Edition && c.EnterpriseId == own,
            cancellationToken
        );
        if (claim is null)
        {
            db.BenefitClaims.Add(claim = BenefitClaim.Claim(policy, own, match, today, actor, now));
        }
        else
        {
            claim.Accept(policy, match, today, actor, now);
        }

        return claim.Id;
    }
}
