using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Benefits;

/// <summary>The office moves a claim: its papers are checked, it is approved or refused, it is paid.</summary>
/// <param name="ClaimId">Which.</param>
/// <param name="Step">How.</param>
/// <param name="Amount">What is approved, in yuan.</param>
/// <param name="Because">Why it is refused.</param>
[Allow(Permission.KeepBenefits)]
public sealed record MoveClaim(Id<BenefitClaim> ClaimId, ClaimStep Step, decimal? Amount, string? Because) : ICommand<Id<BenefitClaim>>;

internal sealed class MoveClaimHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<MoveClaim, Id<BenefitClaim>>
{
    public async Task<Id<BenefitClaim>> Handle(MoveClaim command, CancellationToken cancellationToken)
    {
        var claim = await db.BenefitClaims.SingleOrDefaultAsync(c => c.Id == command.ClaimId, cancellationToken) ?? throw new NotFound();
        var policy = await db.SupportPolicies.SingleAsync(p => p.Id == claim.PolicyId, cancellationToken);
        claim.Move(command.Step, command.Amount, policy, command.Because, actor, clock.GetUtcNow());
        return claim.Id;
    }
}
