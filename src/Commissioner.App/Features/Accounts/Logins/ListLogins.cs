using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Logins;

/// <summary>Where one is signed in: one's own sessions, the last used first.</summary>
[Allow(Permission.KeepOwnAccount)]
public sealed record ListLogins : IQuery<IReadOnlyList<LoginLine>>;

/// <summary>A session of one's own.</summary>
/// <param name="Id">The session.</param>
/// <param name="BeganAt">Since when.</param>
/// <param name="SeenAt">When it was last used, to the minute.</param>
/// <param name="Device">On what: a browser and a system; empty where they are not known.</param>
/// <param name="Network">From which network.</param>
/// <param name="ByLink">It began with a message's link and opens one case.</param>
/// <param name="IsThis">It is the one that asks.</param>
public sealed record LoginLine(
    Id<Session> Id,
    DateTimeOffset BeganAt,
    DateTimeOffset SeenAt,
    string Device,
    string Network,
    bool ByLink,
    bool IsThis
);

internal sealed class ListLoginsHandler(CommissionerDb db, CurrentActor who, DatabaseClock clock)
    : IRequestHandler<ListLogins, IReadOnlyList<LoginLine>>
{
    private const int Most = 100;

    public async Task<IReadOnlyList<LoginLine>> Handle(ListLogins query, CancellationToken cancellationToken)
    {
        var (person, own) = (who.Actor.Id, who.Session);
        return await db
            .Sessions.AsNoTracking()
            .GoingOn(clock.GetUtcNow())
            .Where(s => s.PersonId == person)
            .OrderByDescending(s => s.SeenAt)
            .Take(Most)
            .Select(s => new LoginLine(s.Id, s.BeganAt, s.SeenAt, s.Device, s.Network, s.CaseId != null, s.Id == own))
            .ToListAsync(cancellationToken);
    }
}
