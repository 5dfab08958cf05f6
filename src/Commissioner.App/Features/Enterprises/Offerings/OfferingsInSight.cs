using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Offerings;

/// <summary>Which offers and seeks somebody may know of.</summary>
internal static class OfferingsInSight
{
    /// <summary>
    /// The office and supervision see all; a commissioner those of the enterprises it serves or stands by for, and those that others open to it;
    /// an enterprise its own, and those that others open to it. What is not open to somebody is not there for it.
    /// </summary>
    public static IQueryable<Offering> VisibleTo(this IQueryable<Offering> offerings, CommissionerDb db, Actor actor, DateOnly today)
    {
        if (actor.Is(Role.TriageDesk, Role.Supervisor))
        {
            return offerings;
        }

        if (actor.EnterpriseId is { } own)
        {
            return offerings.Where(o =>
                o.EnterpriseId == own
                || (
                    o.State == OfferingState.Open
                    && o.UntilOn >= today
                    && (
                        o.Audience == OfferingAudience.All
                        || (
                            o.Audience == OfferingAudience.Park
                            && db.Enterprises.Any(e =>
                                e.Id == o.EnterpriseId && db.Enterprises.Any(me => me.Id == own && me.ParkId == e.ParkId)
                            )
                        )
                    )
                )
            );
        }

        Id<Person>? person = actor.Id;
        var serves = actor.Is(Role.Commissioner);
        return offerings.Where(o =>
            serves
            && (
                db.Enterprises.Any(e => e.Id == o.EnterpriseId && (e.ActiveId == person || e.BackupId == person))
                || (
                    o.State == OfferingState.Open
                    && o.UntilOn >= today
                    && (
                        o.Audience == OfferingAudience.All
                        || (
                            o.Audience == OfferingAudience.Park
                            && db.Enterprises.Any(e =>
                                e.Id == o.EnterpriseId
                                && db.Enterprises.Any(s =>
                                    s.ParkId == e.ParkId && s.EndedAt == null && (s.ActiveId == person || s.BackupId == person)
                                )
                            )
                        )
                    )
                )
            )
        );
    }

    /// <summary>The own enterprise's, to change it.</summary>
    /// <exception cref="NotFound">There is none, or it is another's.</exception>
    public static async Task<Offering> OwnOfferingAsync(
        this CommissionerDb db,
        Id<Offering> id,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        var own = actor.EnterpriseId ?? throw new NotFound();
        return await db.Offerings.SingleOrDefaultAsync(o => o.Id == id && o.EnterpriseId == own, cancellationToken) ?? throw new NotFound();
    }

    /// <summary>The place that is named is a park or a sub-park.</summary>
    /// <exception cref="RuleBroken"><see cref="OfferingRules.OfferingPlaceUnknown"/>.</exception>
    public static async Task DemandPlaceAsync(
        this CommissionerDb db,
        Id<Domain.Enterprises.Park>? place,
        CancellationToken cancellationToken
    )
    {
        if (place is { } there && !await db.Parks.AnyAsync(p => p.Id == there, cancellationToken))
        {
            throw new RuleBroken(OfferingRules.OfferingPlaceUnknown) { Field = "placeId" };
        }
    }

    /// <summary>Whoever was asked about an offering that is gone is asked no more; what both agreed to goes on.</summary>
    public static async Task EndAskingAsync(
        this CommissionerDb db,
        IReadOnlyCollection<Id<Offering>> gone,
        Actor actor,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        foreach (
            var asked in await db
                .Introductions.Include(i => i.Clocks)
                .Where(i => i.State == IntroductionState.Proposed && (gone.Contains(i.OfferId) || gone.Contains(i.SeekId)))
                .ToListAsync(cancellationToken)
        )
        {
            asked.Lapse(actor, now);
        }
    }
}
