using System.Globalization;
using Commissioner.App.Features.Imports;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using MediatR;

namespace Commissioner.App.Features.Supervision.Charts;

/// <summary>
/// The tables of <see cref="ShowCharts"/> as a file: one of them as CSV in UTF-8 that spreadsheets recognise, or all as a workbook, a sheet
/// each.
/// </summary>
/// <param name="ParkId">The park or sub-park.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last.</param>
/// <param name="Table">Which; all when nothing is said.</param>
[Allow(Permission.Supervise)]
public sealed record ExportCharts(Guid? ParkId = null, DateOnly? From = null, DateOnly? To = null, string? Table = null)
    : IQuery<ChartFile>,
        IOpening;

public sealed record ChartFile(string Name, string MediaType, byte[] Content);

internal sealed class ExportChartsHandler(ChartBook book, Texts texts) : IRequestHandler<ExportCharts, ChartFile>
{
    public async Task<ChartFile> Handle(ExportCharts query, CancellationToken cancellationToken)
    {
        var sheet = await book.ReadAsync(new ShowCharts(query.ParkId, query.From, query.To), cancellationToken);
        var tables = ChartTables.Of(sheet, texts);
        var of = string.Create(CultureInfo.InvariantCulture, $"{sheet.From:yyyyMMdd}-{sheet.To:yyyyMMdd}");
        return query.Table is not { } asked
                ? new(
                    $"{texts["charts.title"]} {of}.xlsx",
                    TableWriter.WorkbookType,
                    TableWriter.Workbook([About(sheet, tables), .. tables.Select(Written)])
                )
            : tables.FirstOrDefault(t => t.Id == asked) is { } table
                ? new($"{table.Title} {of}.csv", TableWriter.TextType, Csv(sheet, table))
            : throw new NotFound();
    }

    // A file of one table says on each row of what and when it is: nothing else goes with it.
    private byte[] Csv(ChartSheet sheet, ChartTable table) =>
        TableWriter.Csv(
            [texts["charts.place"], texts["charts.from"], texts["charts.to"], .. Heads(table)],
            Rows(table).Select(row => (IReadOnlyList<object?>)[sheet.ParkName, sheet.From, sheet.To, .. row])
        );

    private WrittenTable About(ChartSheet sheet, IReadOnlyList<ChartTable> tables) =>
        new(
            texts["charts.about"],
            [texts["charts.place"], sheet.ParkName],
            [
                [texts["charts.from"], sheet.From],
                [texts["charts.to"], sheet.To],
                [
                    texts["charts.read"],
                    sheet.ReadAt is { } read
                        ? Moments.Local(read).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
                        : texts["charts.unread"],
                ],
                [texts["charts.notes"], texts["charts.lead"]],
                .. tables.Where(t => t.Note is not null).Select(t => (IReadOnlyList<object?>)[t.Title, t.Note]),
            ]
        );

    private static WrittenTable Written(ChartTable table) => new(table.Title, Heads(table), Rows(table));

    private static IReadOnlyList<string> Heads(ChartTable table) => [.. table.Columns.Select(c => c.Text)];

    private static IEnumerable<IReadOnlyList<object?>> Rows(ChartTable table) =>
        table.Rows.Select(r => r.Cells.Select(c => c.Written).ToList());
}
