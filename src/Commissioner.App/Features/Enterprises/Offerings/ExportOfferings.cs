using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Offerings;

/// <summary>
/// The list of offers and seeks as it is filtered, as a table. An enterprise's holds its own that are open and can be imported again; at the
/// desk it says whose each is, too.
/// </summary>
[Allow(Permission.ReadOfferings)]
public sealed record ExportOfferings(ListOfferings List, bool Workbook = false) : IQuery<byte[]>, IExport;

internal sealed class ExportOfferingsHandler(CommissionerDb db, OfferingBook book, Actor actor, Texts texts)
    : IRequestHandler<ExportOfferings, byte[]>
{
    /// <summary>More rows than this are no table that anybody reads.</summary>
    private const int Most = 20_000;

    public async Task<byte[]> Handle(ExportOfferings query, CancellationToken cancellationToken)
    {
        var parks = await db.Parks.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Code, cancellationToken);
        string[] heads = [.. OfferingTable.All.Select(c => c.Name)];
        if (actor.EnterpriseId is { } own)
        {
            var open = await db
                .Offerings.AsNoTracking()
                .Where(o => o.EnterpriseId == own && (o.State == OfferingState.Open || o.State == OfferingState.Paused))
                .OrderBy(o => o.FiledAt)
                .ToListAsync(cancellationToken);
            return TableWriter.ForImport(
                new(texts["offerings.title"], heads, open.Select(o => OfferingTable.Cells(o.Said(), texts, parks))),
                query.Workbook
            );
        }

        List<IReadOnlyList<object?>> rows = [];
        var list = query.List with { Take = 200, After = null };
        do
        {
            var page = await book.ReadAsync(list, cancellationToken);
            rows.AddRange(page.Items.Select(Row));
            if (rows.Count > Most)
            {
                throw new RuleBroken(PipelineRules.TooManyRows);
            }

            list = list with { After = page.Next };
        } while (list.After is not null);

        string[] all =
        [
            texts["offerings.enterprise"],
            texts["offerings.creditCode"],
            texts["offerings.kind"],
            texts["offerings.category"],
            texts["offerings.what"],
            texts["offerings.amount"],
            texts["offerings.unit"],
            texts["offerings.place"],
            texts["offerings.until"],
            texts["offerings.audience"],
            texts["offerings.state"],
        ];
        return query.Workbook ? TableWriter.Workbook([new(texts["offerings.title"], all, rows)]) : TableWriter.Csv(all, rows);
    }

    private IReadOnlyList<object?> Row(OfferingLine line) =>
        [
            line.Enterprise,
            line.CreditCode,
            texts.Name(line.Kind),
            texts.Name(line.Category),
            line.What,
            line.Amount,
            line.Unit,
            line.Place,
            line.UntilOn,
            texts.Name(line.Audience),
            texts.Name(line.State),
        ];
}
