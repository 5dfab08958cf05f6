using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Enterprises;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Palette;

/// <summary>
/// Where one can go from anywhere at the desk: a case by its number or words, an enterprise by its name, a place. It finds what one's lists
/// find, and nothing else.
/// </summary>
[Allow(Permission.SignedIn)]
public sealed class IndexModel(IMediator mediator, Actor actor, Texts texts) : PageModel
{
    // Fewer letters would find half of the park.
    private const int Fewest = 2;

    /// <summary>What is typed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>The palette's script asks for the hits alone.</summary>
    public bool Alone => Request.Headers.ContainsKey("HX-Request");

    public IReadOnlyList<CaseRow> Cases { get; private set; } = [];

    public IReadOnlyList<EnterpriseLine> Enterprises { get; private set; } = [];

    public IReadOnlyList<NavItem> Places { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (actor.EnterpriseId is not null)
        {
            return LocalRedirect("/");
        }

        var typed = Q?.Trim() ?? "";
        Places = [.. DeskNav.For(User).Where(p => typed.Length == 0 || Says(p, typed))];
        if (typed.Length < Fewest)
        {
            return Page();
        }

        if (Permissions.Holds(actor, Permission.ReadCases))
        {
            Cases = (await mediator.Send(new ListCases(Box.All, Search: typed, Take: 6), cancellationToken)).Items;
        }

        if (Permissions.Holds(actor, Permission.ReadEnterprises))
        {
            Enterprises = (await mediator.Send(new ListEnterprises(typed, 6), cancellationToken)).Items;
        }

        return Page();
    }

    private bool Says(NavItem place, string typed) =>
        texts.InBoth(place.TextKey).Any(name => name.Contains(typed, StringComparison.OrdinalIgnoreCase))
        || place.Href.Contains(typed, StringComparison.OrdinalIgnoreCase);
}
