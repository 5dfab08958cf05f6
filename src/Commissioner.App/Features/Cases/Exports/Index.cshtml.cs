using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Imports;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Exports;

/// <summary>The table of a list of cases, as its page is filtered and sorted: a file, no page.</summary>
[Allow(Permission.ReadCases)]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    /// <summary>Of which list.</summary>
    [BindProperty(SupportsGet = true)]
    public Box Box { get; set; } = Box.All;

    /// <summary>What is left out there.</summary>
    [BindProperty(SupportsGet = true)]
    public CaseFilters Filters { get; set; } = new();

    /// <summary>A workbook instead of CSV.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Workbook { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        new FileContentResult(
            await mediator.Send(new ExportCases(Filters.Of(Box), Workbook), cancellationToken),
            Workbook ? TableWriter.WorkbookType : TableWriter.TextType
        )
        {
            FileDownloadName = Workbook ? "cases.xlsx" : "cases.csv",
        };
}
