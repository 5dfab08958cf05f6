using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Endings;

/// <summary>Lets the case go on in another of the same enterprise.</summary>
[Allow(Permission.DecideCase)]
public sealed class MergeModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    [FromRoute]
    public Id<Case> Id { get; set; }

    /// <summary>The other case's number.</summary>
    [BindProperty]
    public string? Into { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The case, as far as one may see it.</summary>
    public Cases.CaseSheet Case { get; private set; } = null!;

    /// <summary>Earlier requests that say much the same.</summary>
    public IReadOnlyList<LikeCase> Like { get; private set; } = [];

    /// <summary>Who acts: drafts are one's own.</summary>
    public Actor Actor => actor;

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Case = await mediator.Send(new Cases.ShowCase(Id), cancellationToken);
        Like = Case.May(CaseMove.Merge) ? await mediator.Send(new LikeCases(Id), cancellationToken) : [];
    }

    /// <summary>Shows the form; where this is not to be done now, the case as it stands.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        return Case.May(CaseMove.Merge) ? Page() : LocalRedirect($"/cases/show/{Id}");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new MergeCase(Id, Into, Reason), cancellationToken);
        return LocalRedirect($"/cases/show/{Id}");
    }
}
