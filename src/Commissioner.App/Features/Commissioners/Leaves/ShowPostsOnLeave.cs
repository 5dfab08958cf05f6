using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Leaves;

/// <summary>What would go to others while somebody is away: its enterprises, what is open there, and who would act.</summary>
[Allow(Permission.KeepLeaves)]
public sealed record ShowPostsOnLeave(Id<Person>? PersonId) : IQuery<IReadOnlyList<PostToStandIn>>;

/// <summary>An enterprise whose commissioner goes on leave.</summary>
/// <param name="EnterpriseId">The enterprise.</param>
/// <param name="Name">Its name.</param>
/// <param name="Open">How many of its cases are open.</param>
/// <param name="BackupId">Who acts by itself.</param>
/// <param name="Backup">Its name; null for nobody.</param>
public sealed record PostToStandIn(Id<Enterprise> EnterpriseId, string Name, int Open, Id<Person>? BackupId, string? Backup);

internal sealed class ShowPostsOnLeaveHandler(CommissionerDb db, Actor actor)
    : IRequestHandler<ShowPostsOnLeave, IReadOnlyList<PostToStandIn>>
{
    public async Task<IReadOnlyList<PostToStandIn>> Handle(ShowPostsOnLeave query, CancellationToken cancellationToken)
    {
        // Of others only the service office asks.
        var person = actor.Is(Role.TriageDesk) ? query.PersonId ?? actor.Id : actor.Id;
        return await db
            .Enterprises.AsNoTracking()
            .Where(e => e.ActiveId == person)
            .OrderBy(e => e.Name)
            .Select(e => new PostToStandIn(
                e.Id,
                e.Name,
                db.Cases.Count(c => c.EnterpriseId == e.Id && c.ClosedAt == null),
                e.BackupId,
                db.People.Where(p => p.Id == e.BackupId).Select(p => p.Name).FirstOrDefault()
            ))
            .ToListAsync(cancellationToken);
    }
}
