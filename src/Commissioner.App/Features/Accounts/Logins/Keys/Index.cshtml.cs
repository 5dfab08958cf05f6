using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Logins.Keys;

/// <summary>Somebody keeps the keys of its own programs.</summary>
[Allow(Permission.KeepOwnKeys)]
public sealed class IndexModel(IMediator mediator) : PageModel, IShows
{
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

    public IReadOnlyList<KeyLine> Keys { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Made = await mediator.Send(new MakeKey(Name, Scope, Days), cancellationToken);
        ModelState.Clear();
        (Name, Scope, Days) = (null, null, null);
        await ShowAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Id<ApiKey> keyId, CancellationToken cancellationToken)
    {
        await mediator.Send(new RevokeKey(keyId), cancellationToken);
        KeyRevoked = true;
        return RedirectToPage();
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) => Keys = await mediator.Send(new ListKeys(), cancellationToken);
}
