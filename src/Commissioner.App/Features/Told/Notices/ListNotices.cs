using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Notices;

/// <summary>One's own notices, newest first, by keyset.</summary>
[Allow(Permission.SignedIn)]
public sealed record ListNotices(int Take = 50, string? After = null) : IQuery<Page<NoticeLine>>;

/// <summary>A notice in words.</summary>
public sealed record NoticeLine(Id<Notice> Id, DateTimeOffset At, string Text, string? Link, DateTimeOffset? ReadAt);

internal sealed class ListNoticesHandler(CommissionerDb db, Actor actor, Texts texts, Dues dues, TimeProvider clock)
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
        var items = rows.Take(take)
            .Select(n => new NoticeLine(n.Id, n.At, texts.Filled("notice." + n.Text, n.Facts, dues), n.Link, n.ReadAt))
            .ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].At, items[^1].Id) : null);
    }
}
