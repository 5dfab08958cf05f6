using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Refused;

/// <summary>Says that something is not there, is not for this person, or failed.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class IndexModel : PageModel
{
    /// <summary>The HTTP status: 400, 403, 404, 413, 429, else 500.</summary>
    [BindProperty(SupportsGet = true)]
    public int Code { get; set; }

    public void OnGet() => Code = Code is 400 or 403 or 404 or 413 or 429 ? Code : 500;

    /// <summary>A refused post is shown the same way.</summary>
    public void OnPost() => OnGet();
}
