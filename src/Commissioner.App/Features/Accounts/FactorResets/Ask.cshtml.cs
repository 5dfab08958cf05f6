using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.FactorResets;

/// <summary>The security administrator has somebody's lost second factor reset.</summary>
[Allow(Permission.KeepAccounts)]
public sealed class AskModel(IMediator mediator) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public FactorSheet Factor { get; private set; } = null!;

    /// <summary>What was made just now; its code is shown this once.</summary>
    public FactorResetMade? Reset { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Reset = await mediator.Send(new AskFactorReset(Id, Reason), cancellationToken);
        ModelState.Clear();
        Reason = null;
        await ShowAsync(cancellationToken);
        return Page();
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) => Factor = await mediator.Send(new ShowFactor(Id), cancellationToken);
}
