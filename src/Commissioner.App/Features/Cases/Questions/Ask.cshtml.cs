using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Questions;

/// <summary>Asks the enterprise, all at once.</summary>
[Allow(Permission.ServeCase)]
public sealed class AskModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    [FromRoute]
    public Id<Case> Id { get; set; }

    /// <summary>What is asked.</summary>
    [BindProperty]
    public string? Text { get; set; }

    /// <summary>The case, as far as one may see it.</summary>
    public Cases.CaseSheet Case { get; private set; } = null!;

    /// <summary>Who acts: drafts are one's own.</summary>
    public Actor Actor => actor;

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Case = await mediator.Send(new Cases.ShowCase(Id), cancellationToken);

    /// <summary>Shows the form; where this is not to be done now, the case as it stands.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        return Case.May(CaseMove.AskForInfo) || Case.May(CaseMove.AskEnterprise) ? Page() : LocalRedirect($"/cases/show/{Id}");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new AskEnterprise(Id, Text), cancellationToken);
        return LocalRedirect($"/cases/show/{Id}");
    }
}
