using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Policies;

/// <summary>A second person puts proposed limits in force, for promises made from now on; those that run keep theirs.</summary>
[Allow(Permission.ManageRules)]
public sealed record ConfirmPolicy(int Version) : ICommand<int>, IChangesRules;

internal sealed class ConfirmPolicyHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<ConfirmPolicy, int>
{
    public async Task<int> Handle(ConfirmPolicy command, CancellationToken cancellationToken)
    {
        var policy = await db.Policies.SingleOrDefaultAsync(p => p.Version == command.Version, cancellationToken) ?? throw new NotFound();
        if (policy.InForceAt is not null)
        {
            throw new RuleBroken(PolicyApprovalRules.PolicyIsInForce);
        }

        if (policy.ProposedById == actor.Id)
        {
            throw new RuleBroken(PolicyApprovalRules.AnotherConfirms) { Could = Permissions.Holders[Permission.ManageRules] };
        }

        if (await db.Policies.AnyAsync(p => p.Version > policy.Version && p.InForceAt != null, cancellationToken))
        {
            throw new RuleBroken(PolicyApprovalRules.PolicyOvertaken);
        }

        (policy.ConfirmedById, policy.InForceAt) = (actor.Id, clock.GetUtcNow());
        return policy.Version;
    }
}
