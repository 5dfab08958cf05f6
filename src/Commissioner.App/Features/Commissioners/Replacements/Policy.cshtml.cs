using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Replacements;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Replacements;

/// <summary>What follows from a poor result in each park: another commissioner at once, or the question first.</summary>
[Allow(Permission.ManageRules)]
public sealed class PolicyModel(IMediator mediator) : PageModel, IShows
{
    [BindProperty]
    public Id<Park> ParkId { get; set; }

    /// <summary>What follows there; null for nothing of its own.</summary>
    [BindProperty]
    public PoorResultPolicy? Policy { get; set; }

    /// <summary>It was said just now.</summary>
    [TempData]
    public bool Said { get; set; }

    /// <summary>All parks.</summary>
    public IReadOnlyList<PoorResultLine> Parks { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Parks = await mediator.Send(new ListPoorResults(), cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new ChoosePoorResults(ParkId, Policy), cancellationToken);
        Said = true;
        return RedirectToPage();
    }
}
