using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.FactorResets;

/// <summary>What waits for a second administrator, who agrees or refuses, and passes the code for once on.</summary>
[Allow(Permission.ConfirmRoles)]
public sealed class IndexModel(IMediator mediator) : PageModel, IShows
{
    public IReadOnlyList<FactorResetLine> Resets { get; private set; } = [];

    /// <summary>What was decided just now, and of whom; its code is shown this once.</summary>
    public (string Name, FactorResetMade Made)? Just { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(Id<FactorReset> resetId, bool agrees, CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        var name = Resets.FirstOrDefault(r => r.Id == resetId)?.Name ?? "";
        var made = await mediator.Send(new DecideFactorReset(resetId, agrees), cancellationToken);
        await ShowAsync(cancellationToken);
        Just = (name, made);
        return Page();
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Resets = await mediator.Send(new ListFactorResets(), cancellationToken);
}
