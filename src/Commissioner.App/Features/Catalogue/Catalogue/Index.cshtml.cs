using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Catalogue;

/// <summary>The routing catalogue.</summary>
[Allow(Permission.ReadCatalogue)]
public sealed class IndexModel(IMediator mediator, Actor actor, Texts texts) : PageModel, IShows
{
    /// <summary>What is looked for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>Where the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<CatalogueRow> Items { get; private set; } = new([], null);

    /// <summary>This person may change it.</summary>
    public bool MayChange => Permissions.Holds(actor, Permission.ManageCatalogue);

    /// <summary>What was done just now.</summary>
    [TempData]
    public string? Done { get; set; }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Items = await mediator.Send(new ListCatalogue(Q, After: After), cancellationToken);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancellationToken) =>
        new FileContentResult(await mediator.Send(new ExportCatalogue(), cancellationToken), "text/csv; charset=utf-8")
        {
            FileDownloadName = texts["catalogue.export.file"],
        };

    /// <summary>Begins with what ships with the product.</summary>
    public async Task<IActionResult> OnPostFirstAsync(CancellationToken cancellationToken)
    {
        Done = texts["catalogue.first.done", await mediator.Send(new TakeFirstCatalogue(), cancellationToken)];
        return RedirectToPage();
    }
}
