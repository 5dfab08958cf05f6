using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Visits;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Visits;

/// <summary>One visit for the enterprise: agree, name another time, decline without a reason, rate, and make a case of what was found.</summary>
[Allow(Permission.HostVisits)]
public sealed class FollowModel(IMediator mediator) : PageModel, IShows
{
    [FromRoute]
    public Id<Visit> Id { get; set; }

    public VisitSheet Visit { get; private set; } = null!;

    /// <summary>Another time, on the park's clock.</summary>
    [BindProperty]
    public DateTime? At { get; set; }

    [BindProperty]
    public Level? Level { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) => Visit = await mediator.Send(new ShowVisit(Id), cancellationToken);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public Task<IActionResult> OnPostAgreeAsync(CancellationToken cancellationToken) => DoAsync(new AgreeToVisit(Id), cancellationToken);

    public Task<IActionResult> OnPostMoveAsync(CancellationToken cancellationToken) =>
        DoAsync(new MoveVisit(Id, At is { } at ? Moments.FromLocal(at) : null), cancellationToken);

    public Task<IActionResult> OnPostDeclineAsync(CancellationToken cancellationToken) => DoAsync(new DeclineVisit(Id), cancellationToken);

    public Task<IActionResult> OnPostRateAsync(CancellationToken cancellationToken) =>
        DoAsync(new RateVisit(Id, Level, Words?.ReplaceLineEndings("\n")), cancellationToken);

    private async Task<IActionResult> DoAsync(IRequest<Id<Visit>> move, CancellationToken cancellationToken)
    {
        await mediator.Send(move, cancellationToken);
        return LocalRedirect($"/visits/follow/{Id}");
    }
}
