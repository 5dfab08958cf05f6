using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.FaultReviews;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.FaultReviews;

/// <summary>One fault review, and whose turn it is.</summary>
[Allow(Permission.SignedIn)]
public sealed class ShowModel(IMediator mediator) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public Id<FaultReview> Id { get; set; }

    /// <summary>The person states nothing.</summary>
    [BindProperty]
    public bool Nothing { get; set; }

    /// <summary>The person's words.</summary>
    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public bool? Fault { get; set; }

    /// <summary>What follows.</summary>
    [BindProperty]
    public FaultConsequence? Consequence { get; set; }

    /// <summary>What becomes of the appeal.</summary>
    [BindProperty]
    public FaultOutcome? Outcome { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public FaultReviewSheet Sheet { get; private set; } = null!;

    /// <summary>How a state looks.</summary>
    public static string Sign(FaultReviewStatus status) =>
        status switch
        {
            FaultReviewStatus.Opened or FaultReviewStatus.Stated or FaultReviewStatus.Appealed => "state-waiting",
            FaultReviewStatus.Decided => "state-unsettled",
            FaultReviewStatus.NoFault or FaultReviewStatus.Ruled => "state-settled",
            _ => "",
        };

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Sheet = await mediator.Send(new ShowFaultReview(Id), cancellationToken);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>States a view.</summary>
    public Task<IActionResult> OnPostStateAsync(CancellationToken cancellationToken) =>
        Do(new StateOnFault(Id, Nothing, Plain(Words)), cancellationToken);

    public Task<IActionResult> OnPostDecideAsync(CancellationToken cancellationToken) =>
        Do(new DecideFault(Id, Fault, Consequence, Plain(Reason)), cancellationToken);

    public Task<IActionResult> OnPostAppealAsync(CancellationToken cancellationToken) =>
        Do(new AppealFault(Id, Plain(Words)), cancellationToken);

    /// <summary>Rules on the appeal.</summary>
    public Task<IActionResult> OnPostRuleAsync(CancellationToken cancellationToken) =>
        Do(new RuleOnFaultAppeal(Id, Outcome, Consequence, Plain(Reason)), cancellationToken);

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellationToken) =>
        Do(new WithdrawFaultReview(Id, Plain(Reason)), cancellationToken);

    private static string? Plain(string? words) => words?.ReplaceLineEndings("\n");

    private async Task<IActionResult> Do(IRequest<Id<FaultReview>> step, CancellationToken cancellationToken) =>
        LocalRedirect($"/fault-reviews/{await mediator.Send(step, cancellationToken)}");
}
