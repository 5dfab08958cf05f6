using System.Globalization;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Clocks;
using MediatR;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Supervision.Charts;

/// <summary>The supervisor's figures, drawn and as tables.</summary>
[Allow(Permission.Supervise)]
public sealed class IndexModel(IMediator mediator, Promises promises, TimeProvider clock, Texts texts) : PageModel
{
    /// <summary>The park or sub-park.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? ParkId { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    public ChartSheet Sheet { get; private set; } = null!;

    /// <summary>The same as tables.</summary>
    public IReadOnlyList<ChartTable> Tables { get; private set; } = [];

    /// <summary>Periods that people ask for by name: this month and quarter, and those before.</summary>
    public IReadOnlyList<(string Key, Period Period)> Spans
    {
        get
        {
            var today = promises.Calendar.DateOf(clock.GetUtcNow());
            var (month, quarter) = (Period.MonthOf(today), Period.QuarterOf(today));
            return
            [
                ("month", month with { To = today }),
                ("lastMonth", Period.MonthOf(month.From.AddDays(-1))),
                ("quarter", quarter with { To = today }),
                ("lastQuarter", Period.QuarterOf(quarter.From.AddDays(-1))),
                ("year", new(new(today.Year, 1, 1), today)),
            ];
        }
    }

    /// <summary>This page of another period, or a table of this one.</summary>
    public string Href(Period? period = null, string? table = null, bool export = false)
    {
        var (from, to) = period is { } other ? (other.From, other.To) : (Sheet.From, Sheet.To);
        (string Key, string? Value)[] parts =
        [
            ("handler", export ? "Export" : null),
            ("parkId", Sheet.ParkId.ToString()),
            ("from", from.ToString("O", CultureInfo.InvariantCulture)),
            ("to", to.ToString("O", CultureInfo.InvariantCulture)),
            ("table", table),
        ];
        return Url.Content("~/supervision/charts")
            + new QueryBuilder(parts.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Key, p.Value!)));
    }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Sheet = await mediator.Send(new ShowCharts(ParkId, From, To), cancellationToken);
        Tables = ChartTables.Of(Sheet, texts);
    }

    /// <summary>A table, or all of them in a workbook.</summary>
    public async Task<IActionResult> OnGetExportAsync(string? table, CancellationToken cancellationToken)
    {
        var file = await mediator.Send(new ExportCharts(ParkId, From, To, table), cancellationToken);
        return new FileContentResult(file.Content, file.MediaType) { FileDownloadName = file.Name };
    }
}
