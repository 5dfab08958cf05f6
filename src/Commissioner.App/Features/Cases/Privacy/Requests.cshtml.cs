using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Privacy;

/// <summary>The service office answers what people ask about their personal information.</summary>
[Allow(Permission.AnswerPersonalRequests)]
public sealed class RequestsModel(IMediator mediator, TimeProvider clock) : PageModel, IShows
{
    [BindProperty]
    public Id<PersonalRequest> RequestId { get; set; }

    /// <summary>It was done.</summary>
    [BindProperty]
    public bool? Granted { get; set; }

    /// <summary>What was done, or why not.</summary>
    [BindProperty]
    public string? Answer { get; set; }

    /// <summary>Where the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<PersonalRequestLine> Waiting { get; private set; } = new([], null);

    public DateTimeOffset Now => clock.GetUtcNow();

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Waiting = await mediator.Send(new ListPersonalRequests(50, After), cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new AnswerAboutOwn(RequestId, Granted, Answer), cancellationToken);
        return RedirectToPage();
    }
}
