using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Notices;

/// <summary>Marks notices of one's own as read; answers where the first of them leads.</summary>
[Allow(Permission.SignedIn)]
public sealed record ReadNotices(IReadOnlyList<Id<Notice>> NoticeIds) : ICommand<string?>, IRepeatable;

internal sealed class ReadNoticesHandler(CommissionerDb db, Actor actor, Unread unread, TimeProvider clock)
    : IRequestHandler<ReadNotices, string?>
{
    public async Task<string?> Handle(ReadNotices command, CancellationToken cancellationToken)
    {
        var ids = command.NoticeIds.Take(200).ToList();
        var now = clock.GetUtcNow();
        var notices = await db.Notices.Where(n => n.PersonId == actor.Id && ids.Contains(n.Id)).ToListAsync(cancellationToken);
        notices.ForEach(n => n.ReadAt ??= now);
        unread.Forget();

        // Who has read it here need not be told elsewhere.
        var entries = notices.Select(n => n.EntryId).ToList();
        foreach (
            var delivery in await db
                .Deliveries.Where(d => d.PersonId == actor.Id && entries.Contains(d.EntryId) && d.Fate != Fate.Sending)
                .ToListAsync(cancellationToken)
        )
        {
            if (notices.Exists(n => n.EntryId == delivery.EntryId && n.Text == delivery.Text) && delivery.Fate != Fate.Digested)
            {
                delivery.Hear(Fate.Read, null, now);
            }
        }

        return notices.Find(n => n.Id == ids.FirstOrDefault())?.Link;
    }
}
