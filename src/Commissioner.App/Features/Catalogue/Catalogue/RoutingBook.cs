using Commissioner.App.Hosting;
using Commissioner.Data;
using Commissioner.Domain.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Catalogue;

/// <summary>
/// The routing catalogue in force, indexed in memory. Versions are only added, and each counts from a day on: so their number and the day
/// tell whether what is held is still all there is, whichever node added one.
/// </summary>
public sealed class RoutingBook
{
    private Held _held = new(new CatalogueIndex([]), new Dictionary<string, CatalogueItem>(), 0, default);

    /// <summary>What is in force on a day.</summary>
    public async Task<Held> OnAsync(CommissionerDb db, DateOnly day, CancellationToken cancellationToken)
    {
        var held = _held;
        var count = await db.CatalogueItems.CountAsync(cancellationToken);
        if (held.Rows == count && held.Day == day)
        {
            return held;
        }

        var items = await db.CatalogueItems.AsNoTracking().InForceOn(db, day).ToListAsync(cancellationToken);
        return _held = new(new CatalogueIndex(items), items.ToDictionary(i => i.Code), count, day);
    }

    /// <summary>A catalogue in force.</summary>
    /// <param name="Index">Finds items.</param>
    /// <param name="Items">Items by their code.</param>
    /// <param name="Rows">Of how many versions it was read.</param>
    /// <param name="Day">For which day.</param>
    public sealed record Held(CatalogueIndex Index, IReadOnlyDictionary<string, CatalogueItem> Items, int Rows, DateOnly Day);
}

/// <summary>Which version of an item counts.</summary>
internal static class Versions
{
    /// <summary>The version of each item that counts on a day.</summary>
    public static IQueryable<CatalogueItem> InForceOn(this IQueryable<CatalogueItem> items, CommissionerDb db, DateOnly day) =>
        items.Where(i =>
            i.EffectiveOn <= day
            && !db.CatalogueItems.Any(later => later.Code == i.Code && later.Version > i.Version && later.EffectiveOn <= day)
        );

    /// <summary>The last version of an item.</summary>
    public static Task<CatalogueItem?> LastAsync(this IQueryable<CatalogueItem> items, string? code, CancellationToken cancellationToken)
    {
        var key = code?.Trim().ToUpperInvariant() ?? "";
        return items.Where(i => i.Code == key).OrderByDescending(i => i.Version).FirstOrDefaultAsync(cancellationToken);
    }
}
