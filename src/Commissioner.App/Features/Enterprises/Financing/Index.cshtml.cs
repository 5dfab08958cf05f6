using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using Commissioner.Domain.Financing;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Financing;

/// <summary>Financing needs at the desk, and how banks answer.</summary>
[Allow(Permission.ReadFinancing)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel
{
    /// <summary>Only those that stand so.</summary>
    [BindProperty(SupportsGet = true)]
    public FinancingState? State { get; set; }

    /// <summary>All, and not only those that are not over.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<FinancingLine> Needs { get; private set; } = new([], null);

    /// <summary>Null to who sees no figures.</summary>
    public FinancingFigures? Figures { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (actor.EnterpriseId is not null)
        {
            return LocalRedirect("/financing/mine");
        }

        Needs = await mediator.Send(new ListFinancing(!All && State is null, State, 50, After), cancellationToken);
        Figures = Permissions.Holds(actor, Permission.CountFinancing) ? await mediator.Send(new CountFinancing(), cancellationToken) : null;
        return Page();
    }

    /// <summary>All needs as a table.</summary>
    public async Task<IActionResult> OnGetTableAsync(CancellationToken cancellationToken) =>
        new FileContentResult(await mediator.Send(new ExportFinancing(), cancellationToken), "text/csv")
        {
            FileDownloadName = "financing.csv",
        };
}
