using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Q;

/// <summary>Codes to point a phone at: one's own page, and a gate's.</summary>
[Allow(Permission.SignedIn)]
public sealed class IndexModel(Actor actor, Settings settings) : PageModel
{
    /// <summary>One's own page.</summary>
    public CodePicture Own { get; private set; } = null!;

    public void OnGet() => Own = CodePicture.Of(Site(settings, Request) + Sessions.Home(actor));

    /// <summary>Where this installation is reached, as phones outside have to be told.</summary>
    internal static string Site(Settings settings, HttpRequest request) =>
        settings.PublicAddress.Length > 0 ? settings.PublicAddress.TrimEnd('/') : $"{request.Scheme}://{request.Host}{request.PathBase}";
}
