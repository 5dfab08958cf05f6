using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Hotline.Calls;

/// <summary>Whom the hotline has to call: who was missed, and whom no message reached.</summary>
[Allow(Permission.AnswerCalls)]
[ShowsContacts]
public sealed class IndexModel(IMediator mediator) : PageModel, IShows
{
    /// <summary>What came of calling back.</summary>
    [BindProperty]
    public ReturnOutcome? Outcome { get; set; }

    /// <summary>In a few words.</summary>
    [BindProperty]
    public string? Note { get; set; }

    public IReadOnlyList<CallToMake> Calls { get; private set; } = [];

    /// <summary>Shows the list.</summary>
    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>Takes a call upon itself, and opens its card.</summary>
    public async Task<IActionResult> OnPostTakeAsync(Id<Call> call, CancellationToken cancellationToken)
    {
        await mediator.Send(new TakeReturn(call), cancellationToken);
        return RedirectToPage();
    }

    /// <summary>Says what came of it.</summary>
    public async Task<IActionResult> OnPostReturnAsync(Id<Call> call, CancellationToken cancellationToken)
    {
        await mediator.Send(new RecordReturn(call, Outcome, Note), cancellationToken);
        return RedirectToPage();
    }

    /// <summary>Says whether somebody heard what no message could tell.</summary>
    public async Task<IActionResult> OnPostToldAsync(Id<Delivery> delivery, bool heard, CancellationToken cancellationToken)
    {
        await mediator.Send(new TellByPhone(delivery, heard), cancellationToken);
        return RedirectToPage();
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Calls = await mediator.Send(new ListCallsToMake(), cancellationToken);
}
