using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.BreakGlass;

/// <summary>What was done under an emergency access.</summary>
[Allow(Permission.ReadEmergencyActs)]
public sealed class ActsModel(IMediator mediator) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public Id<EmergencyAccess> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<EmergencyAct> Acts { get; private set; } = new([], null);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Acts = await mediator.Send(new ListEmergencyActs(Id, 100, After), cancellationToken);
}
