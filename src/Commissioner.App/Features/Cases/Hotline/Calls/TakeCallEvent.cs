using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline.Calls;

/// <summary>An exchange says something of a call: taken once however often it comes, in whatever order.</summary>
/// <param name="EventId">By which the exchange knows the event.</param>
/// <param name="CallId">By which it knows the call.</param>
/// <param name="Sign">What happened.</param>
/// <param name="At">When.</param>
/// <param name="From">The caller's number.</param>
/// <param name="To">The number called.</param>
/// <param name="Seat">The account's name of the seat that took it.</param>
/// <param name="Recording">By which the recording is found.</param>
/// <param name="KeptFor">How long its recording is kept here, where it is fetched from a carrier; null where the exchange keeps it.</param>
[Allow(Permission.RunJobs)]
public sealed record TakeCallEvent(
    string EventId,
    string CallId,
    CallSign Sign,
    DateTimeOffset At,
    string? From,
    string? To,
    string? Seat,
    string? Recording,
    TimeSpan? KeptFor = null
) : ICommand<bool>;

internal sealed class TakeCallEventHandler(CommissionerDb db, TimeProvider clock) : IRequestHandler<TakeCallEvent, bool>
{
    private const string Gateway = "calls";

    public async Task<bool> Handle(TakeCallEvent command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await db.Receipts.AnyAsync(r => r.Gateway == Gateway && r.Event == command.EventId, cancellationToken))
        {
            return false;
        }

        db.Receipts.Add(
            new()
            {
                Gateway = Gateway,
                Event = command.EventId,
                At = now,
            }
        );
        var news = new CallNews(
            command.Sign,
            command.At.ToUniversalTime(),
            Callers.Number(command.From),
            Callers.Number(command.To),
            command.Seat is { Length: > 0 } name ? await SeatAsync(name, cancellationToken) : null,
            command.Recording
        );
        var call = await db.Calls.SingleOrDefaultAsync(c => c.ExchangeId == command.CallId, cancellationToken);
        if (call is null)
        {
            db.Calls.Add(call = Call.Of(command.CallId, news, now));
        }
        else
        {
            call.Hear(news, now);
        }

        if (command is { Recording: { } reference, KeptFor: { } keptFor })
        {
            db.CallRecordings.Add(CallRecording.Of(call.Id, reference, keptFor, now));
        }

        return true;
    }

    // A name that is no seat's is the exchange's own business: the call was answered by somebody.
    private async Task<Id<Person>?> SeatAsync(string name, CancellationToken cancellationToken)
    {
        var normalized = name.ToUpperInvariant();
        var seat = await (
            from a in db.Accounts
            join p in db.People on a.Id equals (Guid)(object)p.Id
            where a.NormalizedUserName == normalized
            select p
        ).SingleOrDefaultAsync(cancellationToken);
        return seat?.Roles.Contains(Role.HotlineSeat) == true ? seat.Id : null;
    }
}
