using Commissioner.App.Features.Deliveries;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline.Calls;

/// <summary>Whom the hotline has to call: callers who were missed, and whoever no message reached; what is due first comes first.</summary>
[Allow(Permission.AnswerCalls)]
public sealed record ListCallsToMake : IQuery<IReadOnlyList<CallToMake>>;

/// <summary>Somebody to be called.</summary>
/// <param name="CallId">The call that was missed; null where a message is to be told.</param>
/// <param name="DeliveryId">The message that reached nobody; null where a call was missed.</param>
/// <param name="Number">Where to call.</param>
/// <param name="Who">Who that is, as far as is known.</param>
/// <param name="Text">What to tell; null where the caller tells.</param>
/// <param name="DueAt">By when.</param>
/// <param name="TakenBy">Who is at it.</param>
/// <param name="IsOwn">This seat is at it.</param>
/// <param name="Tried">It was called in vain before.</param>
/// <param name="Recorded">It left a message that can be heard.</param>
public sealed record CallToMake(
    Id<Call>? CallId,
    Id<Delivery>? DeliveryId,
    string Number,
    string? Who,
    string? Text,
    DateTimeOffset DueAt,
    string? TakenBy,
    bool IsOwn,
    bool Tried,
    bool Recorded
);

internal sealed class ListCallsToMakeHandler(CommissionerDb db, Actor actor, Callers callers, Wording wording, TimeProvider clock)
    : IRequestHandler<ListCallsToMake, IReadOnlyList<CallToMake>>
{
    private const int Most = 50;

    public async Task<IReadOnlyList<CallToMake>> Handle(ListCallsToMake query, CancellationToken cancellationToken)
    {
        List<CallToMake> calls = [];
        var missed = await db
            .Calls.AsNoTracking()
            .Where(c => c.ReturnBy != null)
            .OrderBy(c => c.ReturnBy)
            .Take(Most)
            .Select(c => new { Call = c, TakenBy = db.People.Where(p => p.Id == c.TakenById).Select(p => p.Name).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        foreach (var (call, takenBy) in missed.Select(m => (m.Call, m.TakenBy)))
        {
            var ids = await callers.EnterprisesOfAsync(call.From, cancellationToken);
            var names = await db.Enterprises.Where(e => ids.Contains(e.Id)).Select(e => e.Name).ToListAsync(cancellationToken);
            calls.Add(
                new(
                    call.Id,
                    null,
                    call.From,
                    names.Count > 0 ? string.Join('、', names) : null,
                    null,
                    call.ReturnBy!.Value,
                    takenBy,
                    call.TakenById == actor.Id,
                    call.Returned == ReturnOutcome.NotReached,
                    call.Recording is not null
                )
            );
        }

        calls.AddRange(await MessagesAsync(clock.GetUtcNow(), cancellationToken));
        return [.. calls.OrderBy(c => c.DueAt)];
    }

    private async Task<List<CallToMake>> MessagesAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<CallToMake> calls = [];
        var messages = await db
            .Deliveries.AsNoTracking()
            .Where(d => d.Channel == Channel.Hotline && d.NextTryAt != null && d.DueAt <= now && d.ExpiresAt > now)
            .OrderBy(d => d.ExpiresAt)
            .Take(Most)
            .Select(d => new
            {
                Delivery = d,
                Who = db.People.Where(p => p.Id == d.PersonId).Select(p => p.Name).FirstOrDefault(),
                Own = db.People.Where(p => p.Id == d.PersonId).Select(p => p.Phone).FirstOrDefault(),
                Contact = db
                    .People.Where(p => p.Id == d.PersonId)
                    .Join(db.Enterprises, p => p.EnterpriseId, e => e.Id, (_, e) => e.ContactPhone)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var words = await wording.ForAsync([.. messages.Select(m => m.Delivery)], cancellationToken);
        foreach (var message in messages)
        {
            string? text;
            try
            {
                text = words(message.Delivery).Text;
            }
            catch (Exception unsayable) when (unsayable is InvalidOperationException or System.Text.Json.JsonException)
            {
                // One message that can't be said holds up no other: the seat sees that somebody is to be called.
                text = null;
            }

            // Who has no number of its own is called at its enterprise's.
            var number = new[] { message.Delivery.To, message.Own, message.Contact }.FirstOrDefault(n => !string.IsNullOrEmpty(n)) ?? "";
            calls.Add(new(null, message.Delivery.Id, number, message.Who, text, message.Delivery.ExpiresAt, null, false, false, false));
        }

        return calls;
    }
}
