using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Tips;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Reports;

/// <summary>Which reports somebody of supervision hears: all but those that it declined.</summary>
internal static class TipsInSight
{
    public static IQueryable<Tip> HeardBy(this IQueryable<Tip> tips, Actor actor) =>
        tips.Where(t => !t.Readers.Any(r => r.PersonId == actor.Id && r.DeclinedAt != null));

    /// <summary>One of them, whole.</summary>
    /// <exception cref="NotFound">There is none, or it was declined.</exception>
    public static async Task<Tip> OneAsync(this IQueryable<Tip> tips, Id<Tip> id, Actor actor, CancellationToken cancellationToken) =>
        await tips.Include(t => t.Words)
            .Include(t => t.Readers)
            .AsSplitQuery()
            .HeardBy(actor)
            .SingleOrDefaultAsync(t => t.Id == id, cancellationToken)
        ?? throw new NotFound();

    /// <summary>Who is of supervision now, by its own role.</summary>
    public static IQueryable<Person> OfSupervision(this CommissionerDb db)
    {
        var role = nameof(Role.Supervisor);
        // Roles are stored as one text, so the role's name is searched in it.
        return db.People.Where(p => p.LeftAt == null && p.EnterpriseId == null && ((string)(object)p.Roles).Contains(role));
    }
}
