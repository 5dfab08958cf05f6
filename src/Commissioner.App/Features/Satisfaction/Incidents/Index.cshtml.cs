using Commissioner.App.Features.Satisfaction;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Satisfaction;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Incidents;

/// <summary>What enterprises said they were pressed to, for supervision alone.</summary>
[Allow(Permission.Supervise)]
public sealed class IndexModel(IMediator mediator) : PageModel, IShows
{
    /// <summary>Where the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>The incident that is decided on.</summary>
    [BindProperty]
    public Id<Incident> IncidentId { get; set; }

    /// <summary>What was found.</summary>
    [BindProperty]
    public IncidentFinding? Finding { get; set; }

    /// <summary>The rating counts again.</summary>
    [BindProperty]
    public bool Lift { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Page<IncidentLine> Incidents { get; private set; } = new([], null);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Incidents = await mediator.Send(new ListIncidents(Take: 20, After: After), cancellationToken);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new DecideIncident(IncidentId, Finding, Lift, Reason?.ReplaceLineEndings("\n")), cancellationToken);
        return RedirectToPage();
    }
}
