using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Benefits;

/// <summary>One policy with its claims, and the steps of the office on them.</summary>
[Allow(Permission.KeepBenefits)]
public sealed class ShowModel(IMediator mediator) : PageModel, IShows
{
    [FromRoute]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty]
    public Id<BenefitClaim> ClaimId { get; set; }

    [BindProperty]
    public decimal? Amount { get; set; }

    [BindProperty]
    public string? Because { get; set; }

    public BenefitLine Policy { get; private set; } = null!;

    public Page<ClaimLine> Claims { get; private set; } = new([], null);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Policy = (await mediator.Send(new ListBenefits(Code), cancellationToken)) is [var its] ? its : throw new NotFound();
        Claims = await mediator.Send(new ListClaims(Code, false, 50, After), cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(ClaimStep step, CancellationToken cancellationToken)
    {
        await mediator.Send(new MoveClaim(ClaimId, step, Amount, Because?.ReplaceLineEndings("\n")), cancellationToken);
        return LocalRedirect($"/benefits/show/{Uri.EscapeDataString(Code)}");
    }
}
