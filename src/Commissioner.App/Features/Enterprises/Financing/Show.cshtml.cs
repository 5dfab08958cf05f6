using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Financing;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Financing;

/// <summary>One financing need at the desk: the white list, the push, what banks say.</summary>
[Allow(Permission.ReadFinancing)]
public sealed class ShowModel(IMediator mediator) : PageModel, IShows
{
    [FromRoute]
    public Id<FinancingNeed> Id { get; set; }

    [BindProperty]
    public string? Because { get; set; }

    /// <summary>The banks that it is pushed to.</summary>
    [BindProperty]
    public List<Id<Bank>> Banks { get; set; } = [];

    [BindProperty]
    public FinancingOutcome? Outcome { get; set; }

    [BindProperty]
    public decimal? Amount { get; set; }

    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public Id<Bank>? BankId { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public FinancingSheet Need { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Need = await mediator.Send(new ShowFinancing(Id), cancellationToken);

    public Task<IActionResult> OnPostProposeAsync(CancellationToken cancellationToken) =>
        DoAsync(new ProposeFinancing(Id, Because), cancellationToken);

    public Task<IActionResult> OnPostTakeAsync(CancellationToken cancellationToken) =>
        DoAsync(new CheckFinancing(Id, true, Because), cancellationToken);

    public Task<IActionResult> OnPostRefuseAsync(CancellationToken cancellationToken) =>
        DoAsync(new CheckFinancing(Id, false, Because), cancellationToken);

    public Task<IActionResult> OnPostPushAsync(CancellationToken cancellationToken) =>
        DoAsync(new PushFinancing(Id, Banks), cancellationToken);

    public Task<IActionResult> OnPostConcludeAsync(CancellationToken cancellationToken) =>
        DoAsync(new ConcludeFinancing(Id, Outcome, Amount, On, BankId, Words?.ReplaceLineEndings("\n")), cancellationToken);

    private async Task<IActionResult> DoAsync(IRequest<Id<FinancingNeed>> move, CancellationToken cancellationToken)
    {
        await mediator.Send(move, cancellationToken);
        return LocalRedirect($"/financing/show/{Id}");
    }
}
