using Commissioner.App.Features.Offerings;
using Commissioner.App.Features.Shared;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Introductions;

/// <summary>One of the two sides of an introduction. What its enterprise does not let the reader know of is null.</summary>
/// <param name="OfferingId">What it offers or seeks; null where that is not shown, or is another enterprise's.</param>
/// <param name="Enterprise">Whose; to the other enterprise once both said yes.</param>
/// <param name="Category">What kind of goods or services.</param>
/// <param name="What">In the enterprise's words.</param>
/// <param name="Amount">How much.</param>
/// <param name="Unit">What the amount counts.</param>
/// <param name="Place">The park, the sub-park or the city.</param>
/// <param name="Agreed">It said yes.</param>
/// <param name="Own">It is the reader's own enterprise.</param>
public sealed record IntroductionSide(
    Id<Offering>? OfferingId,
    string? Enterprise,
    OfferingCategory? Category,
    string? What,
    decimal? Amount,
    string? Unit,
    string? Place,
    bool Agreed,
    bool Own
);

/// <summary>An introduction in a list.</summary>
/// <param name="Id">Which.</param>
/// <param name="State">How it stands.</param>
/// <param name="Offer">The side that offers.</param>
/// <param name="Seek">The side that seeks.</param>
/// <param name="Owner">The commissioner that owns it; null for the service office, and to enterprises.</param>
/// <param name="ProposedAt">When it was proposed.</param>
/// <param name="IntroducedAt">When they were brought together.</param>
/// <param name="DueAt">When the next follow-up is due; null to enterprises, and where none is.</param>
/// <param name="Alarm">Whether that is near or late.</param>
/// <param name="Outcome">What was heard last.</param>
/// <param name="Amount">What the order is worth, in yuan.</param>
public sealed record IntroductionLine(
    Id<Introduction> Id,
    IntroductionState State,
    IntroductionSide Offer,
    IntroductionSide Seek,
    string? Owner,
    DateTimeOffset ProposedAt,
    DateTimeOffset? IntroducedAt,
    [property: Due] DateTimeOffset? DueAt,
    Alarm Alarm,
    IntroductionOutcome? Outcome,
    decimal? Amount
);

/// <summary>
/// Introductions as they are read: of each side only what its enterprise lets the reader know, or said yes to. A name goes to the other enterprise
/// when both said yes, and never before.
/// </summary>
internal sealed class IntroductionBook(CommissionerDb db, Actor actor, TimeProvider clock)
{
    /// <summary>The lines of these, in their order, of which so many are read.</summary>
    public async Task<IReadOnlyList<IntroductionLine>> LinesAsync(
        IQueryable<Introduction> introductions,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var seen = db.Offerings.VisibleTo(db, actor, clock.Today());
        var rows = await introductions
            .Select(i => new
            {
                Of = i,
                Offer = db
                    .Offerings.Where(o => o.Id == i.OfferId)
                    .Select(o => new Side(
                        o.Id,
                        db.Enterprises.Where(e => e.Id == i.OffererId).Select(e => e.Name).First(),
                        o.Category,
                        o.What,
                        o.Amount,
                        o.Unit,
                        o.City ?? db.Parks.Where(p => p.Id == o.PlaceId).Select(p => p.Name).FirstOrDefault(),
                        seen.Any(s => s.Id == o.Id)
                    ))
                    .First(),
                Seek = db
                    .Offerings.Where(o => o.Id == i.SeekId)
                    .Select(o => new Side(
                        o.Id,
                        db.Enterprises.Where(e => e.Id == i.SeekerId).Select(e => e.Name).First(),
                        o.Category,
                        o.What,
                        o.Amount,
                        o.Unit,
                        o.City ?? db.Parks.Where(p => p.Id == o.PlaceId).Select(p => p.Name).FirstOrDefault(),
                        seen.Any(s => s.Id == o.Id)
                    ))
                    .First(),
                Owner = db
                    .Enterprises.Where(e => e.Id == i.ServedId)
                    .Select(e => db.People.Where(p => p.Id == e.ActiveId).Select(p => p.Name).FirstOrDefault())
                    .FirstOrDefault(),
                Due = i
                    .Clocks.Where(k => k.StoppedAt == null)
                    .OrderBy(k => k.DueAt)
                    .Select(k => new { k.DueAt, k.AmberAt })
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var staff = actor.EnterpriseId is null;
        return
        [
            .. rows.Select(r => new IntroductionLine(
                r.Of.Id,
                r.Of.State,
                Shown(r.Offer, r.Of, r.Of.OffererId),
                Shown(r.Seek, r.Of, r.Of.SeekerId),
                staff ? r.Owner : null,
                r.Of.ProposedAt,
                r.Of.IntroducedAt,
                staff ? r.Due?.DueAt : null,
                !staff || r.Due is null ? Alarm.None
                    : r.Due.DueAt < now ? Alarm.Red
                    : r.Due.AmberAt <= now ? Alarm.Amber
                    : Alarm.None,
                staff ? r.Of.Outcome : null,
                staff ? r.Of.Amount : null
            )),
        ];
    }

    private IntroductionSide Shown(Side side, Introduction of, Id<Enterprise> whose)
    {
        var own = actor.EnterpriseId == whose;
        var agreed = of.AgreedBy(whose);
        var shown = side.Seen || agreed;
        var named = actor.EnterpriseId is null ? shown : own || of.AreKnown;
        return new(
            shown && (own || actor.EnterpriseId is null) ? side.Id : null,
            named ? side.Enterprise : null,
            shown ? side.Category : null,
            shown ? side.What : null,
            shown ? side.Amount : null,
            shown ? side.Unit : null,
            shown ? side.Place : null,
            agreed,
            own
        );
    }

    private sealed record Side(
        Id<Offering> Id,
        string Enterprise,
        OfferingCategory Category,
        string What,
        decimal? Amount,
        string? Unit,
        string? Place,
        bool Seen
    );
}
