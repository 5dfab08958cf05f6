using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Tips;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Reports;

/// <summary>One anonymous report, for supervision alone: read, asked about, answered, closed or declined.</summary>
[Allow(Permission.HearTips)]
public sealed class ShowModel(IMediator mediator) : PageModel, IShows
{
    [FromRoute]
    public Id<Tip> Id { get; set; }

    /// <summary>What is asked or answered.</summary>
    [BindProperty]
    public string? Words { get; set; }

    /// <summary>What came of it.</summary>
    [BindProperty]
    public TipOutcome? Outcome { get; set; }

    public TipSheet Tip { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) => Tip = await mediator.Send(new ReadTip(Id), cancellationToken);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAnswerAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new AnswerTip(Id, Words), cancellationToken);
        return LocalRedirect($"/reports/show/{Id}");
    }

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new CloseTip(Id, Outcome, Words), cancellationToken);
        return LocalRedirect($"/reports/show/{Id}");
    }

    public async Task<IActionResult> OnPostDeclineAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new DeclineTip(Id), cancellationToken);
        return LocalRedirect("/reports");
    }
}
