using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Duties;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline.Duty;

/// <summary>Who is on duty in the coming days, where nobody is, and what was written down at hand-overs.</summary>
/// <param name="Days">For so many days, 7 where it is left out.</param>
[Allow(Permission.ReadRoster)]
public sealed record ShowRoster(int Days = 7) : IQuery<Roster>;

/// <summary>The duty roster.</summary>
/// <param name="Shifts">By when they begin.</param>
/// <param name="Gaps">When no seat, or no officer, is on duty.</param>
/// <param name="Seats">Who can be put on duty as a seat.</param>
/// <param name="Officers">Who can be put on duty as an officer: staff with a number.</param>
/// <param name="Notes">The last notes, newest first.</param>
public sealed record Roster(
    IReadOnlyList<ShiftLine> Shifts,
    IReadOnlyList<GapLine> Gaps,
    IReadOnlyList<DutyPerson> Seats,
    IReadOnlyList<DutyPerson> Officers,
    IReadOnlyList<NoteLine> Notes
);

public sealed record ShiftLine(
    Id<DutyShift> Id,
    DutyPost Post,
    Id<Person> PersonId,
    string Name,
    string Phone,
    DateTimeOffset FromAt,
    DateTimeOffset UntilAt,
    bool IsNow
);

/// <summary>A time in which a post is nobody's.</summary>
public sealed record GapLine(DutyPost Post, DateTimeOffset FromAt, DateTimeOffset UntilAt);

public sealed record DutyPerson(Id<Person> Id, string Name);

/// <summary>A note at a hand-over.</summary>
public sealed record NoteLine(
    Id<DutyNote> Id,
    string Text,
    string WrittenBy,
    DateTimeOffset WrittenAt,
    string? ReadBy,
    DateTimeOffset? ReadAt,
    bool IsOwn
);

internal sealed class ShowRosterHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<ShowRoster, Roster>
{
    private const int MostNotes = 20;

    public async Task<Roster> Handle(ShowRoster query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var end = now.AddDays(Math.Clamp(query.Days, 1, 31));
        var shifts = await db
            .DutyShifts.AsNoTracking()
            .Where(s => s.UntilAt > now && s.FromAt < end)
            .OrderBy(s => s.FromAt)
            .ThenBy(s => s.Post)
            .Join(
                db.People,
                s => s.PersonId,
                p => p.Id,
                (s, p) => new ShiftLine(s.Id, s.Post, p.Id, p.Name, p.Phone, s.FromAt, s.UntilAt, s.FromAt <= now)
            )
            .ToListAsync(cancellationToken);
        var people = await db
            .People.AsNoTracking()
            .Where(p => p.EnterpriseId == null)
            .Select(p => new
            {
                p.Id,
                p.Name,
                p.Roles,
                p.Phone,
            })
            .ToListAsync(cancellationToken);
        // Encrypted names have no order in the database.
        var staff = people.OrderBy(p => p.Name, StringComparer.Ordinal).ToList();
        var notes = await db
            .DutyNotes.AsNoTracking()
            .OrderByDescending(n => n.WrittenAt)
            .Take(MostNotes)
            .Select(n => new NoteLine(
                n.Id,
                n.Text,
                db.People.Where(p => p.Id == n.WrittenById).Select(p => p.Name).First(),
                n.WrittenAt,
                db.People.Where(p => p.Id == n.ReadById).Select(p => p.Name).FirstOrDefault(),
                n.ReadAt,
                n.WrittenById == actor.Id
            ))
            .ToListAsync(cancellationToken);
        return new(
            shifts,
            [.. Enum.GetValues<DutyPost>().SelectMany(post => Gaps(post, shifts, now, end)).OrderBy(g => g.FromAt)],
            [.. staff.Where(p => p.Roles.Contains(Role.HotlineSeat)).Select(p => new DutyPerson(p.Id, p.Name))],
            [.. staff.Where(p => p.Phone.Length > 0).Select(p => new DutyPerson(p.Id, p.Name))],
            notes
        );
    }

    // Where the shifts of a post leave off before the next one begins.
    private static IEnumerable<GapLine> Gaps(DutyPost post, IEnumerable<ShiftLine> shifts, DateTimeOffset from, DateTimeOffset until)
    {
        foreach (var shift in shifts.Where(s => s.Post == post).OrderBy(s => s.FromAt))
        {
            if (shift.FromAt > from)
            {
                yield return new(post, from, shift.FromAt);
            }

            from = shift.UntilAt > from ? shift.UntilAt : from;
        }

        if (from < until)
        {
            yield return new(post, from, until);
        }
    }
}
