using Commissioner.App.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Display;

/// <summary>Light or dark, usual or large text: for this browser, whoever reads in it.</summary>
[AllowAnonymous]
public sealed class IndexModel : PageModel
{
    /// <summary>Where the reader came from.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>One of <see cref="Look.Themes"/>; empty for as the system has it.</summary>
    [BindProperty]
    public string? Theme { get; set; }

    [BindProperty]
    public bool Large { get; set; }

    public void OnGet() => (Theme, Large) = Look.Of(Request);

    /// <summary>Remembers it and leads back.</summary>
    public IActionResult OnPost()
    {
        new Look(Array.Find(Look.Themes, t => t == Theme), Large).Keep(Response);
        return LocalRedirect(Url.IsLocalUrl(Back) ? Back : Url.Content("~/"));
    }
}
