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

/// <summary>One visit at the desk: decide, agree, move, call off, write down.</summary>
[Allow(Permission.ReadVisits)]
public sealed class ShowModel(IMediator mediator) : PageModel, IShows
{
    [FromRoute]
    public Id<Visit> Id { get; set; }

    public VisitSheet Visit { get; private set; } = null!;

    /// <summary>Another time, on the park's clock.</summary>
    [BindProperty]
    public DateTime? At { get; set; }

    [BindProperty]
    public string? Because { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    /// <summary>What was found, a line each.</summary>
    [BindProperty]
    public string? Findings { get; set; }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) => Visit = await mediator.Send(new ShowVisit(Id), cancellationToken);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public Task<IActionResult> OnPostDecideAsync(bool allowed, CancellationToken cancellationToken) =>
        DoAsync(new DecideVisit(Id, allowed, Because?.ReplaceLineEndings("\n")), cancellationToken);

    public Task<IActionResult> OnPostAgreeAsync(CancellationToken cancellationToken) => DoAsync(new AgreeToVisit(Id), cancellationToken);

    public Task<IActionResult> OnPostMoveAsync(CancellationToken cancellationToken) =>
        DoAsync(new MoveVisit(Id, At is { } at ? Moments.FromLocal(at) : null), cancellationToken);

    public Task<IActionResult> OnPostCallOffAsync(CancellationToken cancellationToken) => DoAsync(new CallOffVisit(Id), cancellationToken);

    public Task<IActionResult> OnPostHoldAsync(CancellationToken cancellationToken) =>
        DoAsync(new HoldVisit(Id, Note?.ReplaceLineEndings("\n"), Findings?.ReplaceLineEndings("\n").Split('\n')), cancellationToken);

    private async Task<IActionResult> DoAsync(IRequest<Id<Visit>> move, CancellationToken cancellationToken)
    {
        await mediator.Send(move, cancellationToken);
        return LocalRedirect($"/visits/show/{Id}");
    }
}
