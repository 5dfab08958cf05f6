using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline.Recordings;

/// <summary>Whose recordings are heard by whom.</summary>
internal static class RecordingsOf
{
    /// <summary>For so long after it was opened a recording is played.</summary>
    public static readonly TimeSpan OpenFor = TimeSpan.FromHours(2);

    /// <summary>
    /// The calls that this person may hear: supervision any, a seat those that it answered or returns, and those that nobody has.
    /// </summary>
    public static IQueryable<Call> HeardBy(this IQueryable<Call> calls, Actor actor)
    {
        if (actor.Is(Role.Supervisor))
        {
            return calls;
        }

        Id<Person>? me = actor.Id;
        return actor.Is(Role.HotlineSeat)
            ? calls.Where(c => c.SeatId == me || c.TakenById == me || (c.AnsweredAt == null && c.TakenById == null))
            : calls.Where(c => false);
    }

    /// <summary>Whether this person opened a call's recordings a while ago.</summary>
    public static Task<bool> IsOpenAsync(
        this CommissionerDb db,
        Id<Call> call,
        Actor actor,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var since = now - OpenFor;
        return db.Timeline.AnyAsync(
            e => e.SubjectId == call.Value && e.Name == nameof(RecordingHeard) && e.ById == actor.Id && e.At > since,
            cancellationToken
        );
    }
}
