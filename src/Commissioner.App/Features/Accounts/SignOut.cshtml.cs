using Commissioner.App.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Accounts;

/// <summary>Ends a session; by POST only.</summary>
[AllowAnonymous]
public sealed class SignOutModel : PageModel
{
    /// <summary>Nothing happens by looking.</summary>
    public IActionResult OnGet() => LocalRedirect("/");

    /// <summary>Ends the session.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await HttpContext.EndAsync();
        await HttpContext.SignOutAsync(Sessions.Cookie);
        return LocalRedirect("/sign-in");
    }
}
