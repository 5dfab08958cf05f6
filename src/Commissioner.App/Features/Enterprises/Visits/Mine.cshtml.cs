using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Visits;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Visits;

/// <summary>An enterprise's visits, and the form that asks for one.</summary>
[Allow(Permission.HostVisits)]
public sealed class MineModel(IMediator mediator) : PageModel, IShows
{
    [BindProperty]
    public string? Purpose { get; set; }

    /// <summary>When it would suit, on the park's clock.</summary>
    [BindProperty]
    public DateTime? At { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<VisitLine> Visits { get; private set; } = new([], null);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Visits = await mediator.Send(new ListVisits(false, null, 20, After), cancellationToken);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var id = await mediator.Send(
            new AskForVisit(Purpose?.ReplaceLineEndings("\n"), At is { } at ? Moments.FromLocal(at) : null),
            cancellationToken
        );
        return LocalRedirect($"/visits/follow/{id}");
    }
}
