using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Visits;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Visits;

/// <summary>Which visits somebody may see, and whether it arranges them.</summary>
internal static class VisitsInSight
{
    /// <summary>
    /// The office and supervision see all; a commissioner those of the enterprises it serves or stands by for; a department those that it
    /// planned or joined; an enterprise its own, once they are its business.
    /// </summary>
    public static IQueryable<Visit> VisibleTo(this IQueryable<Visit> visits, CommissionerDb db, Actor actor)
    {
        if (actor.Is(Role.TriageDesk, Role.Supervisor))
        {
            return visits;
        }

        if (actor.EnterpriseId is { } own)
        {
            return visits.Where(v =>
                v.EnterpriseId == own && v.State != VisitState.Refused && (v.BeyondBecause == null || v.DecidedById != null)
            );
        }

        var department = actor.DepartmentId;
        Id<Person>? me = actor.Id;
        var serves = actor.Is(Role.Commissioner);
        return visits.Where(v =>
            (serves && db.Enterprises.Any(e => e.Id == v.EnterpriseId && (e.ActiveId == me || e.BackupId == me)))
            || (department != null && (v.DepartmentId == department || v.Parties.Any(p => p.DepartmentId == department)))
        );
    }

    /// <summary>A visit that this person may see, to change it, and whether it serves the enterprise.</summary>
    /// <exception cref="NotFound">There is none, or it is not to be seen.</exception>
    public static async Task<(Visit Visit, bool Serves)> VisitAsync(
        this CommissionerDb db,
        Id<Visit> id,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        var visit =
            await db
                .Visits.Include(v => v.Parties)
                .Include(v => v.Findings)
                .AsSplitQuery()
                .VisibleTo(db, actor)
                .SingleOrDefaultAsync(v => v.Id == id, cancellationToken)
            ?? throw new NotFound();
        return (visit, await db.ServesAsync(visit.EnterpriseId, actor, cancellationToken));
    }

    /// <summary>Serves this enterprise now, or is of the service office.</summary>
    public static async Task<bool> ServesAsync(
        this CommissionerDb db,
        Id<Domain.Enterprises.Enterprise> enterprise,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        Id<Person>? me = actor.Id;
        return actor.Is(Role.TriageDesk)
            || (
                actor.Is(Role.Commissioner) && await db.Enterprises.AnyAsync(e => e.Id == enterprise && e.ActiveId == me, cancellationToken)
            );
    }
}
