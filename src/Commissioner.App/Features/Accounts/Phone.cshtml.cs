using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Accounts;

/// <summary>Who deals with cases says at which number its enterprises reach it.</summary>
[Allow(Permission.HandleCase)]
public sealed class PhoneModel(IMediator mediator, Actor actor) : PageModel
{
    [BindProperty]
    public string? Phone { get; set; }

    /// <summary>It was said just now.</summary>
    [TempData]
    public bool Said { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Phone = (await mediator.Send(new ShowPhone(actor.Id), cancellationToken)).Phone;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new GivePhone(actor.Id, Phone), cancellationToken);
        Said = true;
        return RedirectToPage();
    }
}
