using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Refused;

/// <summary>Says that something is not there, is not for this person, or failed.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class IndexModel : PageModel
{
    /// <summary>The HTTP status: 403, 404, 413, 429, 503, or 400 and 500 for the others of their kind.</summary>
    [BindProperty(SupportsGet = true)]
    public int Code { get; set; }

    /// <summary>Shows it.</summary>
    public void OnGet() =>
        Code = Code switch
        {
            403 or 404 or 413 or 429 or 503 => Code,
            >= 400 and < 500 => 400,
            _ => 500,
        };

    /// <summary>A refused post is shown the same way.</summary>
    public void OnPost() => OnGet();
}
