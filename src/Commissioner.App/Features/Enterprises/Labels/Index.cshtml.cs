using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Labels;

/// <summary>Corrections of labels that wait for the office.</summary>
[Allow(Permission.KeepBenefits)]
public sealed class IndexModel(IMediator mediator) : PageModel, IShows
{
    [BindProperty]
    public Id<EnterpriseProfile> ProfileId { get; set; }

    [BindProperty]
    public string? Label { get; set; }

    [BindProperty]
    public string? Because { get; set; }

    public IReadOnlyList<CorrectionLine> Waiting { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Waiting = await mediator.Send(new ListCorrections(), cancellationToken);

    public async Task<IActionResult> OnPostAsync(bool granted, CancellationToken cancellationToken)
    {
        await mediator.Send(new DecideCorrection(ProfileId, Label, granted, Because), cancellationToken);
        return LocalRedirect("/labels");
    }
}
