using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Enterprises;

/// <summary>A table of enterprises is checked, then taken over as a whole.</summary>
[Allow(Permission.ImportEnterprises)]
public sealed class ImportModel(IMediator mediator, Texts texts) : PageModel
{
    [BindProperty]
    public new IFormFile? File { get; set; }

    /// <summary>What a check found, or why an import was refused; null before.</summary>
    public ImportOutcome? Outcome { get; private set; }

    /// <summary>Counts of the import that was just carried out.</summary>
    [TempData]
    public string? Done { get; set; }

    public void OnGet() { }

    /// <summary>The table to fill in.</summary>
    public async Task<IActionResult> OnGetTemplateAsync(CancellationToken cancellationToken) =>
        new FileContentResult(await mediator.Send(new ShowImportTemplate(), cancellationToken), "text/csv; charset=utf-8")
        {
            FileDownloadName = texts["import.template.file"],
        };

    /// <summary>The enterprises that there are, as such a table.</summary>
    public async Task<IActionResult> OnGetTableAsync(bool workbook, CancellationToken cancellationToken)
    {
        var (type, ending) = TableWriter.KindOf(workbook);
        return new FileContentResult(await mediator.Send(new ExportEnterprises(workbook), cancellationToken), type)
        {
            FileDownloadName = texts["import.table.file"] + ending,
        };
    }

    /// <summary>Says what the table would change, and changes nothing.</summary>
    public Task<IActionResult> OnPostCheckAsync(CancellationToken cancellationToken) => SendAsync(true, cancellationToken);

    /// <summary>Takes the table over, or refuses all of it.</summary>
    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => SendAsync(false, cancellationToken);

    private async Task<IActionResult> SendAsync(bool dryRun, CancellationToken cancellationToken)
    {
        await using var content = File?.OpenReadStream();
        Outcome = await mediator.Send(new ImportEnterprises(File?.FileName ?? "", content, dryRun), cancellationToken);
        if (Outcome.Done)
        {
            Done = texts["import.done", Outcome.Created, Outcome.Changed, Outcome.Unchanged];
            return RedirectToPage();
        }

        var page = Page();
        page.StatusCode = Outcome.Errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        return page;
    }
}
