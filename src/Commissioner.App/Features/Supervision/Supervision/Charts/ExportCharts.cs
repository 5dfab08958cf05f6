using System.Globalization;
using System.Text;
using System.Xml;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using CsvHelper;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
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
    : IQuery<ChartFile>;

public sealed record ChartFile(string Name, string MediaType, byte[] Content);

internal sealed class ExportChartsHandler(ChartBook book, Texts texts) : IRequestHandler<ExportCharts, ChartFile>
{
    private const int LongestSheetName = 31;

    public async Task<ChartFile> Handle(ExportCharts query, CancellationToken cancellationToken)
    {
        var sheet = await book.ReadAsync(new ShowCharts(query.ParkId, query.From, query.To), cancellationToken);
        var tables = ChartTables.Of(sheet, texts);
        var of = string.Create(CultureInfo.InvariantCulture, $"{sheet.From:yyyyMMdd}-{sheet.To:yyyyMMdd}");
        return query.Table is not { } asked
                ? new(
                    $"{texts["charts.title"]} {of}.xlsx",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    Workbook(sheet, tables)
                )
            : tables.FirstOrDefault(t => t.Id == asked) is { } table ? new($"{table.Title} {of}.csv", "text/csv; charset=utf-8", Csv(table))
            : throw new NotFound();
    }

    private static byte[] Csv(ChartTable table)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions { Injection = CsvInjection.Escape }, true))
        {
            csv.WriteRecord([.. table.Columns.Select(c => c.Text)]);
            foreach (var row in table.Rows)
            {
                csv.WriteRecord([.. row.Cells.Select(c => c.Number?.ToString(CultureInfo.InvariantCulture) ?? c.Text)]);
            }
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private byte[] Workbook(ChartSheet sheet, IReadOnlyList<ChartTable> tables)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var sheets = new Sheets();
            book.Workbook = new(sheets);
            Add(
                texts["charts.about"],
                [],
                [
                    [new(texts["charts.place"]), new(sheet.ParkName)],
                    [new(texts["charts.from"]), new(sheet.From.ToString("O", CultureInfo.InvariantCulture))],
                    [new(texts["charts.to"]), new(sheet.To.ToString("O", CultureInfo.InvariantCulture))],
                    [new(sheet.ReadAt is { } read ? texts["charts.readAt", Moments.Say(read)] : texts["charts.unread"])],
                    [new(texts["charts.lead"])],
                ]
            );
            foreach (var table in tables)
            {
                Add(table.Title, table.Columns, table.Rows.Select(r => r.Cells));
            }

            void Add(string title, IReadOnlyList<ChartColumn> columns, IEnumerable<IReadOnlyList<ChartCell>> rows)
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = new(
                    new SheetData([
                        .. columns.Count == 0 ? [] : new[] { new Row(columns.Select(c => Text(c.Text))) },
                        .. rows.Select(r => new Row(r.Select(Of))),
                    ])
                );
                sheets.AppendChild(
                    new Sheet
                    {
                        Id = book.GetIdOfPart(part),
                        SheetId = (uint)sheets.ChildElements.Count + 1,
                        Name = SheetName(title),
                    }
                );
            }
        }

        return file.ToArray();
    }

    private static string SheetName(string title)
    {
        var name = new string([.. title.Select(c => "[]:*?/\\".Contains(c, StringComparison.Ordinal) ? ' ' : c)]);
        return name.Length > LongestSheetName ? name[..LongestSheetName] : name;
    }

    private static Cell Of(ChartCell cell) =>
        cell.Number is { } number ? new Cell { DataType = CellValues.Number, CellValue = new(number) } : Text(cell.Text);

    // Written as an inline text, which a spreadsheet never reads as a formula, whatever it begins with.
    private static Cell Text(string text) =>
        new()
        {
            DataType = CellValues.InlineString,
            InlineString = new(new Text(new string([.. text.Where(XmlConvert.IsXmlChar)])) { Space = SpaceProcessingModeValues.Preserve }),
        };
}
