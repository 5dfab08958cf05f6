using Commissioner.App.Features.Departments;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Catalogue;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Catalogue;

/// <summary>One item of the catalogue in all its versions, each with what it changed, who added it and when.</summary>
[Allow(Permission.ReadCatalogue)]
public sealed record ShowCatalogueItem(string Code) : IQuery<CatalogueSheet>;

/// <summary>How a version of an item stands.</summary>
public enum CatalogueState
{
    /// <summary>From a later day on 待生效.</summary>
    Announced,

    /// <summary>Whistles are suggested by it 生效中.</summary>
    InForce,

    /// <summary>It was in force once 已被取代.</summary>
    Past,
}

/// <summary>An item.</summary>
/// <param name="Item">The version that counts today, or the first where none does yet.</param>
/// <param name="Last">The last version's number: what a change is based on.</param>
/// <param name="Versions">All versions, newest first.</param>
/// <param name="CanChange">This person may add a version.</param>
public sealed record CatalogueSheet(CatalogueRow Item, int Last, IReadOnlyList<CatalogueVersion> Versions, bool CanChange);

/// <summary>A version of an item.</summary>
public sealed record CatalogueVersion(
    CatalogueRow Item,
    CatalogueState State,
    string? AddedBy,
    DateTimeOffset AddedAt,
    string? Reason,
    bool FromObjection,
    IReadOnlyList<CatalogueChange> Changes
);

internal sealed class ShowCatalogueItemHandler(
    CommissionerDb db,
    DepartmentNames departments,
    Texts texts,
    Promises promises,
    Actor actor,
    TimeProvider clock
) : IRequestHandler<ShowCatalogueItem, CatalogueSheet>
{
    public async Task<CatalogueSheet> Handle(ShowCatalogueItem query, CancellationToken cancellationToken)
    {
        var code = query.Code.Trim().ToUpperInvariant();
        var today = promises.Calendar.DateOf(clock.GetUtcNow());
        var found = await db
            .CatalogueItems.AsNoTracking()
            .Where(i => i.Code == code)
            .OrderByDescending(i => i.Version)
            .Select(i => new { Item = i, AddedBy = db.People.Where(p => p.Id == i.AddedById).Select(p => p.Name).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        if (found.Count == 0)
        {
            throw new NotFound();
        }

        var names = await departments.AllAsync(cancellationToken);
        var counts = found.Find(f => f.Item.EffectiveOn <= today)?.Item;
        return new(
            (counts ?? found[^1].Item).Row(names) with
            {
                Figures = (await db.FiguresOfAsync([code], clock.GetUtcNow(), cancellationToken))(code),
            },
            found[0].Item.Version,
            [
                .. found.Select(
                    (f, i) =>
                        new CatalogueVersion(
                            f.Item.Row(names),
                            f.Item.EffectiveOn > today ? CatalogueState.Announced
                                : f.Item == counts ? CatalogueState.InForce
                                : CatalogueState.Past,
                            f.AddedBy,
                            f.Item.AddedAt,
                            f.Item.Reason,
                            f.Item.ProposalId is not null,
                            i + 1 < found.Count ? found[i + 1].Item.Says.ChangesTo(f.Item.Says, texts, names) : []
                        )
                ),
            ],
            Permissions.Holds(actor, Permission.ManageCatalogue)
        );
    }
}
