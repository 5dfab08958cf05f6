using Commissioner.App.Features.Incidents;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Satisfaction;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Satisfaction;

/// <summary>The enterprise says that somebody asked for praise, or pressed it to withdraw: one tap from the request's own page.</summary>
[Allow(Permission.SpeakForEnterprise)]
public sealed class PressedModel(IMediator mediator) : PageModel, IShows
{
    [FromRoute]
    public Id<Case> Id { get; set; }

    /// <summary>What it was asked for.</summary>
    [BindProperty]
    public IncidentKind? Kind { get; set; }

    /// <summary>In its own words.</summary>
    [BindProperty]
    public string? Words { get; set; }

    /// <summary>The request, as far as one may see it.</summary>
    public Cases.CaseSheet Case { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Case = await mediator.Send(new Cases.ShowCase(Id), cancellationToken);

    /// <summary>Shows the form; nothing is said by it.</summary>
    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new RaiseIncident(Id, Kind, Words?.ReplaceLineEndings("\n")), cancellationToken);
        return LocalRedirect($"/cases/follow/{Id}?pressed=1");
    }
}
