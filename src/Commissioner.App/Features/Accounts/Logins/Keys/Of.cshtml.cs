using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Logins.Keys;

/// <summary>The security administrator keeps the keys of another system's account.</summary>
[Allow(Permission.KeepAccounts)]
public sealed class OfModel(IMediator mediator) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public KeyScope? Scope { get; set; }

    [BindProperty]
    public int? Days { get; set; }

    /// <summary>What was made just now; its text is shown this once.</summary>
    public KeyMade? Made { get; private set; }

    /// <summary>One was revoked just now.</summary>
    [TempData]
    public bool KeyRevoked { get; set; }

    public KeysOfAccount Account { get; private set; } = new("", []);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Made = await mediator.Send(new MakeKeyFor(Id, Name, Scope, Days), cancellationToken);
        ModelState.Clear();
        (Name, Scope, Days) = (null, null, null);
        await ShowAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Id<ApiKey> keyId, CancellationToken cancellationToken)
    {
        await mediator.Send(new RevokeKeyOf(Id, keyId), cancellationToken);
        KeyRevoked = true;
        return RedirectToPage(new { id = Id });
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Account = await mediator.Send(new ListKeysOf(Id), cancellationToken);
}
