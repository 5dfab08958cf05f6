using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Enterprises;

/// <summary>The hotline of each park: enterprises read it beside their commissioner's number when nobody is at work.</summary>
[Allow(Permission.ManageRules)]
public sealed class HotlineModel(IMediator mediator) : PageModel, IShows
{
    [BindProperty]
    public Id<Park> ParkId { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    /// <summary>It was said just now.</summary>
    [TempData]
    public bool Said { get; set; }

    /// <summary>All parks.</summary>
    public IReadOnlyList<HotlineLine> Parks { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) => Parks = await mediator.Send(new ListHotlines(), cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new SetHotline(ParkId, Phone), cancellationToken);
        Said = true;
        return RedirectToPage();
    }
}
