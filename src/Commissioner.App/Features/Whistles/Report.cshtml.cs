using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Whistles;

/// <summary>A checked-in department reports its result.</summary>
[Allow(Permission.WorkLegs)]
public sealed class ReportModel(IMediator mediator) : PageModel, IShows
{
    /// <summary>The whistle.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Whistle> WhistleId { get; set; }

    /// <summary>The department's leg of it.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Leg> LegId { get; set; }

    /// <summary>When it was taken up, by the park's clock.</summary>
    [BindProperty]
    public DateTime? TakenUpAt { get; set; }

    /// <summary>Who was spoken to.</summary>
    [BindProperty]
    public string? SpokenWith { get; set; }

    /// <summary>When.</summary>
    [BindProperty]
    public DateTime? SpokenAt { get; set; }

    /// <summary>What was done.</summary>
    [BindProperty]
    public string? Done { get; set; }

    /// <summary>When it was solved.</summary>
    [BindProperty]
    public DateTime? SolvedAt { get; set; }

    /// <summary>What the department is called for.</summary>
    public LegRow Leg { get; private set; } = null!;

    /// <summary>Shows the form.</summary>
    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>Reports.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var @case = await mediator.Send(new ReportResult(WhistleId, LegId, Instant(TakenUpAt), SpokenWith, Instant(SpokenAt), Done, Instant(SolvedAt)), cancellationToken);
        return LocalRedirect($"/cases/show/{@case}");
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) => Leg = await mediator.Send(new ShowLeg(WhistleId, LegId), cancellationToken);

    private static DateTimeOffset? Instant(DateTime? local) => local is { } at ? Moments.FromLocal(at) : null;
}
