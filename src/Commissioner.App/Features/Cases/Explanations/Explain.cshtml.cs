using Commissioner.App.Features.Cases;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Explanations;

/// <summary>A closure with an explanation: the commissioner proposes, two offices approve.</summary>
[Allow(Permission.ReadCases)]
public sealed class ExplainModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    [FromRoute]
    public Id<Case> Id { get; set; }

    /// <summary>On which basis.</summary>
    [BindProperty]
    public string? Basis { get; set; }

    /// <summary>What the enterprise is told.</summary>
    [BindProperty]
    public string? Words { get; set; }

    /// <summary>What forbids it, of the list; or why the explanation is refused.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The case, as far as one may see it.</summary>
    public CaseSheet Case { get; private set; } = null!;

    /// <summary>Who acts: drafts are one's own.</summary>
    public Actor Actor => actor;

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) => Case = await mediator.Send(new ShowCase(Id), cancellationToken);

    /// <summary>Shows the form; where nothing of this is to be done now, the case as it stands.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        return Case.May(CaseMove.ProposeExplained) || Case.May(CaseMove.RefuseExplained) ? Page() : LocalRedirect($"/cases/show/{Id}");
    }

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        DoAsync(
            new ProposeExplanation(
                Id,
                Enum.TryParse<ExplainedWhy>(Reason, out var why) ? why : null,
                Basis?.ReplaceLineEndings("\n"),
                Words?.ReplaceLineEndings("\n")
            ),
            cancellationToken
        );

    public Task<IActionResult> OnPostApproveAsync(CancellationToken cancellationToken) =>
        DoAsync(new ApproveExplanation(Id, true, null), cancellationToken);

    public Task<IActionResult> OnPostRefuseAsync(CancellationToken cancellationToken) =>
        DoAsync(new ApproveExplanation(Id, false, Reason), cancellationToken);

    private async Task<IActionResult> DoAsync(Pipeline.ICommand<Id<Case>> command, CancellationToken cancellationToken)
    {
        await mediator.Send(command, cancellationToken);
        return LocalRedirect($"/cases/show/{Id}");
    }
}
