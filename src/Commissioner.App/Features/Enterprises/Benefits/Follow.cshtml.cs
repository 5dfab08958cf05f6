using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Benefits;

/// <summary>One policy on the phone: what it gives, what of it is met, and the claim.</summary>
[Allow(Permission.ClaimBenefits)]
public sealed class FollowModel(IMediator mediator) : PageModel, IShows
{
    [FromRoute]
    public string Code { get; set; } = "";

    [BindProperty]
    public DeclineReason? Because { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public OwnBenefit Policy { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Policy = (await mediator.Send(new ListOwnBenefits(Code), cancellationToken))[0];

    public Task<IActionResult> OnPostClaimAsync(CancellationToken cancellationToken) => DoAsync(new ClaimBenefit(Code), cancellationToken);

    public Task<IActionResult> OnPostDeclineAsync(CancellationToken cancellationToken) =>
        DoAsync(new DeclineBenefit(Code, Because, Words?.ReplaceLineEndings("\n")), cancellationToken);

    private async Task<IActionResult> DoAsync(IRequest<Id<BenefitClaim>> move, CancellationToken cancellationToken)
    {
        await mediator.Send(move, cancellationToken);
        return LocalRedirect($"/benefits/follow/{Uri.EscapeDataString(Code)}");
    }
}
