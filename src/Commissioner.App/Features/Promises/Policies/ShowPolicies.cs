using AutoMapper;
using AutoMapper.QueryableExtensions;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Policies;

/// <summary>All versions of the policy, newest first, with how many running promises each holds, and the last re-bases.</summary>
[Allow(Permission.ManageRules)]
public sealed record ShowPolicies : IQuery<PolicyBook>;

/// <summary>How a version of the policy stands.</summary>
public enum PolicyState
{
    /// <summary>Waits for a second person.</summary>
    Proposed,

    /// <summary>Promises are made by it.</summary>
    InForce,

    /// <summary>It was in force once.</summary>
    Past,

    /// <summary>A later one came before it was confirmed.</summary>
    Overtaken,
}

/// <summary>All versions.</summary>
public sealed record PolicyBook(int InForce, IReadOnlyList<PolicyLine> Versions, IReadOnlyList<RebaseLine> Rebases);

/// <summary>A version: who, when, why.</summary>
/// <param name="Version">1, 2, 3 …</param>
/// <param name="State">How it stands.</param>
/// <param name="Reason">Why; null for the first, which ships with the product.</param>
/// <param name="ProposedBy">Who proposed it.</param>
/// <param name="ProposedAt">When, UTC.</param>
/// <param name="ConfirmedBy">The second person.</param>
/// <param name="InForceAt">Since when, UTC.</param>
/// <param name="Open">Running promises that are pinned to it.</param>
public sealed record PolicyLine(
    int Version,
    PolicyState State,
    string? Reason,
    string? ProposedBy,
    DateTimeOffset? ProposedAt,
    string? ConfirmedBy,
    DateTimeOffset? InForceAt,
    int Open
);

/// <summary>A re-base of the policy.</summary>
public sealed record RebaseLine(
    Id<Rebase> Id,
    int FromVersion,
    int ToVersion,
    RebaseState State,
    int Total,
    int Done,
    DateTimeOffset StartedAt
);

internal sealed class RebaseLines : Profile
{
    public RebaseLines() => CreateProjection<Rebase, RebaseLine>();
}

internal sealed class ShowPoliciesHandler(CommissionerDb db, AutoMapper.IConfigurationProvider maps)
    : IRequestHandler<ShowPolicies, PolicyBook>
{
    public async Task<PolicyBook> Handle(ShowPolicies query, CancellationToken cancellationToken)
    {
        var open = await db
            .Clocks.Where(c => c.State != ClockState.Stopped && c.Kind != PromiseKind.Canary)
            .GroupBy(c => c.PolicyVersion)
            .Select(g => new { Version = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Version, g => g.Count, cancellationToken);
        var rows = await db
            .Policies.AsNoTracking()
            .OrderByDescending(p => p.Version)
            .Select(p => new
            {
                p.Version,
                p.Reason,
                p.ProposedAt,
                p.InForceAt,
                ProposedBy = db.People.Where(x => x.Id == p.ProposedById).Select(x => x.Name).FirstOrDefault(),
                ConfirmedBy = db.People.Where(x => (Id<Person>?)x.Id == p.ConfirmedById).Select(x => x.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var inForce = rows.Where(r => r.InForceAt is not null).Select(r => r.Version).FirstOrDefault(PromisePolicy.First.Version);
        var rebases = await db
            .Rebases.AsNoTracking()
            .Where(r => r.CalendarCode == null)
            .OrderByDescending(r => r.StartedAt)
            .Take(20)
            .ProjectTo<RebaseLine>(maps)
            .ToListAsync(cancellationToken);
        return new(
            inForce,
            [
                .. rows.Select(r => new PolicyLine(
                    r.Version,
                    StateOf(r.Version, r.InForceAt, inForce),
                    r.Reason,
                    r.ProposedBy,
                    r.ProposedAt,
                    r.ConfirmedBy,
                    r.InForceAt,
                    open.GetValueOrDefault(r.Version)
                )),
                new PolicyLine(1, StateOf(1, DateTimeOffset.MinValue, inForce), null, null, null, null, null, open.GetValueOrDefault(1)),
            ],
            rebases
        );
    }

    internal static PolicyState StateOf(int version, DateTimeOffset? inForceAt, int inForce) =>
        inForceAt is not null ? (version == inForce ? PolicyState.InForce : PolicyState.Past)
        : version < inForce ? PolicyState.Overtaken
        : PolicyState.Proposed;
}
