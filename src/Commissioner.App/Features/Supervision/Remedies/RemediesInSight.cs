using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Remedies;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Remedies;

/// <summary>Which remedies somebody may see. What they stand for is seen case by case, as the cases are.</summary>
internal static class RemediesInSight
{
    /// <summary>
    /// Office, supervision and Leader see all; a department those that it owes; a commissioner those that stand for a case it sees. An
    /// enterprise
    /// sees none: it has its own line of each.
    /// </summary>
    public static IQueryable<Remedy> VisibleTo(this IQueryable<Remedy> remedies, CommissionerDb db, Actor actor)
    {
        if (actor.Is(Role.TriageDesk, Role.Supervisor, Role.Leader, Role.System))
        {
            return remedies;
        }

        if (actor.DepartmentId is { } department && actor.Is(Role.DepartmentLiaison, Role.DepartmentHandler, Role.DepartmentHead))
        {
            return remedies.Where(r => r.OwnerId == department);
        }

        var seen = db.Cases.VisibleTo(actor);
        return actor.Is(Role.Commissioner)
            ? remedies.Where(r => r.Cases.Any(l => l.LeftAt == null && seen.Any(c => c.Id == l.CaseId)))
            : remedies.Where(_ => false);
    }

    /// <summary>The lines of remedies that are an enterprise's own business: of its cases, as far as this person sees them.</summary>
    public static IQueryable<RemedyCase> OwnLines(this CommissionerDb db, Actor actor)
    {
        var own = db.Cases.VisibleTo(actor).Where(c => c.EnterpriseId == actor.EnterpriseId);
        return db.RemedyCases.Where(l =>
            l.LeftAt == null
            && own.Any(c => c.Id == l.CaseId)
            && db.Remedies.Any(r => r.Id == l.RemedyId && r.State != RemedyState.CalledOff)
        );
    }

    /// <summary>A remedy that this person may see, to change it.</summary>
    /// <exception cref="NotFound">There is none, or it is not to be seen.</exception>
    public static async Task<Remedy> RemedyAsync(this CommissionerDb db, Id<Remedy> id, Actor actor, CancellationToken cancellationToken) =>
        await db
            .Remedies.Include(r => r.Cases)
            .Include(r => r.Clocks)
            .AsSplitQuery()
            .VisibleTo(db, actor)
            .SingleOrDefaultAsync(r => r.Id == id, cancellationToken)
        ?? throw new NotFound();
}
