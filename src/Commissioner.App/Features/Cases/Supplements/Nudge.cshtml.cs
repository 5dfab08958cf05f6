using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Supplements;

/// <summary>The enterprise presses for its request: it reads who is asked, and for what by when, before it presses.</summary>
[Allow(Permission.AnswerForEnterprise)]
public sealed class NudgeModel(IMediator mediator) : PageModel, IShows
{
    [FromRoute]
    public Id<Case> Id { get; set; }

    /// <summary>The case, as far as one may see it.</summary>
    public Cases.CaseSheet Case { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Case = await mediator.Send(new Cases.ShowCase(Id), cancellationToken);

    /// <summary>Shows whom it asks; where this is not to be done now, the case as it stands.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        return Case.May(CaseMove.Nudge) ? Page() : LocalRedirect($"/cases/follow/{Id}");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new NudgeCase(Id), cancellationToken);
        return LocalRedirect($"/cases/follow/{Id}?nudged=1");
    }
}
