using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Choices;

/// <summary>Somebody chooses how it is told.</summary>
[Allow(Permission.SignedIn)]
public sealed class IndexModel(IMediator mediator) : PageModel, IShows
{
    [BindProperty]
    public string? Culture { get; set; }

    /// <summary>By channel, how much.</summary>
    [BindProperty]
    public Dictionary<Channel, Wanted> Wants { get; set; } = [];

    [BindProperty]
    public int? PauseDays { get; set; }

    /// <summary>It was chosen just now.</summary>
    [TempData]
    public bool Chosen { get; set; }

    public ChoiceSheet Sheet { get; private set; } = new("zh-CN", [], null);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) => Sheet = await mediator.Send(new ShowChoice(), cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new Choose(Culture, Wants, PauseDays), cancellationToken);
        Chosen = true;
        return RedirectToPage();
    }
}
