using Commissioner.App.Features.Replacements;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Leaves;

/// <summary>What a leave is noted and kept by: who serves what, and who could act.</summary>
internal sealed class LeaveBook(CommissionerDb db, Successors successors)
{
    /// <summary>All leaves that are open.</summary>
    public Task<List<Leave>> OpenAsync(CancellationToken cancellationToken) =>
        db
            .Leaves.Include(l => l.StandIns)
            .AsSingleQuery()
            .Where(l => l.State == LeaveState.Noted || l.State == LeaveState.Running)
            .ToListAsync(cancellationToken);

    /// <summary>The enterprises that somebody serves.</summary>
    public Task<List<Enterprise>> ServedByAsync(Id<Person> person, CancellationToken cancellationToken) =>
        db.Enterprises.AsNoTracking().Where(e => e.ActiveId == person).OrderBy(e => e.Name).ToListAsync(cancellationToken);

    /// <summary>Names of the enterprises where somebody is to act while others are away.</summary>
    public async Task<IReadOnlyList<string>> StandsInAtAsync(
        Id<Person> person,
        IReadOnlyList<Leave> others,
        CancellationToken cancellationToken
    )
    {
        if (others.Count == 0)
        {
            return [];
        }

        var away = others.Select(l => (Id<Person>?)l.PersonId).ToList();
        var theirs = await db
            .Enterprises.AsNoTracking()
            .Where(e => away.Contains(e.ActiveId) || away.Contains(e.AwayId))
            .OrderBy(e => e.Name)
            .ToListAsync(cancellationToken);
        return
        [
            .. theirs
                .Where(e =>
                    e.AwayId is not null && away.Contains(e.AwayId)
                        ? e.ActiveId == person
                        : others.Any(l => l.PersonId == e.ActiveId && l.ActsAt(e) == person)
                )
                .Select(e => e.Name),
        ];
    }

    /// <summary>Whether somebody can act at an enterprise: it serves still, and no tie is declared.</summary>
    public async Task<bool> FitsAsync(Id<Person> person, Id<Enterprise> enterprise, CancellationToken cancellationToken) =>
        (await successors.CandidatesAsync(enterprise, cancellationToken)).Exists(c => c.PersonId == person && !c.Tied);
}
