using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.Catalogue;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Catalogue;

/// <summary>
/// A new park begins with the catalogue that ships with the product: the items that its departments are competent for and that it does not
/// have yet.
/// </summary>
[Allow(Permission.ManageCatalogue)]
public sealed record TakeFirstCatalogue : ICommand<int>;

internal sealed class TakeFirstCatalogueHandler(CommissionerDb db, Promises promises, Actor actor, TimeProvider clock)
    : IRequestHandler<TakeFirstCatalogue, int>
{
    public async Task<int> Handle(TakeFirstCatalogue command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var taken = await db.CatalogueItems.Select(i => i.Code).Distinct().ToListAsync(cancellationToken);
        var items = FirstCatalogue
            .For(await db.Departments.AsNoTracking().Where(d => d.ClosedAt == null).ToListAsync(cancellationToken))
            .Where(i => !taken.Contains(i.Code))
            .Select(i => CatalogueItem.Add(i.Code, i.Entry, promises.Calendar.DateOf(now), null, actor, now))
            .ToList();
        db.CatalogueItems.AddRange(items);
        return items.Count;
    }
}
