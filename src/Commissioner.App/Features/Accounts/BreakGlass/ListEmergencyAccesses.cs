using Commissioner.App.Features.Shared;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.BreakGlass;

/// <summary>Emergency access, newest first: all of it for who decides on it, one's own for others.</summary>
[Allow(Permission.FollowEmergencyAccess)]
public sealed record ListEmergencyAccesses(int Take = 50, string? After = null) : IQuery<Page<EmergencyAccessLine>>;

/// <summary>An emergency access.</summary>
/// <param name="Id">Which.</param>
/// <param name="PersonId">To whom.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">Which role is lent.</param>
/// <param name="Minutes">For how long.</param>
/// <param name="Reason">What the emergency is.</param>
/// <param name="State">How it stands at this instant.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="AskedAs">As what.</param>
/// <param name="AskedAt">When, UTC.</param>
/// <param name="DecidedBy">The second person; null while none has decided.</param>
/// <param name="DecidedAt">When it decided, UTC.</param>
/// <param name="EndsAt">When it ends by itself, UTC; null where it was never granted.</param>
/// <param name="UsedAt">When it was first used, UTC; null while it was not.</param>
/// <param name="EndedAt">When it was over, UTC.</param>
/// <param name="EndedBy">Who ended it before its time; null where nobody did.</param>
/// <param name="MayDecide">Whoever looks may decide it.</param>
/// <param name="MayEnd">Whoever looks may end it, or take it back.</param>
public sealed record EmergencyAccessLine(
    Id<EmergencyAccess> Id,
    Id<Person> PersonId,
    string Name,
    Role Role,
    int Minutes,
    string Reason,
    EmergencyAccessState State,
    string AskedBy,
    Role AskedAs,
    DateTimeOffset AskedAt,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    DateTimeOffset? EndsAt,
    DateTimeOffset? UsedAt,
    DateTimeOffset? EndedAt,
    string? EndedBy,
    bool MayDecide,
    bool MayEnd
);

internal sealed class ListEmergencyAccessesHandler(CommissionerDb db, Actor actor, DatabaseClock clock)
    : IRequestHandler<ListEmergencyAccesses, Page<EmergencyAccessLine>>
{
    public async Task<Page<EmergencyAccessLine>> Handle(ListEmergencyAccesses query, CancellationToken cancellationToken)
    {
        var (take, now) = (Math.Clamp(query.Take, 1, 200), clock.GetUtcNow());
        var seen = db.EmergencyAccesses.AsNoTracking().OfSight(actor);
        if (Cursor.Read<EmergencyAccess>(query.After) is { } after)
        {
            seen = seen.Where(a => a.AskedAt < after.At || (a.AskedAt == after.At && a.Id < after.Id));
        }

        var rows = await (
            from a in seen.OrderByDescending(a => a.AskedAt).ThenByDescending(a => a.Id).Take(take + 1)
            join p in db.People on a.PersonId equals p.Id
            join asker in db.People on a.AskedById equals asker.Id
            orderby a.AskedAt descending, a.Id descending
            select new
            {
                Access = a,
                p.Name,
                AskedBy = asker.Name,
                DecidedBy = db.People.Where(q => q.Id == a.DecidedById).Select(q => q.Name).FirstOrDefault(),
                EndedBy = db.People.Where(q => q.Id == a.EndedById).Select(q => q.Name).FirstOrDefault(),
            }
        ).ToListAsync(cancellationToken);
        var itself = actor.Itself;
        return new(
            [.. rows.Take(take).Select(r => Line(r.Access, r.Name, r.AskedBy, r.DecidedBy, r.EndedBy))],
            rows.Count > take ? Cursor.Write(rows[take - 1].Access.AskedAt, rows[take - 1].Access.Id) : null
        );

        EmergencyAccessLine Line(EmergencyAccess a, string name, string askedBy, string? decidedBy, string? endedBy)
        {
            var isOver = a.IsOver(now);
            return new(
                a.Id,
                a.PersonId,
                name,
                a.Role,
                a.Minutes,
                a.Reason,
                    // What nobody has noted yet is over, too.
                    !isOver ? a.State
                    : a.State == EmergencyAccessState.Asked ? EmergencyAccessState.Lapsed
                    : a.State == EmergencyAccessState.Granted ? EmergencyAccessState.Ended
                    : a.State,
                askedBy,
                a.AskedAs,
                a.AskedAt.ToUniversalTime(),
                decidedBy,
                a.DecidedAt?.ToUniversalTime(),
                a.EndsAt?.ToUniversalTime(),
                a.UsedAt?.ToUniversalTime(),
                a.EndedAt?.ToUniversalTime(),
                endedBy,
                !isOver
                    && a.State == EmergencyAccessState.Asked
                    && a.AskedById != actor.Id
                    && a.PersonId != actor.Id
                    && itself.First(EmergencyAccess.Deciding) is { } role
                    && role != a.AskedAs,
                !isOver && (a.PersonId == actor.Id || a.AskedById == actor.Id || a.DecidedById == actor.Id)
            );
        }
    }
}

/// <summary>What somebody may see of emergency access.</summary>
internal static class EmergencySight
{
    /// <summary>All of it for who decides by its own role; its own for anybody else.</summary>
    public static IQueryable<EmergencyAccess> OfSight(this IQueryable<EmergencyAccess> accesses, Actor actor) =>
        actor.Itself.First(EmergencyAccess.Deciding) is not null ? accesses : accesses.Where(a => a.PersonId == actor.Id);
}
