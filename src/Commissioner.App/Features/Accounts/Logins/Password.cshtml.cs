using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Logins;

/// <summary>Somebody chooses another password; whoever has one for once is led here.</summary>
[Allow(Permission.KeepOwnAccount)]
public sealed class PasswordModel(IMediator mediator, Actor actor) : PageModel
{
    [BindProperty]
    public string? OldPassword { get; set; }

    [BindProperty]
    public string? NewPassword { get; set; }

    /// <summary>It was changed just now.</summary>
    [TempData]
    public bool Changed { get; set; }

    public bool Must => actor.Owes == Owed.NewPassword;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new ChangePassword(OldPassword, NewPassword), cancellationToken);
        Changed = true;
        return RedirectToPage();
    }
}
