using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Logins;

/// <summary>Somebody sets its authenticator up, or another in its place; whoever must have one is led here.</summary>
[Allow(Permission.KeepOwnAccount)]
public sealed class SecondFactorModel(IMediator mediator, Actor actor, RelyingParty site) : PageModel, IShows
{
    /// <summary>A code of the authenticator that one has.</summary>
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>The key that was given just now, to be shown again with a wrong code.</summary>
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    /// <summary>What is told this once.</summary>
    public IReadOnlyList<string> Recovery { get; private set; } = [];

    public SecondFactorSheet Sheet { get; private set; } = new(false, 0, 0);

    /// <summary>A passkey does as well.</summary>
    public bool OffersPasskeys => site.IsThere;

    public bool Must => actor.Owes == Owed.SecondFactor;

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Sheet = await mediator.Send(new ShowSecondFactor(), cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var given = await mediator.Send(new BeginSecondFactor(Code), cancellationToken);
        ModelState.Clear();
        (Key, Address, Code) = (given.Key, given.Address, null);
        await ShowAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellationToken)
    {
        Recovery = await mediator.Send(new ConfirmSecondFactor(Code), cancellationToken);
        await ShowAsync(cancellationToken);
        return Page();
    }
}
