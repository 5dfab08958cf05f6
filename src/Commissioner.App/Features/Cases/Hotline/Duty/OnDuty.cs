using Commissioner.App.Features.Enterprises;
using Commissioner.App.Features.Shared;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Duties;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline.Duty;

/// <summary>As what somebody is rung.</summary>
public enum RungAs
{
    /// <summary>The enterprise's commissioner 专员.</summary>
    Commissioner,

    /// <summary>Its backup AB角.</summary>
    Backup,

    /// <summary>Whoever is on duty 总值班.</summary>
    Officer,
}

/// <summary>Somebody to whom a caller is handed over.</summary>
public sealed record OnTheLine(RungAs As, Id<Person> PersonId, string Name, string Phone);

/// <summary>Whom to ring now: while the park works the commissioner and its backup, at other hours whoever is on duty.</summary>
internal sealed class OnDuty(CommissionerDb db, Promises promises)
{
    public async Task<(IReadOnlyList<OnTheLine> People, bool OutOfHours)> ForAsync(
        Id<Enterprise>? enterprise,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var serves = enterprise is { } id
            ? await db
                .Enterprises.Where(e => e.Id == id)
                .Select(e => new
                {
                    e.ParkId,
                    e.ActiveId,
                    e.BackupId,
                })
                .SingleAsync(cancellationToken)
            : null;
        var calendar = serves is null ? null : (await db.HotlineOf(serves.ParkId, cancellationToken)).Calendar;
        var outOfHours = !promises.CalendarOf(calendar).IsWorking(now);
        var officers = await db
            .DutyShifts.Where(s => s.Post == DutyPost.Officer && s.FromAt <= now && s.UntilAt > now)
            .OrderBy(s => s.FromAt)
            .Select(s => s.PersonId)
            .ToListAsync(cancellationToken);
        (RungAs As, Id<Person>? Id)[] servants = [(RungAs.Commissioner, serves?.ActiveId), (RungAs.Backup, serves?.BackupId)];
        var duty = officers.Select(o => (As: RungAs.Officer, Id: (Id<Person>?)o));
        List<(RungAs As, Id<Person>? Id)> order = outOfHours ? [.. duty, .. servants] : [.. servants, .. duty];
        var ids = order.Where(o => o.Id is not null).Select(o => o.Id!.Value).ToList();
        var people = await db
            .People.Where(p => ids.Contains(p.Id))
            .Select(p => new
            {
                p.Id,
                p.Name,
                p.Phone,
            })
            .ToDictionaryAsync(p => p.Id, cancellationToken);
        // Who has no number can't be rung: the next one is.
        return (
            [
                .. order
                    .Where(o => o.Id is { } who && people.ContainsKey(who) && people[who].Phone.Length > 0)
                    .Select(o => new OnTheLine(o.As, o.Id!.Value, people[o.Id.Value].Name, people[o.Id.Value].Phone))
                    .DistinctBy(o => o.PersonId),
            ],
            outOfHours
        );
    }
}
