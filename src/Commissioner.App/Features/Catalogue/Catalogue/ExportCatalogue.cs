using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.Catalogue;
using Commissioner.Domain.Clocks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Catalogue;

/// <summary>
/// The catalogue's last versions as a table that can be imported again: CSV in UTF-8 that spreadsheets recognise. Of an empty catalogue,
/// what a new park may begin with.
/// </summary>
[Allow(Permission.ReadCatalogue)]
public sealed record ExportCatalogue : IQuery<byte[]>, IExport;

internal sealed class ExportCatalogueHandler(
    CommissionerDb db,
    DepartmentNames departments,
    Texts texts,
    Promises promises,
    TimeProvider clock
) : IRequestHandler<ExportCatalogue, byte[]>
{
    public async Task<byte[]> Handle(ExportCatalogue query, CancellationToken cancellationToken)
    {
        var names = await departments.AllAsync(cancellationToken);
        var items = (
            await db
                .CatalogueItems.AsNoTracking()
                .Where(i => !db.CatalogueItems.Any(l => l.Code == i.Code && l.Version > i.Version))
                .OrderBy(i => i.Code)
                .ToListAsync(cancellationToken)
        )
            .Select(i => (i.Code, i.Says, i.EffectiveOn))
            .ToList();
        if (items.Count == 0)
        {
            var today = promises.Calendar.DateOf(clock.GetUtcNow());
            items =
            [
                .. FirstCatalogue
                    .For(await db.Departments.AsNoTracking().ToListAsync(cancellationToken))
                    .Select(i => (i.Code, Says: i.Entry, EffectiveOn: today)),
            ];
        }

        return TableWriter.Csv(
            [.. CatalogueColumn.All.Select(c => c.Name)],
            items.Select(i =>
            {
                string Say(CatalogueField field) => i.Says.Say(field, texts, names);
                return new object?[]
                {
                    i.Code,
                    Say(CatalogueField.Matter),
                    Say(CatalogueField.Category),
                    Say(CatalogueField.Words),
                    Say(CatalogueField.Lead),
                    Say(CatalogueField.Assisting),
                    Say(CatalogueField.LegalBasis),
                    Say(CatalogueField.Disclosure),
                    i.EffectiveOn,
                    i.Says.Retired ? "是" : null,
                };
            })
        );
    }
}
