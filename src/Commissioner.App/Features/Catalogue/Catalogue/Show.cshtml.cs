using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Catalogue;

/// <summary>One item with all its versions.</summary>
[Allow(Permission.ReadCatalogue)]
public sealed class ShowModel(IMediator mediator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    public CatalogueSheet Sheet { get; private set; } = null!;

    /// <summary>What was done just now.</summary>
    [TempData]
    public string? Done { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Sheet = await mediator.Send(new ShowCatalogueItem(Code), cancellationToken);
}
