using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Staff;

/// <summary>What waits for a second administrator, who agrees or refuses.</summary>
[Allow(Permission.ConfirmRoles)]
public sealed class ChangesModel(IMediator mediator) : PageModel, IShows
{
    public IReadOnlyList<RoleChangeLine> Changes { get; private set; } = [];

    /// <summary>What was decided just now.</summary>
    [TempData]
    public string? Decided { get; set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(Id<RoleChange> changeId, bool agrees, CancellationToken cancellationToken)
    {
        Decided = (await mediator.Send(new DecideRoles(changeId, agrees), cancellationToken)).State.ToString();
        return RedirectToPage();
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Changes = await mediator.Send(new ListRoleChanges(), cancellationToken);
}
