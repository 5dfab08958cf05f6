using Commissioner.App.Features.Shared;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Offerings;

/// <summary>An offer or a seek in a list.</summary>
/// <param name="Id">Which.</param>
/// <param name="Enterprise">Whose.</param>
/// <param name="CreditCode">The enterprise's credit code.</param>
/// <param name="Kind">Whether it is offered or sought.</param>
/// <param name="Category">What kind of goods or services.</param>
/// <param name="What">In the enterprise's words.</param>
/// <param name="Amount">How much; null where it is not counted.</param>
/// <param name="Unit">What the amount counts.</param>
/// <param name="Place">The park, the sub-park or the city; null for no place in particular.</param>
/// <param name="UntilOn">The last day on which it holds.</param>
/// <param name="Audience">Who may know of it.</param>
/// <param name="State">How it stands.</param>
/// <param name="FiledAt">When it was filed.</param>
public sealed record OfferingLine(
    Id<Offering> Id,
    string Enterprise,
    string CreditCode,
    OfferingKind Kind,
    OfferingCategory Category,
    string What,
    decimal? Amount,
    string? Unit,
    string? Place,
    DateOnly UntilOn,
    OfferingAudience Audience,
    OfferingState State,
    DateTimeOffset FiledAt
);

/// <summary>Offers and seeks as lists and tables read them. An enterprise reads here of its own alone: others reach it as suggestions.</summary>
internal sealed class OfferingBook(CommissionerDb db, Actor actor, TimeProvider clock)
{
    public async Task<Page<OfferingLine>> ReadAsync(ListOfferings query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var offerings = db.Offerings.AsNoTracking().VisibleTo(db, actor, clock.Today());
        if (actor.EnterpriseId is { } own)
        {
            offerings = offerings.Where(o => o.EnterpriseId == own);
        }

        if (query.Kind is { } kind)
        {
            offerings = offerings.Where(o => o.Kind == kind);
        }

        if (query.Category is { } category)
        {
            offerings = offerings.Where(o => o.Category == category);
        }

        if (query.State is { } state)
        {
            offerings = offerings.Where(o => o.State == state);
        }

        if (SearchWords.Of(query.Q)?.Words is { } words)
        {
            offerings = words.Aggregate(
                offerings,
                (found, word) =>
                    found.Where(o => o.What.Contains(word) || db.Enterprises.Any(e => e.Id == o.EnterpriseId && e.Name.Contains(word)))
            );
        }

        if (Cursor.Read<Offering>(query.After) is { } after)
        {
            offerings = offerings.Where(o => o.FiledAt < after.At || (o.FiledAt == after.At && o.Id < after.Id));
        }

        var rows = await Lines(offerings.OrderByDescending(o => o.FiledAt).ThenByDescending(o => o.Id).Take(take + 1))
            .ToListAsync(cancellationToken);
        var items = rows.Take(take).ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].FiledAt, items[^1].Id) : null);
    }

    /// <summary>The lines of these, in their order.</summary>
    public IQueryable<OfferingLine> Lines(IQueryable<Offering> offerings) =>
        offerings.Select(o => new OfferingLine(
            o.Id,
            db.Enterprises.Where(e => e.Id == o.EnterpriseId).Select(e => e.Name).First(),
            db.Enterprises.Where(e => e.Id == o.EnterpriseId).Select(e => e.CreditCode).First(),
            o.Kind,
            o.Category,
            o.What,
            o.Amount,
            o.Unit,
            o.City ?? db.Parks.Where(p => p.Id == o.PlaceId).Select(p => p.Name).FirstOrDefault(),
            o.UntilOn,
            o.Audience,
            o.State,
            o.FiledAt
        ));
}
