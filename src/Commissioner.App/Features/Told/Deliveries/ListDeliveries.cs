using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Deliveries;

/// <summary>What deliveries somebody asks for.</summary>
/// <param name="State">How far they have come; null for any.</param>
/// <param name="Channel">By which channel; null for any.</param>
/// <param name="Event">Which kind of message; null for any.</param>
/// <param name="Number">Of the case with this number; null for any.</param>
/// <param name="Case">Of this case; null for any.</param>
public sealed record DeliveryFilter(
    Fate? State = null,
    Channel? Channel = null,
    string? Event = null,
    string? Number = null,
    Id<Case>? Case = null
)
{
    /// <summary>Those among these that this person may find: who runs the machine sees no case, and finds nothing by one.</summary>
    public IQueryable<Delivery> Among(CommissionerDb db, IQueryable<Delivery> all, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(db);
        var (state, channel, @case, sees) = (State, Channel, Case, SeesCases(actor));
        var key = string.IsNullOrWhiteSpace(Event) ? null : Event.Trim();
        var number = string.IsNullOrWhiteSpace(Number) ? null : Number.Trim();
        return all.Where(d =>
            (state == null || d.Fate == state)
            && (channel == null || d.Channel == channel)
            && (key == null || d.Text == key)
            && (@case == null || (sees && d.CaseId == @case))
            && (number == null || (sees && db.Cases.Any(c => c.Id == d.CaseId && c.Number == number)))
        );
    }

    internal static bool SeesCases(Actor actor) => actor.Is(Role.TriageDesk, Role.Supervisor);
}

/// <summary>Deliveries and what became of them, newest first, by keyset.</summary>
[Allow(Permission.ReadDeliveries)]
public sealed record ListDeliveries(DeliveryFilter Filter, int Take = 50, string? After = null) : IQuery<Page<DeliveryLine>>;

/// <summary>What a delivery goes to.</summary>
public enum RecipientKind
{
    /// <summary>Somebody with an account.</summary>
    Person,

    /// <summary>Whoever answers a number: a caller without an account.</summary>
    Number,

    /// <summary>A group's robot.</summary>
    Group,

    /// <summary>Another system.</summary>
    System,
}

/// <summary>Whom it is for.</summary>
/// <param name="Kind">What that is.</param>
/// <param name="Name">The person's name; null for the others, and to who sees no case.</param>
public sealed record RecipientOf(RecipientKind Kind, string? Name);

/// <summary>A delivery; its words are not shown, and of its address the end alone.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="PlannedAt">When it was planned.</param>
/// <param name="Event">Which kind of message.</param>
/// <param name="Case">The case it is about; null to who sees no case, as are its number and the address.</param>
/// <param name="Number">The case's number.</param>
/// <param name="Recipient">Whom it is for.</param>
/// <param name="Channel">By which channel.</param>
/// <param name="To">The end of the address.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Attempts">How often it was handed over.</param>
/// <param name="NextTryAt">When it is tried next; null once nobody works on it.</param>
/// <param name="FirstTriedAt">When it was handed over first.</param>
/// <param name="SentAt">When the gateway took it.</param>
/// <param name="DeliveredAt">When it arrived, as far as the gateway says.</param>
/// <param name="Error">What is wrong, a code.</param>
/// <param name="MaybeTwice">It may have come twice.</param>
public sealed record DeliveryLine(
    Id<Delivery> Id,
    DateTimeOffset PlannedAt,
    string Event,
    Id<Case>? Case,
    string? Number,
    RecipientOf Recipient,
    Channel Channel,
    string? To,
    Fate State,
    int Attempts,
    DateTimeOffset? NextTryAt,
    DateTimeOffset? FirstTriedAt,
    DateTimeOffset? SentAt,
    DateTimeOffset? DeliveredAt,
    string? Error,
    bool MaybeTwice
);

internal sealed class ListDeliveriesHandler(CommissionerDb db, Actor actor) : IRequestHandler<ListDeliveries, Page<DeliveryLine>>
{
    public async Task<Page<DeliveryLine>> Handle(ListDeliveries query, CancellationToken cancellationToken)
    {
        var (take, sees) = (Math.Clamp(query.Take, 1, 200), DeliveryFilter.SeesCases(actor));
        var found = query.Filter.Among(db, db.Deliveries.AsNoTracking(), actor);
        if (Cursor.Read<Delivery>(query.After) is { } after)
        {
            found = found.Where(d => d.PlannedAt < after.At || (d.PlannedAt == after.At && d.Id < after.Id));
        }

        var rows = await found
            .OrderByDescending(d => d.PlannedAt)
            .ThenByDescending(d => d.Id)
            .Take(take + 1)
            .Select(d => new
            {
                Delivery = d,
                Number = sees ? db.Cases.Where(c => c.Id == d.CaseId).Select(c => c.Number).FirstOrDefault() : null,
                Name = sees ? db.People.Where(p => p.Id == d.PersonId).Select(p => p.Name).FirstOrDefault() : null,
            })
            .ToListAsync(cancellationToken);
        var items = rows.Take(take)
            .Select(r => new DeliveryLine(
                r.Delivery.Id,
                r.Delivery.PlannedAt,
                r.Delivery.Text,
                sees ? r.Delivery.CaseId : null,
                r.Number,
                new(KindOf(r.Delivery), r.Name),
                r.Delivery.Channel,
                sees ? Masked(r.Delivery.To) : null,
                r.Delivery.Fate,
                r.Delivery.Attempts,
                r.Delivery.NextTryAt,
                r.Delivery.FirstTriedAt,
                r.Delivery.SentAt,
                r.Delivery.DeliveredAt,
                r.Delivery.Error,
                r.Delivery.MaybeTwice
            ))
            .ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].PlannedAt, items[^1].Id) : null);
    }

    private static RecipientKind KindOf(Delivery delivery) =>
        delivery.Channel == Channel.Webhook ? RecipientKind.System
        : delivery.Channel == Channel.Robot ? RecipientKind.Group
        : delivery.PersonId is null ? RecipientKind.Number
        : RecipientKind.Person;

    private static string Masked(string to) =>
        to.Length <= 4
            ? to.Length == 0
                ? ""
                : "****"
            : "****" + to[^4..];
}
