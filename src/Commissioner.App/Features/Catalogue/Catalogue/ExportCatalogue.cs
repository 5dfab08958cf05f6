using System.Globalization;
using System.Text;
using Commissioner.App.Features.Departments;
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
public sealed record ExportCatalogue : IQuery<byte[]>;

internal sealed class ExportCatalogueHandler(
    CommissionerDb db,
    DepartmentNames departments,
    Texts texts,
    Promises promises,
    TimeProvider clock
) : IRequestHandler<ExportCatalogue, byte[]>
{
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(",;\"\r\n\t");

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
                    .Select(i => (i.Code, i.Entry, today)),
            ];
        }

        var text = new StringBuilder().AppendJoin(',', CatalogueColumn.All.Select(c => c.Name)).Append("\r\n");
        foreach (var (code, says, day) in items)
        {
            string Say(CatalogueField field) => says.Say(field, texts, names);
            text.AppendJoin(
                    ',',
                    new[]
                    {
                        code,
                        Say(CatalogueField.Matter),
                        Say(CatalogueField.Category),
                        Say(CatalogueField.Words),
                        Say(CatalogueField.Lead),
                        Say(CatalogueField.Assisting),
                        Say(CatalogueField.LegalBasis),
                        Say(CatalogueField.Disclosure),
                        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        says.Retired ? "是" : "",
                    }.Select(Quoted)
                )
                .Append("\r\n");
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    // A spreadsheet would run a cell that begins like a formula. A leading quote keeps it text; the import takes it off again.
    private static string Quoted(string cell)
    {
        var safe = cell is ['=' or '+' or '-' or '@', ..] ? " " + cell : cell;
        return safe.AsSpan().ContainsAny(Special) || safe != cell ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
