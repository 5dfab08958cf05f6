using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Benefits;

/// <summary>The enterprise does not want what it could have, and says why.</summary>
[Allow(Permission.ClaimBenefits)]
public sealed record DeclineBenefit(string? Code, DeclineReason? Because, string? Words) : ICommand<Id<BenefitClaim>>;

internal sealed class DeclineBenefitHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<DeclineBenefit, Id<BenefitClaim>>
{
    public async Task<Id<BenefitClaim>> Handle(DeclineBenefit command, CancellationToken cancellationToken)
    {
        var code = (command.Code ?? "").Trim().ToUpperInvariant();
        var own = actor.EnterpriseId ?? throw new NotFound();
        var policy = await db.SupportPolicies.SingleOrDefaultAsync(p => p.Code == code, cancellationToken) ?? throw new NotFound();
        var claim = await db.BenefitClaims.SingleOrDefaultAsync(
            c => c.PolicyId == policy.Id && c.Edition == policy.Edition && c.EnterpriseId == own,
            cancellationToken
        );
        if (claim is null)
        {
            db.BenefitClaims.Add(claim = BenefitClaim.Decline(policy, own, command.Because, command.Words, actor, clock.GetUtcNow()));
        }
        else
        {
            claim.Decline(command.Because, command.Words, actor, clock.GetUtcNow());
        }

        return claim.Id;
    }
}
