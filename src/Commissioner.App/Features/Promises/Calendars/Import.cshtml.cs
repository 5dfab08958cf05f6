using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Calendars;

/// <summary>A year's notice is read from a file and proposed.</summary>
[Allow(Permission.ManageRules)]
public sealed class ImportModel(IMediator mediator, Texts texts) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty]
    public new IFormFile? File { get; set; }

    [BindProperty]
    public string? Notice { get; set; }

    /// <summary>A year with implausibly few or many days off was compared with the notice.</summary>
    [BindProperty]
    public bool ConfirmFew { get; set; }

    /// <summary>Whether that is asked for.</summary>
    public bool AsksToConfirm => ModelState.GetValueOrDefault(nameof(ConfirmFew)) is { Errors.Count: > 0 };

    /// <summary>The calendar's name.</summary>
    public CalendarLine Calendar { get; private set; } = null!;

    /// <summary>Why the file was refused.</summary>
    public IReadOnlyList<ImportError> Errors { get; private set; } = [];

    /// <summary>An error in words.</summary>
    public string Say(ImportError error) => texts["rule." + error.Code, error.Details];

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>A year that was announced, as such a table.</summary>
    public async Task<IActionResult> OnGetTableAsync(int year, bool workbook, CancellationToken cancellationToken)
    {
        var (type, ending) = TableWriter.KindOf(workbook);
        return new FileContentResult(await mediator.Send(new ExportYear(Code, year, workbook), cancellationToken), type)
        {
            FileDownloadName = Code + "-" + year + ending,
        };
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Calendar =
            (await mediator.Send(new ListCalendars(), cancellationToken)).FirstOrDefault(c =>
                string.Equals(c.Code, Code, StringComparison.OrdinalIgnoreCase)
            ) ?? throw new NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await using var content = File?.OpenReadStream();
        var import = await mediator.Send(new ImportYear(Code, File?.FileName ?? "", content, Notice, ConfirmFew), cancellationToken);
        if (import.Version is { } version)
        {
            return RedirectToPage("/Promises/Calendars/Proposals", new { Code, version });
        }

        Errors = import.Errors;
        await ShowAsync(cancellationToken);
        var page = Page();
        page.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page;
    }
}
