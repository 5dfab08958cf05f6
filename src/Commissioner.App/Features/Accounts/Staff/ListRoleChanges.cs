using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Staff;

/// <summary>Changes of roles, newest first, at most a hundred: those that wait for a second person, or all of one person's.</summary>
[Allow(Permission.ConfirmRoles)]
public sealed record ListRoleChanges(Id<Person>? PersonId = null) : IQuery<IReadOnlyList<RoleChangeLine>>;

/// <summary>A change of roles.</summary>
/// <param name="Id">Which.</param>
/// <param name="PersonId">Whose.</param>
/// <param name="Name">Its name.</param>
/// <param name="Holds">What it holds now.</param>
/// <param name="Roles">What it holds by this; empty where it leaves.</param>
/// <param name="Department">Its department by this.</param>
/// <param name="Reason">Why.</param>
/// <param name="ProposedBy">Who proposed it; null where the provider of identities said it.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="State">How it stands.</param>
/// <param name="DecidedBy">The second person.</param>
/// <param name="DecidedAt">When it was done or refused.</param>
/// <param name="Mine">Whoever asks may decide it.</param>
public sealed record RoleChangeLine(
    Id<RoleChange> Id,
    Id<Person> PersonId,
    string Name,
    IReadOnlyList<Role> Holds,
    IReadOnlyList<Role> Roles,
    string? Department,
    string Reason,
    string? ProposedBy,
    DateTimeOffset ProposedAt,
    RoleChangeState State,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    bool Mine
);

internal sealed class ListRoleChangesHandler(CommissionerDb db, Actor actor)
    : IRequestHandler<ListRoleChanges, IReadOnlyList<RoleChangeLine>>
{
    private const int Most = 100;

    public async Task<IReadOnlyList<RoleChangeLine>> Handle(ListRoleChanges query, CancellationToken cancellationToken) =>
        await (
            from c in db.RoleChanges.AsNoTracking()
            where query.PersonId == null ? c.State == RoleChangeState.Proposed : c.PersonId == query.PersonId
            join p in db.People on c.PersonId equals p.Id
            orderby c.ProposedAt descending, c.Id descending
            select new RoleChangeLine(
                c.Id,
                p.Id,
                p.Name,
                p.Roles,
                c.Roles,
                db.Departments.Where(d => d.Id == c.DepartmentId).Select(d => d.Name).FirstOrDefault(),
                c.Reason,
                db.People.Where(d => d.Id == c.ProposedById).Select(d => d.Name).FirstOrDefault(),
                c.ProposedAt,
                c.State,
                db.People.Where(d => d.Id == c.DecidedById).Select(d => d.Name).FirstOrDefault(),
                c.DecidedAt,
                c.State == RoleChangeState.Proposed && c.ProposedById != actor.Id && c.PersonId != actor.Id
            )
        )
            .Take(Most)
            .ToListAsync(cancellationToken);
}
