using System.Globalization;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Views;

/// <summary>Who lately read unusually much, or had contacts shown at odd times or of enterprises of others: a line a person, kind and day.</summary>
[Allow(Permission.WatchReading)]
public sealed record FindUnusual(int Take = 50, string? After = null) : IQuery<Page<UnusualLine>>;

/// <summary>What was unusual.</summary>
public enum Unusual
{
    /// <summary>Opened very many different cases within an hour.</summary>
    ManyInAnHour,

    /// <summary>Opened very many different cases on a day.</summary>
    ManyInADay,

    /// <summary>Had contacts shown outside of working time.</summary>
    OutsideWorkingTime,

    /// <summary>Had contacts shown of enterprises that it did not serve then.</summary>
    NotItsOwn,
}

/// <summary>Somebody's unusual reading of a day.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Name">Its name.</param>
/// <param name="Roles">What it is.</param>
/// <param name="What">What was unusual.</param>
/// <param name="On">The day, by the park's calendar.</param>
/// <param name="Count">How many: different cases, of hours the fullest; or contacts.</param>
/// <param name="FirstAt">The first of them, UTC.</param>
/// <param name="LastAt">The last of them, UTC.</param>
public sealed record UnusualLine(
    Id<Person> PersonId,
    string Name,
    IReadOnlyList<Role> Roles,
    Unusual What,
    DateOnly On,
    int Count,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt
);

internal sealed class FindUnusualHandler(CommissionerDb db, Settings settings, Promises promises, TimeProvider clock)
    : IRequestHandler<FindUnusual, Page<UnusualLine>>
{
    public async Task<Page<UnusualLine>> Handle(FindUnusual query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var skip =
            string.IsNullOrEmpty(query.After) ? 0
            : int.TryParse(query.After, NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before
            : throw new RuleBroken(PipelineRules.CursorUnknown) { Field = "after" };
        // Whole days of the park: between one look and the next the same statement is asked.
        var today = Moments.Local(clock.GetUtcNow()).Date;
        var (since, until) = (Moments.FromLocal(today.AddDays(-settings.Unusual.Days)), Moments.FromLocal(today.AddDays(1)));
        var reading = new Reading(db, since, until, Moments.Local(since).Offset.TotalHours);
        var rows = await reading
            .Many(settings.Unusual)
            .Concat(reading.Outside(promises.Calendar))
            .Concat(reading.NotItsOwn())
            .OrderByDescending(r => r.Day)
            .ThenByDescending(r => r.LastAt)
            .ThenBy(r => r.PersonId)
            .ThenBy(r => r.What)
            .Skip(skip)
            .Take(take + 1)
            .ToListAsync(cancellationToken);
        var ids = rows.Select(r => new Id<Person>(r.PersonId)).Distinct().ToList();
        var people = await db
            .People.AsNoTracking()
            .Where(p => ids.Contains(p.Id))
            .Select(p => new
            {
                p.Id,
                p.Name,
                p.Roles,
            })
            .ToDictionaryAsync(p => p.Id.Value, cancellationToken);
        return new(
            [
                .. rows.Take(take)
                    .Select(r => new UnusualLine(
                        new(r.PersonId),
                        people[r.PersonId].Name,
                        people[r.PersonId].Roles,
                        (Unusual)r.What,
                        DateOnly.FromDateTime(r.Day),
                        r.Count,
                        r.FirstAt.ToUniversalTime(),
                        r.LastAt.ToUniversalTime()
                    )),
            ],
            rows.Count > take ? (skip + take).ToString(CultureInfo.InvariantCulture) : null
        );
    }
}
