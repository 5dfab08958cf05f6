using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Notices;

/// <summary>Marks all of one's own as read.</summary>
[Allow(Permission.SignedIn)]
public sealed record ReadAllNotices : ICommand<int>, IRepeatable;

internal sealed class ReadAllNoticesHandler(CommissionerDb db, Actor actor, Unread unread, TimeProvider clock)
    : IRequestHandler<ReadAllNotices, int>
{
    public async Task<int> Handle(ReadAllNotices command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var mine = db.Notices.Where(n => n.PersonId == actor.Id && n.ReadAt == null && n.ShowAt <= now);
        // Who has read it here need not be told elsewhere.
        await db
            .Deliveries.Where(d =>
                d.PersonId == actor.Id && d.Fate == Fate.Planned && mine.Any(n => n.EntryId == d.EntryId && n.Text == d.Text)
            )
            .ExecuteUpdateAsync(
                d =>
                    d.SetProperty(x => x.Fate, Fate.Read)
                        .SetProperty(x => x.ReadAt, now)
                        .SetProperty(x => x.NextTryAt, (DateTimeOffset?)null),
                cancellationToken
            );
        unread.Forget();
        return await mine.ExecuteUpdateAsync(n => n.SetProperty(x => x.ReadAt, now), cancellationToken);
    }
}
