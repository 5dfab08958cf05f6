using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Offerings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Introductions;

/// <summary>One introduction at the desk: bring the two together, follow up, write down, give up.</summary>
[Allow(Permission.ReadOfferings)]
public sealed class ShowModel(IMediator mediator) : PageModel, IShows
{
    [FromRoute]
    public Id<Introduction> Id { get; set; }

    public IntroductionSheet Introduction { get; private set; } = null!;

    [BindProperty]
    public IntroductionOutcome? Outcome { get; set; }

    /// <summary>What the order is worth, in yuan.</summary>
    [BindProperty]
    public decimal? Amount { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? Because { get; set; }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Introduction = await mediator.Send(new ShowIntroduction(Id), cancellationToken);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public Task<IActionResult> OnPostMakeAsync(CancellationToken cancellationToken) =>
        DoAsync(new MakeIntroduction(Id, Note?.ReplaceLineEndings("\n")), cancellationToken);

    public Task<IActionResult> OnPostFollowUpAsync(CancellationToken cancellationToken) =>
        DoAsync(new FollowUpIntroduction(Id, Outcome, Note?.ReplaceLineEndings("\n"), Amount), cancellationToken);

    public Task<IActionResult> OnPostNoteAsync(CancellationToken cancellationToken) =>
        DoAsync(new NoteIntroduction(Id, Note?.ReplaceLineEndings("\n")), cancellationToken);

    public Task<IActionResult> OnPostCallOffAsync(CancellationToken cancellationToken) =>
        DoAsync(new CallOffIntroduction(Id, Because?.ReplaceLineEndings("\n")), cancellationToken);

    private async Task<IActionResult> DoAsync(IRequest<Id<Introduction>> move, CancellationToken cancellationToken)
    {
        await mediator.Send(move, cancellationToken);
        return LocalRedirect($"/introductions/show/{Id}");
    }
}
