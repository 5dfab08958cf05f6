using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.Duties;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline;

/// <summary>What stands on a seat's desk: who rings, its own calls, how many are to be called, and what those before it wrote down.</summary>
[Allow(Permission.AnswerCalls)]
public sealed record ShowDesk : IQuery<SeatsDesk>;

/// <summary>A seat's desk.</summary>
/// <param name="Ringing">Calls that nobody has, the longest waiting first.</param>
/// <param name="Own">Calls that this seat has, or had a while ago.</param>
/// <param name="ToMake">How many are to be called.</param>
/// <param name="Notes">What those before it wrote down and nobody has read.</param>
public sealed record SeatsDesk(IReadOnlyList<DeskCall> Ringing, IReadOnlyList<DeskCall> Own, int ToMake, IReadOnlyList<DeskNote> Notes);

/// <summary>A call on the desk.</summary>
/// <param name="Id">The call.</param>
/// <param name="From">The number; empty where it is withheld.</param>
/// <param name="State">How far it has come.</param>
/// <param name="BeganAt">Since when.</param>
/// <param name="Enterprises">Whose number it is; several have one, or none.</param>
public sealed record DeskCall(Id<Call> Id, string From, CallState State, DateTimeOffset BeganAt, IReadOnlyList<string> Enterprises);

/// <summary>A hand-over note.</summary>
public sealed record DeskNote(Id<DutyNote> Id, string Text, string WrittenBy, DateTimeOffset WrittenAt, bool IsOwn);

internal sealed class ShowDeskHandler(CommissionerDb db, Actor actor, Callers callers, TimeProvider clock)
    : IRequestHandler<ShowDesk, SeatsDesk>
{
    // What an exchange never ended rings no longer after this.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private const int Most = 20;

    public async Task<SeatsDesk> Handle(ShowDesk query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (me, ringing, lately) = ((Id<Person>?)actor.Id, now - Longest, now - Callers.Afterwards);
        var calls = await db
            .Calls.AsNoTracking()
            .Where(c =>
                (c.State == CallState.Ringing && c.SeatId == null && c.BeganAt > ringing)
                || (c.SeatId == me && (c.EndedAt == null || c.EndedAt > lately) && c.BeganAt > now.AddHours(-12))
            )
            .OrderBy(c => c.BeganAt)
            .Take(Most)
            .ToListAsync(cancellationToken);
        var names = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var number in calls.Select(c => c.From).Distinct())
        {
            var ids = await callers.EnterprisesOfAsync(number, cancellationToken);
            names[number] = await db.Enterprises.Where(e => ids.Contains(e.Id)).Select(e => e.Name).ToListAsync(cancellationToken);
        }

        var toMake =
            await db.Calls.CountAsync(c => c.ReturnBy != null, cancellationToken)
            + await db.Deliveries.CountAsync(
                d => d.Channel == Channel.Hotline && d.NextTryAt != null && d.DueAt <= now && d.ExpiresAt > now,
                cancellationToken
            );
        var notes = await db
            .DutyNotes.AsNoTracking()
            .Where(n => n.ReadAt == null)
            .OrderByDescending(n => n.WrittenAt)
            .Select(n => new DeskNote(
                n.Id,
                n.Text,
                db.People.Where(p => p.Id == n.WrittenById).Select(p => p.Name).First(),
                n.WrittenAt,
                n.WrittenById == actor.Id
            ))
            .Take(Most)
            .ToListAsync(cancellationToken);
        return new([.. Lines(null)], [.. Lines(me)], toMake, notes);

        IEnumerable<DeskCall> Lines(Id<Person>? seat) =>
            calls.Where(c => c.SeatId == seat).Select(c => new DeskCall(c.Id, c.From, c.State, c.BeganAt, names[c.From]));
    }
}
