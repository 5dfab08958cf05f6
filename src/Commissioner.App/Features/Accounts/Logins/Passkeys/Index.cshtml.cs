using System.Text.Json;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Logins.Passkeys;

/// <summary>Somebody keeps its own passkeys. One is begun by a form like any other; then its browser makes it at a press.</summary>
[Allow(Permission.KeepOwnAccount)]
public sealed class IndexModel(IMediator mediator, Actor actor, Texts texts) : PageModel, IShows
{
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>A code of its authenticator, or a recovery code, where it is asked for.</summary>
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>What the browser is to make one of; null where none was begun.</summary>
    public string? Options { get; private set; }

    /// <summary>What is told this once.</summary>
    public IReadOnlyList<string> Recovery { get; private set; } = [];

    /// <summary>One was made, or removed, just now.</summary>
    [TempData]
    public string? PasskeyDone { get; set; }

    public OwnPasskeys Own { get; private set; } = new(false, PasskeyProof.None, PasskeyBook.Most, 0, []);

    public bool Must => actor.Owes == Owed.SecondFactor;

    public Task OnGetAsync(CancellationToken cancellationToken)
    {
        Name = Usual();
        return ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var begun = await mediator.Send(new BeginPasskey(Code, Password), cancellationToken);
        PasskeyCookie.Keep(HttpContext, begun.Ticket);
        ModelState.Clear();
        (Name, Code, Password) = (string.IsNullOrWhiteSpace(Name) ? Usual() : Name, null, null);
        Options = JsonSerializer.Serialize(begun.Options, JsonSerializerOptions.Web);
        await ShowAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAddAsync(string? credential, CancellationToken cancellationToken)
    {
        var added = await mediator.Send(
            new AddPasskey(PasskeyCookie.Take(HttpContext), Name, PasskeyCookie.Read<PasskeyMaking>(credential)),
            cancellationToken
        );
        if (added.RecoveryCodes.Count == 0)
        {
            PasskeyDone = "passkeys.made";
            return RedirectToPage();
        }

        Recovery = added.RecoveryCodes;
        await ShowAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Id<Passkey> passkeyId, CancellationToken cancellationToken)
    {
        await mediator.Send(new RemovePasskey(passkeyId, Code, Password), cancellationToken);
        PasskeyDone = "passkeys.removed";
        return RedirectToPage();
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) => Own = await mediator.Send(new ListPasskeys(), cancellationToken);

    private string Usual() => Origin.Of(HttpContext).Device is { Length: > 0 } device ? device : texts["passkeys.title"];
}
