using Commissioner.App.Features.Rebases;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Policies;

/// <summary>The policy in force, and all its versions.</summary>
[Allow(Permission.ManageRules)]
public sealed class IndexModel(IMediator mediator) : PageModel, IShows
{
    /// <summary>All versions.</summary>
    public PolicyBook Book { get; private set; } = null!;

    public PolicySheet InForce { get; private set; } = null!;

    /// <summary>Why promises are carried over.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Book = await mediator.Send(new ShowPolicies(), cancellationToken);
        InForce = await mediator.Send(new ShowPolicy(Book.InForce), cancellationToken);
    }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>Starts a re-base.</summary>
    public async Task<IActionResult> OnPostRebaseAsync(int from, bool all, CancellationToken cancellationToken) =>
        LocalRedirect($"/rebases/{await mediator.Send(new StartRebase(null, from, all, Reason), cancellationToken)}");
}
