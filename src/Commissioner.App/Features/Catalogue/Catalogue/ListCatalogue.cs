using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Catalogue;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Catalogue;

/// <summary>
/// The routing catalogue in the order of its codes, by keyset: of each item the version in force, or the announced one where none is yet.
/// </summary>
[Allow(Permission.ReadCatalogue)]
public sealed record ListCatalogue(string? Search = null, int Take = 50, string? After = null) : IQuery<Page<CatalogueRow>>;

/// <summary>How whistles routed by an item fared in the last 365 days.</summary>
/// <param name="Whistles">How many were blown.</param>
/// <param name="NotObjected">To how many of them no department objected.</param>
/// <param name="Accuracy">Percent of them, rounded down; null below 5.</param>
/// <param name="Repeated">How many were called again: passed on to another department, or after an earlier whistle on the same
/// case.</param>
/// <param name="RepeatRate">Percent of them, rounded down; null below 5.</param>
public sealed record CatalogueFigures(int Whistles, int NotObjected, decimal? Accuracy, int Repeated, decimal? RepeatRate)
{
    internal const int FewestForARate = 5;

    internal static CatalogueFigures Of(int whistles, int objected, int repeated) =>
        new(whistles, whistles - objected, Share(whistles - objected, whistles), repeated, Share(repeated, whistles));

    private static decimal? Share(int k, int n) => n < FewestForARate ? null : Rate.Percent(new Rate(2 * k, n, []).Value);
}

/// <summary>An item of the catalogue in a list.</summary>
public sealed record CatalogueRow(
    string Code,
    int Version,
    string Matter,
    string Category,
    IReadOnlyList<string> Words,
    DepartmentOf Lead,
    IReadOnlyList<DepartmentOf> Assisting,
    string LegalBasis,
    Disclosure Disclosure,
    DateOnly EffectiveOn,
    bool Retired
)
{
    /// <summary>How whistles routed by it fared; null where that is not shown.</summary>
    public CatalogueFigures? Figures { get; init; }
}

/// <summary>A named department.</summary>
public sealed record DepartmentOf(Id<Department> Id, string Name);

internal sealed class ListCatalogueHandler(CommissionerDb db, DepartmentNames departments, Promises promises, TimeProvider clock)
    : IRequestHandler<ListCatalogue, Page<CatalogueRow>>
{
    public async Task<Page<CatalogueRow>> Handle(ListCatalogue query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var today = promises.Calendar.DateOf(clock.GetUtcNow());
        var items = db
            .CatalogueItems.AsNoTracking()
            .Where(i =>
                (i.EffectiveOn <= today && !db.CatalogueItems.Any(l => l.Code == i.Code && l.Version > i.Version && l.EffectiveOn <= today))
                || (i.Version == 1 && i.EffectiveOn > today)
            );
        if (query.Search?.Trim() is { Length: > 0 } words)
        {
            var code = words.ToUpperInvariant();
            items = items.Where(i =>
                i.Code == code
                || i.Matter.Contains(words)
                || ((string)(object)i.Words).Contains(words)
                || db.Departments.Any(d => d.Id == i.LeadId && d.Name.Contains(words))
            );
        }

        if (!string.IsNullOrEmpty(query.After))
        {
            // The database compares these texts, by the collation that it also orders by; an ordinal comparison can't be translated.
#pragma warning disable CA1309
            items = CatalogueItem.IsCode(query.After)
                ? items.Where(i => string.Compare(i.Code, query.After) > 0)
                : throw new RuleBroken(PipelineRules.CursorUnknown) { Field = "after" };
#pragma warning restore CA1309
        }

        var rows = await items.OrderBy(i => i.Code).Take(take + 1).ToListAsync(cancellationToken);
        var names = await departments.AllAsync(cancellationToken);
        var figures = await db.FiguresOfAsync([.. rows.Take(take).Select(i => i.Code)], clock.GetUtcNow(), cancellationToken);
        return new(
            [.. rows.Take(take).Select(i => i.Row(names) with { Figures = figures(i.Code) })],
            rows.Count > take ? rows[take - 1].Code : null
        );
    }
}

/// <summary>Items as people read them.</summary>
internal static class CatalogueRows
{
    public static CatalogueRow Row(this CatalogueItem item, IReadOnlyDictionary<Id<Department>, string> names) =>
        new(
            item.Code,
            item.Version,
            item.Matter,
            item.Category,
            item.Words,
            Named(item.LeadId, names),
            [.. item.AssistingIds.Select(d => Named(d, names))],
            item.LegalBasis,
            item.Disclosure,
            item.EffectiveOn,
            item.Retired
        );

    /// <summary>How whistles routed by these items fared in the last 365 days, in one statement.</summary>
    public static async Task<Func<string, CatalogueFigures>> FiguresOfAsync(
        this CommissionerDb db,
        List<string> codes,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var since = now.AddDays(-365);
        var blown = db.Set<Whistle>().Where(w => w.CatalogueItemCode != null && codes.Contains(w.CatalogueItemCode) && w.BlownAt >= since);
        var objected =
            from w in blown
            join l in db.Legs.Where(l => l.Objection != null) on w.Id equals l.WhistleId
            select new { w.Id, w.CatalogueItemCode };
        var repeated = (
            from w in blown
            join l in db.Legs.Where(l => l.Status == LegStatus.Reassigned) on w.Id equals l.WhistleId
            select new { w.Id, w.CatalogueItemCode }
        ).Union(
            from w in blown
            join e in db.Set<Whistle>() on new { w.CaseId, w.CatalogueItemCode } equals new { e.CaseId, e.CatalogueItemCode }
            where e.BlownAt < w.BlownAt
            select new { w.Id, w.CatalogueItemCode }
        );
        var counts = await blown
            .GroupBy(w => w.CatalogueItemCode)
            .Select(g => new
            {
                What = 0,
                Code = g.Key!,
                Count = g.Count(),
            })
            .Concat(
                objected
                    .Distinct()
                    .GroupBy(w => w.CatalogueItemCode)
                    .Select(g => new
                    {
                        What = 1,
                        Code = g.Key!,
                        Count = g.Count(),
                    })
            )
            .Concat(
                repeated
                    .GroupBy(w => w.CatalogueItemCode)
                    .Select(g => new
                    {
                        What = 2,
                        Code = g.Key!,
                        Count = g.Count(),
                    })
            )
            .ToListAsync(cancellationToken);
        return code => CatalogueFigures.Of(Of(0, code), Of(1, code), Of(2, code));

        int Of(int what, string code) => counts.Find(c => c.What == what && c.Code == code)?.Count ?? 0;
    }

    public static DepartmentOf Named(Id<Department> id, IReadOnlyDictionary<Id<Department>, string> names) =>
        new(id, names.GetValueOrDefault(id, ""));

    /// <summary>What a field says, as people read it.</summary>
    public static string Say(
        this CatalogueEntry entry,
        CatalogueField field,
        Texts texts,
        IReadOnlyDictionary<Id<Department>, string> names
    ) =>
        field switch
        {
            CatalogueField.Matter => entry.Matter,
            CatalogueField.Category => texts["category." + entry.Category],
            CatalogueField.Words => string.Join('、', entry.Words),
            CatalogueField.Lead => names.GetValueOrDefault(entry.LeadId, ""),
            CatalogueField.Assisting => string.Join('、', entry.AssistingIds.Select(d => names.GetValueOrDefault(d, ""))),
            CatalogueField.LegalBasis => entry.LegalBasis,
            CatalogueField.Disclosure => texts.Name(entry.Disclosure),
            _ => texts[entry.Retired ? "catalogue.retired.yes" : "catalogue.retired.no"],
        };

    /// <summary>In what two versions differ, before and after.</summary>
    public static IReadOnlyList<CatalogueChange> ChangesTo(
        this CatalogueEntry before,
        CatalogueEntry after,
        Texts texts,
        IReadOnlyDictionary<Id<Department>, string> names
    ) => [.. before.DiffersIn(after).Select(f => new CatalogueChange(f, before.Say(f, texts, names), after.Say(f, texts, names)))];
}

/// <summary>A field that differs, in words.</summary>
public sealed record CatalogueChange(CatalogueField Field, string Before, string After);
