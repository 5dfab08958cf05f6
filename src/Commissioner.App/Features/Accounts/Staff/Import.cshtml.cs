using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Staff;

/// <summary>A table of staff is checked, then taken in as a whole; the passwords for once are shown this one time.</summary>
[Allow(Permission.GrantRoles)]
public sealed class ImportModel(IMediator mediator, Texts texts) : PageModel
{
    [BindProperty]
    public new IFormFile? File { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>What a check found, or what was done; null before.</summary>
    public StaffImported? Outcome { get; private set; }

    public void OnGet() { }

    /// <summary>The table to fill in.</summary>
    public async Task<IActionResult> OnGetTemplateAsync(CancellationToken cancellationToken) =>
        new FileContentResult(await mediator.Send(new ShowStaffTemplate(), cancellationToken), TableWriter.TextType)
        {
            FileDownloadName = texts["staff.import.file"],
        };

    /// <summary>The staff that there is, as such a table.</summary>
    public async Task<IActionResult> OnGetTableAsync(bool workbook, CancellationToken cancellationToken)
    {
        var (type, ending) = TableWriter.KindOf(workbook);
        return new FileContentResult(await mediator.Send(new ExportStaff(workbook), cancellationToken), type)
        {
            FileDownloadName = texts["staff.title"] + ending,
        };
    }

    /// <summary>Says whom the table would take in, and takes in nobody.</summary>
    public Task<IActionResult> OnPostCheckAsync(CancellationToken cancellationToken) => SendAsync(true, cancellationToken);

    /// <summary>Takes in all, or nobody.</summary>
    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => SendAsync(false, cancellationToken);

    private async Task<IActionResult> SendAsync(bool dryRun, CancellationToken cancellationToken)
    {
        await using var content = File?.OpenReadStream();
        Outcome = await mediator.Send(new ImportStaff(File?.FileName ?? "", content, Reason, dryRun), cancellationToken);
        var page = Page();
        page.StatusCode = Outcome.Errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        return page;
    }
}
