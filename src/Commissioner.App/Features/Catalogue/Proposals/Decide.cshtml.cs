using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Catalogue;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Proposals;

/// <summary>The service office takes a proposed change over, or leaves the item as it is.</summary>
[Allow(Permission.ManageCatalogue)]
public sealed class DecideModel(IMediator mediator, Texts texts) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public Id<CatalogueProposal> Id { get; set; }

    /// <summary>The item's last version that was read.</summary>
    [BindProperty]
    public int? BasedOn { get; set; }

    /// <summary>From when on; empty from today.</summary>
    [BindProperty]
    public DateOnly? EffectiveOn { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public ProposalSheet Sheet { get; private set; } = null!;

    [TempData]
    public string? Done { get; set; }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Sheet = await mediator.Send(new ShowProposal(Id), cancellationToken);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellationToken)
    {
        Done = texts["proposals.confirmed", await mediator.Send(new ConfirmProposal(Id, EffectiveOn, Reason, BasedOn), cancellationToken)];
        return RedirectToPage("/Catalogue/Proposals/Index");
    }

    /// <summary>Leaves the item as it is.</summary>
    public async Task<IActionResult> OnPostDismissAsync(CancellationToken cancellationToken)
    {
        Done = texts["proposals.left", await mediator.Send(new DismissProposal(Id, Reason), cancellationToken)];
        return RedirectToPage("/Catalogue/Proposals/Index");
    }
}
