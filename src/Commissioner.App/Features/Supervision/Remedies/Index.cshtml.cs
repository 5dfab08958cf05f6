using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Remedies;

/// <summary>Remedies, and like requests that have none.</summary>
[Allow(Permission.ReadRemedies)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel
{
    /// <summary>All, and not only those that are owed.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<RemedyRow> Remedies { get; private set; } = new([], null);

    public IReadOnlyList<RemedySuggestion> Suggestions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (actor.EnterpriseId is not null)
        {
            return LocalRedirect("/remedies/mine");
        }

        Remedies = await mediator.Send(new ListRemedies(!All, 50, After), cancellationToken);
        Suggestions = Permissions.Holds(actor, Permission.StartRemedies)
            ? await mediator.Send(new SuggestRemedies(), cancellationToken)
            : [];
        return Page();
    }
}
