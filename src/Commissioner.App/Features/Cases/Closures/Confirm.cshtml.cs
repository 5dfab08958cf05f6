using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Closures;

/// <summary>The enterprise reads what was done and says whether it is resolved.</summary>
[Allow(Permission.SpeakForEnterprise)]
public sealed class ConfirmModel(IMediator mediator) : PageModel, IShows
{
    [FromRoute]
    public Id<Case> Id { get; set; }

    /// <summary>What the enterprise says.</summary>
    [BindProperty]
    public Outcome? Outcome { get; set; }

    /// <summary>In its own words.</summary>
    [BindProperty]
    public string? Words { get; set; }

    /// <summary>The request, as far as one may see it.</summary>
    public Cases.CaseSheet Case { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Case = await mediator.Send(new Cases.ShowCase(Id), cancellationToken);

    /// <summary>Shows the closure; a request that waits for no confirmation is shown as it stands.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        return Case.May(CaseMove.Confirm) ? Page() : LocalRedirect($"/cases/follow/{Id}");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new ConfirmOutcome(Id, Outcome, Words?.ReplaceLineEndings("\n")), cancellationToken);
        return LocalRedirect($"/cases/follow/{Id}?confirmed=1");
    }
}
