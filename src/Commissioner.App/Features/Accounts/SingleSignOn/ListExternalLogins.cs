using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.SingleSignOn;

/// <summary>By which sign-ins elsewhere one comes in here.</summary>
[Allow(Permission.KeepOwnAccount)]
public sealed record ListExternalLogins : IQuery<IReadOnlyList<ExternalLoginLine>>;

/// <summary>A sign-in elsewhere that lets one in.</summary>
/// <param name="Id">Which.</param>
/// <param name="Way">By whose word.</param>
/// <param name="BoundAt">Since when.</param>
public sealed record ExternalLoginLine(Id<ExternalLogin> Id, ExternalWay Way, DateTimeOffset BoundAt);

internal sealed class ListExternalLoginsHandler(CommissionerDb db, Actor actor)
    : IRequestHandler<ListExternalLogins, IReadOnlyList<ExternalLoginLine>>
{
    public async Task<IReadOnlyList<ExternalLoginLine>> Handle(ListExternalLogins query, CancellationToken cancellationToken) =>
        await db
            .ExternalLogins.AsNoTracking()
            .Where(l => l.PersonId == actor.Id && l.EndedAt == null)
            .OrderBy(l => l.BoundAt)
            .Select(l => new ExternalLoginLine(l.Id, l.Way, l.BoundAt))
            .ToListAsync(cancellationToken);
}
