using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.SingleSignOn;

/// <summary>
/// Whoever came back from a sign-in elsewhere says with one press that it is to let in here, since looking at a page changes nothing.
/// </summary>
[Allow(Permission.KeepOwnAccount)]
public sealed class BindModel(IMediator mediator) : PageModel
{
    /// <summary>What may be bound.</summary>
    [BindProperty]
    public string? Offer { get; set; }

    /// <summary>What was left for this page.</summary>
    [TempData(Key = Arrivals.Offer)]
    public string? ArrivedOffer { get; set; }

    /// <summary>It was bound just now.</summary>
    [TempData]
    public bool ExternallyBound { get; set; }

    public IActionResult OnGet()
    {
        Offer = ArrivedOffer;
        return Offer is null ? RedirectToPage("/Accounts/Logins/Index") : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new BindExternalLogin(Offer), cancellationToken);
        ExternallyBound = true;
        return RedirectToPage("/Accounts/Logins/Index");
    }
}
