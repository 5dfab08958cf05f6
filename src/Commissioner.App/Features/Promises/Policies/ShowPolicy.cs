using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Policies;

/// <summary>One version of the policy, and in what it differs from the one in force, or, being that, from the one before.</summary>
[Allow(Permission.ManageRules)]
public sealed record ShowPolicy(int Version) : IQuery<PolicySheet>;

/// <summary>One version.</summary>
/// <param name="Version">1, 2, 3 …</param>
/// <param name="State">How it stands.</param>
/// <param name="Policy">Its limits.</param>
/// <param name="Reason">Why.</param>
/// <param name="ProposedBy">Who proposed it.</param>
/// <param name="ProposedAt">When, UTC.</param>
/// <param name="ConfirmedBy">The second person.</param>
/// <param name="InForceAt">Since when, UTC.</param>
/// <param name="ComparedWith">The version that it is compared with; null for the first.</param>
/// <param name="Changes">In what it differs.</param>
/// <param name="CanConfirm">Who asks may confirm it.</param>
public sealed record PolicySheet(
    int Version,
    PolicyState State,
    PromisePolicy Policy,
    string? Reason,
    string? ProposedBy,
    DateTimeOffset? ProposedAt,
    string? ConfirmedBy,
    DateTimeOffset? InForceAt,
    int? ComparedWith,
    IReadOnlyList<LimitChange> Changes,
    bool CanConfirm
);

internal sealed class ShowPolicyHandler(CommissionerDb db, Promises promises, Actor actor) : IRequestHandler<ShowPolicy, PolicySheet>
{
    public async Task<PolicySheet> Handle(ShowPolicy query, CancellationToken cancellationToken)
    {
        var (policy, row) = await db.PolicyAsync(query.Version, cancellationToken);
        var inForce =
            await db.Policies.Where(p => p.InForceAt != null).MaxAsync(p => (int?)p.Version, cancellationToken)
            ?? PromisePolicy.First.Version;
        var state = ShowPoliciesHandler.StateOf(policy.Version, row is null ? DateTimeOffset.MinValue : row.InForceAt, inForce);
        var before = state is PolicyState.Proposed or PolicyState.Overtaken
            ? inForce
            : await db
                .Policies.Where(p => p.InForceAt != null && p.Version < policy.Version)
                .MaxAsync(p => (int?)p.Version, cancellationToken)
                ?? (policy.Version > 1 ? 1 : (int?)null);
        List<Domain.Id<Person>> ids = row is null ? [] : [row.ProposedById, row.ConfirmedById ?? row.ProposedById];
        var names = await db
            .People.AsNoTracking()
            .Where(p => ids.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        return new(
            policy.Version,
            state,
            policy,
            row?.Reason,
            row is null ? null : names.GetValueOrDefault(row.ProposedById),
            row?.ProposedAt,
            row?.ConfirmedById is { } second ? names.GetValueOrDefault(second) : null,
            row?.InForceAt,
            before,
            before is { } other
                ? PolicyDifference.Between(
                    other == promises.Policy.Version ? promises.Policy : (await db.PolicyAsync(other, cancellationToken)).Policy,
                    policy
                )
                : [],
            state == PolicyState.Proposed && row!.ProposedById != actor.Id
        );
    }
}
