using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Whistles;

/// <summary>A called department checks in.</summary>
[Allow(Permission.WorkLegs)]
public sealed class CheckInModel(IMediator mediator) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public Id<Whistle> WhistleId { get; set; }

    /// <summary>The department's leg of it.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Leg> LegId { get; set; }

    /// <summary>Who deals with it.</summary>
    [BindProperty]
    public string? HandlerName { get; set; }

    [BindProperty]
    public string? HandlerPhone { get; set; }

    /// <summary>What it does first.</summary>
    [BindProperty]
    public string? FirstStep { get; set; }

    /// <summary>When, by the park's clock.</summary>
    [BindProperty]
    public DateTime? FirstStepAt { get; set; }

    /// <summary>What the department is called for.</summary>
    public LegRow Leg { get; private set; } = null!;

    /// <summary>The case as its whistles disclose it.</summary>
    public Cases.CaseSheet Sheet { get; private set; } = null!;

    /// <summary>Who dealt with the last one like it; null where nobody did lately.</summary>
    public ProposedHandler? Last { get; private set; }

    /// <summary>Shows the form, with the last handler proposed.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        (HandlerName, HandlerPhone) = (Last?.Name, Last?.Phone);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        LocalRedirect(
            $"/cases/show/{await mediator.Send(new CheckIn(WhistleId, LegId, HandlerName, HandlerPhone, FirstStep, FirstStepAt is { } at ? Moments.FromLocal(at) : null), cancellationToken)}"
        );

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Leg = await mediator.Send(new ShowLeg(WhistleId, LegId), cancellationToken);
        Sheet = await mediator.Send(new Cases.ShowCase(Leg.CaseId, 1), cancellationToken);
        Last = Leg.Status == LegStatus.Called ? await mediator.Send(new ProposeHandler(LegId), cancellationToken) : null;
    }
}
