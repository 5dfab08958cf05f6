using Commissioner.App.Hosting;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Offerings;

/// <summary>A table of what the own enterprise offers and seeks is checked, then taken over as a whole.</summary>
[Allow(Permission.OfferAndSeek)]
public sealed class ImportModel(IMediator mediator, Texts texts) : PageModel
{
    [BindProperty]
    public new IFormFile? File { get; set; }

    /// <summary>What a check found, or why an import was refused; null before.</summary>
    public OfferingImport? Outcome { get; private set; }

    /// <summary>Counts of the import that was just carried out.</summary>
    [TempData]
    public string? Done { get; set; }

    public void OnGet() { }

    /// <summary>Says what the table would change, and changes nothing.</summary>
    public Task<IActionResult> OnPostCheckAsync(CancellationToken cancellationToken) => SendAsync(true, cancellationToken);

    /// <summary>Takes the table over, or refuses all of it.</summary>
    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => SendAsync(false, cancellationToken);

    private async Task<IActionResult> SendAsync(bool dryRun, CancellationToken cancellationToken)
    {
        await using var content = File?.OpenReadStream();
        Outcome = await mediator.Send(new ImportOfferings(File?.FileName ?? "", content, dryRun), cancellationToken);
        if (Outcome.Done)
        {
            Done = texts["offerings.import.done", Outcome.Added, Outcome.Changed, Outcome.Unchanged];
            return RedirectToPage();
        }

        var page = Page();
        page.StatusCode = Outcome.Errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        return page;
    }
}
