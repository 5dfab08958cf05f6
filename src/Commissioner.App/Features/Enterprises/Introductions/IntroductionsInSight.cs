using Commissioner.App.Features.Visits;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Introductions;

/// <summary>Which introductions somebody may see, and whether it owns them.</summary>
internal static class IntroductionsInSight
{
    /// <summary>
    /// The office and supervision see all; a commissioner those of enterprises that it serves or stands by for; an enterprise its own. How much of
    /// the other side is shown, <see cref="IntroductionBook"/> says.
    /// </summary>
    public static IQueryable<Introduction> VisibleTo(this IQueryable<Introduction> introductions, CommissionerDb db, Actor actor)
    {
        if (actor.Is(Role.TriageDesk, Role.Supervisor))
        {
            return introductions;
        }

        if (actor.EnterpriseId is { } own)
        {
            return introductions.Where(i => i.OffererId == own || i.SeekerId == own);
        }

        Id<Person>? me = actor.Id;
        var serves = actor.Is(Role.Commissioner);
        return introductions.Where(i =>
            serves && db.Enterprises.Any(e => (e.Id == i.OffererId || e.Id == i.SeekerId) && (e.ActiveId == me || e.BackupId == me))
        );
    }

    /// <summary>An introduction that this person may see, to change it, and whether it owns it: who owns it is who serves the enterprise now.</summary>
    /// <exception cref="NotFound">There is none, or it is not to be seen.</exception>
    public static async Task<(Introduction Introduction, bool Owns)> IntroductionAsync(
        this CommissionerDb db,
        Id<Introduction> id,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        var introduction =
            await db
                .Introductions.Include(i => i.Notes)
                .Include(i => i.Clocks)
                .AsSplitQuery()
                .VisibleTo(db, actor)
                .SingleOrDefaultAsync(i => i.Id == id, cancellationToken)
            ?? throw new NotFound();
        return (
            introduction,
            introduction.ServedId is { } served ? await db.ServesAsync(served, actor, cancellationToken) : actor.Is(Role.TriageDesk)
        );
    }
}
