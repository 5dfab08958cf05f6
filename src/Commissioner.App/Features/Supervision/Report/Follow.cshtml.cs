using Commissioner.App.Hosting;
using Commissioner.App.Hosting.Requests;
using Commissioner.Domain;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioner.App.Features.Report;

/// <summary>Where whoever has a receipt follows its report. The receipt is posted each time: it stands in no address, cookie or session.</summary>
[AllowAnonymous]
[Stranger]
[EnableRateLimiting("sign-in")]
public sealed class FollowModel(IMediator mediator, Texts texts) : PageModel, IShows
{
    [BindProperty]
    public string? Receipt { get; set; }

    /// <summary>What is added.</summary>
    [BindProperty]
    public string? Words { get; set; }

    /// <summary>The report; null where no receipt was brought yet, or none that there is.</summary>
    public FollowedTip? Tip { get; private set; }

    public void OnGet() { }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Tip = await mediator.Send(new FollowTip(Receipt), cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ShowAsync(cancellationToken);
            return Page();
        }
        catch (NotFound)
        {
            return Unknown();
        }
    }

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancellationToken)
    {
        try
        {
            await mediator.Send(new AddToTip(Receipt, Words), cancellationToken);
        }
        catch (NotFound)
        {
            return Unknown();
        }

        // Said, it is no longer what is being typed.
        ModelState.Remove(nameof(Words));
        Words = null;
        await ShowAsync(cancellationToken);
        return Page();
    }

    private PageResult Unknown()
    {
        ModelState.AddModelError(nameof(Receipt), texts["tip.unknown"]);
        var page = Page();
        page.StatusCode = StatusCodes.Status404NotFound;
        return page;
    }
}
