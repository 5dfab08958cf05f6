using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Visits;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Visits;

/// <summary>Visits that one plans, joins, decides on or watches, with the figures for who may see them.</summary>
[Allow(Permission.ReadVisits)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel
{
    /// <summary>All, and not only those that are not over.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<VisitLine> Visits { get; private set; } = new([], null);

    public IReadOnlyList<VisitQuarter> Quarters { get; private set; } = [];

    public bool MayPlan => Permissions.Holds(actor, Permission.PlanVisits);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (actor.EnterpriseId is not null)
        {
            return LocalRedirect("/visits/mine");
        }

        Visits = await mediator.Send(new ListVisits(!All, null, 50, After), cancellationToken);
        Quarters = Permissions.Holds(actor, Permission.CountVisits) ? await mediator.Send(new CountVisits(), cancellationToken) : [];
        return Page();
    }
}
