using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Remedies;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Remedies;

/// <summary>One remedy at the desk.</summary>
[Allow(Permission.ReadRemedies)]
public sealed class ShowModel(IMediator mediator) : PageModel, IShows
{
    [FromRoute]
    public Id<Remedy> Id { get; set; }

    public RemedySheet Remedy { get; private set; } = null!;

    /// <summary>What was done.</summary>
    [BindProperty]
    public string? Done { get; set; }

    [BindProperty]
    public string? Because { get; set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) => Remedy = await mediator.Send(new ShowRemedy(Id), cancellationToken);

    public Task<IActionResult> OnPostReportAsync(CancellationToken cancellationToken) =>
        DoAsync(new ReportRemedy(Id, Done?.ReplaceLineEndings("\n")), cancellationToken);

    public Task<IActionResult> OnPostTakeAsync(Id<RemedyCase> lineId, CancellationToken cancellationToken) =>
        DoAsync(new TakeFromRemedy(Id, lineId), cancellationToken);

    public Task<IActionResult> OnPostCallOffAsync(CancellationToken cancellationToken) =>
        DoAsync(new CallOffRemedy(Id, Because?.ReplaceLineEndings("\n")), cancellationToken);

    private async Task<IActionResult> DoAsync(IRequest<Id<Remedy>> move, CancellationToken cancellationToken)
    {
        await mediator.Send(move, cancellationToken);
        return LocalRedirect($"/remedies/show/{Id}");
    }
}
