using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Offerings;

/// <summary>The parks and sub-parks that an offer or a seek may name as its place.</summary>
[Allow(Permission.ReadOfferings)]
public sealed record ListPlaces : IQuery<IReadOnlyList<PlaceLine>>;

/// <summary>A park or a sub-park.</summary>
public sealed record PlaceLine(Id<Park> Id, string Code, string Name);

internal sealed class ListPlacesHandler(CommissionerDb db) : IRequestHandler<ListPlaces, IReadOnlyList<PlaceLine>>
{
    public async Task<IReadOnlyList<PlaceLine>> Handle(ListPlaces query, CancellationToken cancellationToken) =>
        await db.Parks.AsNoTracking().OrderBy(p => p.Code).Select(p => new PlaceLine(p.Id, p.Code, p.Name)).ToListAsync(cancellationToken);
}
