using Commissioner.App.Features.Cases;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Opinions;

/// <summary>Where the Leader writes its opinion on a case.</summary>
[Allow(Permission.WriteOpinion)]
public sealed class WriteModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    [FromRoute]
    public Id<Case> Id { get; set; }

    /// <summary>What the Leader writes.</summary>
    [BindProperty]
    public string? Opinion { get; set; }

    /// <summary>The case, as far as one may see it.</summary>
    public CaseSheet Case { get; private set; } = null!;

    /// <summary>Who acts: drafts are one's own.</summary>
    public Actor Actor => actor;

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) => Case = await mediator.Send(new ShowCase(Id, 10), cancellationToken);

    /// <summary>Shows the form; where no opinion is owed, the case as it stands.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        return Case.May(CaseMove.GiveOpinion) ? Page() : LocalRedirect($"/cases/show/{Id}");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new GiveOpinion(Id, Opinion), cancellationToken);
        return LocalRedirect("/opinions");
    }
}
