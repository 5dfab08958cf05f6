using Commissioner.App.Hosting.Requests;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioner.App.Features.Report;

/// <summary>Where anybody reports something to supervision without saying who it is.</summary>
[AllowAnonymous]
[Stranger]
[EnableRateLimiting("sign-in")]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    /// <summary>What happened.</summary>
    [BindProperty]
    public string? Words { get; set; }

    /// <summary>Whom or which unit it is about.</summary>
    [BindProperty]
    public string? About { get; set; }

    /// <summary>When and where.</summary>
    [BindProperty]
    public string? Occasion { get; set; }

    /// <summary>Of what was sent just now. It stands in this answer alone, and in no cookie that a redirect would need.</summary>
    public string? Receipt { get; private set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Receipt = await mediator.Send(new SendTip(Words, About, Occasion), cancellationToken);
        return Page();
    }
}
