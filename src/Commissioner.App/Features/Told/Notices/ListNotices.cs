using System.Text.RegularExpressions;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Notices;

/// <summary>One's own notices, newest first, by keyset.</summary>
[Allow(Permission.SignedIn)]
public sealed record ListNotices(int Take = 50, string? After = null) : IQuery<Page<NoticeLine>>;

/// <summary>A notice in words.</summary>
public sealed record NoticeLine(Id<Notice> Id, DateTimeOffset At, string Text, string? Link, DateTimeOffset? ReadAt, NoticeCase? Case);

/// <summary>The case that a notice leads to.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Its number.</param>
/// <param name="Unread">How many of its notices one has not read, of the newest hundred.</param>
public sealed record NoticeCase(Id<Case> Id, string Number, int Unread);

internal sealed partial class ListNoticesHandler(CommissionerDb db, Actor actor, Texts texts, Dues dues, TimeProvider clock)
    : IRequestHandler<ListNotices, Page<NoticeLine>>
{
    public async Task<Page<NoticeLine>> Handle(ListNotices query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var now = clock.GetUtcNow();
        var own = db.Notices.AsNoTracking().Where(n => n.PersonId == actor.Id && n.ShowAt <= now);
        if (Cursor.Read<Notice>(query.After) is { } after)
        {
            own = own.Where(n => n.At < after.At || (n.At == after.At && n.Id < after.Id));
        }

        var rows = await own.OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Take(take + 1).ToListAsync(cancellationToken);
        var cases = await CasesAsync([.. rows.Take(take).Select(n => n.Link)], now, cancellationToken);
        var items = rows.Take(take)
            .Select(n => new NoticeLine(
                n.Id,
                n.At,
                texts.Filled("notice." + n.Text, n.Facts, dues),
                n.Link,
                n.ReadAt,
                KeysIn(n.Link).Select(cases.GetValueOrDefault).FirstOrDefault(c => c is not null)
            ))
            .ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].At, items[^1].Id) : null);
    }

    // A notice leads to a page of what it is about: where that is a case in sight, it stands with the others of that case.
    private async Task<Dictionary<Id<Case>, NoticeCase>> CasesAsync(
        IReadOnlyList<string?> links,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var keys = links.SelectMany(KeysIn).Distinct().ToList();
        if (keys.Count == 0)
        {
            return [];
        }

        var found = await db
            .Cases.AsNoTracking()
            .VisibleTo(actor)
            .Where(c => keys.Contains(c.Id) && c.Number != null)
            .Select(c => new { c.Id, Number = c.Number! })
            .ToListAsync(cancellationToken);
        var unread = await db
            .Notices.AsNoTracking()
            .Where(n => n.PersonId == actor.Id && n.ReadAt == null && n.ShowAt <= now)
            .OrderByDescending(n => n.At)
            .Take(Unread.Most)
            .Select(n => n.Link)
            .ToListAsync(cancellationToken);
        var counted = unread.SelectMany(KeysIn).CountBy(k => k).ToDictionary();
        return found.ToDictionary(c => c.Id, c => new NoticeCase(c.Id, c.Number, counted.GetValueOrDefault(c.Id)));
    }

    private static IEnumerable<Id<Case>> KeysIn(string? link) =>
        link is null ? [] : Key().Matches(link).Select(m => new Id<Case>(Guid.Parse(m.Value)));

    [GeneratedRegex("[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")]
    private static partial Regex Key();
}
