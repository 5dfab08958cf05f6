using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Financing;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Financing;

/// <summary>One's own need on the phone: which banks see what of it, what they say, and what became of it.</summary>
[Allow(Permission.StateFinancing)]
public sealed class FollowModel(IMediator mediator) : PageModel, IShows
{
    [FromRoute]
    public Id<FinancingNeed> Id { get; set; }

    /// <summary>Which bank's.</summary>
    [BindProperty]
    public Id<FinancingPush>? PushId { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public FinancingOutcome? Outcome { get; set; }

    [BindProperty]
    public decimal? Amount { get; set; }

    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public Id<Bank>? BankId { get; set; }

    public FinancingSheet Need { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Need = await mediator.Send(new ShowFinancing(Id), cancellationToken);

    public Task<IActionResult> OnPostRevokeAsync(CancellationToken cancellationToken) =>
        DoAsync(new RevokePush(PushId ?? default), cancellationToken);

    public Task<IActionResult> OnPostReplyAsync(CancellationToken cancellationToken) =>
        DoAsync(new ReplyToBank(PushId ?? default, Words?.ReplaceLineEndings("\n")), cancellationToken);

    public Task<IActionResult> OnPostConcludeAsync(CancellationToken cancellationToken) =>
        DoAsync(new ConcludeFinancing(Id, Outcome, Amount, On, BankId, null), cancellationToken);

    private async Task<IActionResult> DoAsync(IRequest<Id<FinancingNeed>> move, CancellationToken cancellationToken)
    {
        await mediator.Send(move, cancellationToken);
        return LocalRedirect($"/financing/follow/{Id}");
    }
}
