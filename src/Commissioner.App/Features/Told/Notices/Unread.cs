using Commissioner.App.Hosting;
using Commissioner.Data;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Commissioner.App.Features.Notices;

/// <summary>How many notices somebody has not read, for every page's bell: asked at most once in some seconds.</summary>
public sealed class Unread(CommissionerDb db, Actor actor, IMemoryCache known, TimeProvider clock)
{
    /// <summary>More are not counted.</summary>
    public const int Most = 100;

    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    /// <summary>How many, at most <see cref="Most"/>.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await known.GetOrCreateAsync(
                (nameof(Unread), actor.Id),
                entry =>
                {
                    entry.AbsoluteExpirationRelativeToNow = Remembered;
                    return ReadAsync(cancellationToken);
                }
            );
        }
        catch (Exception away) when (Absence.Caused(away))
        {
            // A page that says that the database is away has a bell, too.
            return 0;
        }
    }

    private Task<int> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db
            .Notices.TagWith(nameof(Unread))
            .Where(n => n.PersonId == actor.Id && n.ReadAt == null && n.ShowAt <= now)
            .OrderByDescending(n => n.At)
            .Take(Most)
            .CountAsync(cancellationToken);
    }

    /// <summary>Some were read.</summary>
    public void Forget() => known.Remove((nameof(Unread), actor.Id));
}
