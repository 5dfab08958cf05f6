using Commissioner.App.Features.Cases;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Retention;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Retention;

/// <summary>Supervision holds a case or its enterprise, and lifts what holds it.</summary>
[Allow(Permission.KeepRetention)]
public sealed class HoldModel(IMediator mediator) : PageModel, IShows
{
    [FromRoute]
    public Id<Case> Id { get; set; }

    /// <summary>The whole enterprise instead of this case.</summary>
    [BindProperty]
    public bool WholeEnterprise { get; set; }

    /// <summary>Why it is held, or no longer.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Which hold is lifted.</summary>
    [BindProperty]
    public Id<LegalHold> HoldId { get; set; }

    public CaseSheet Case { get; private set; } = null!;

    public IReadOnlyList<LegalHoldLine> Holds { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Case = await mediator.Send(new ShowCase(Id, 1), cancellationToken);
        Holds = (await mediator.Send(new ListLegalHolds(Id), cancellationToken)).Items;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new SetLegalHold(Id, WholeEnterprise, Reason), cancellationToken);
        return LocalRedirect($"/retention/hold/{Id}");
    }

    public async Task<IActionResult> OnPostLiftAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new LiftLegalHold(HoldId, Reason), cancellationToken);
        return LocalRedirect($"/retention/hold/{Id}");
    }
}
