using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Policies;

/// <summary>Somebody proposes other limits; a second person puts them in force.</summary>
/// <param name="Content">The limits, as a policy file.</param>
/// <param name="Reason">Why.</param>
[Allow(Permission.ManageRules)]
public sealed record ProposePolicy(string? Content, string? Reason) : ICommand<int>;

internal sealed class ProposePolicyHandler(CommissionerDb db, Promises promises, Actor actor, TimeProvider clock)
    : IRequestHandler<ProposePolicy, int>
{
    public async Task<int> Handle(ProposePolicy command, CancellationToken cancellationToken)
    {
        if (command.Reason?.Trim() is not { Length: > 0 and <= 1000 } reason)
        {
            throw new RuleBroken(PolicyApprovalRules.PolicyReasonMissing) { Field = "reason" };
        }

        var last = await db.Policies.MaxAsync(p => (int?)p.Version, cancellationToken) ?? PromisePolicy.First.Version;
        var policy = PolicyReading.Read(last + 1, command.Content, promises);
        if (PolicyDifference.Between(promises.Policy, policy).Count == 0)
        {
            throw new RuleBroken(PolicyApprovalRules.PolicyChangesNothing);
        }

        db.Policies.Add(
            new StoredPolicy
            {
                Version = policy.Version,
                Content = PolicyFile.Write(policy),
                Reason = reason,
                ProposedById = actor.Id,
                ProposedAt = clock.GetUtcNow(),
            }
        );
        return policy.Version;
    }
}
