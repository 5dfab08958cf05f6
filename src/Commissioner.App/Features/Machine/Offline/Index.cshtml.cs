using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Offline;

/// <summary>What a phone shows where there is no line: a request can be written, and is sent later. Nothing on it is anybody's, so phones keep it.</summary>
[AllowAnonymous]
public sealed class IndexModel : PageModel
{
    public void OnGet() => ViewData["Offline"] = true;
}
