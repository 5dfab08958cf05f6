using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Cases;

/// <summary>What is open and one's own to watch, by due time.</summary>
[Allow(Permission.HandleCase)]
public sealed class QueueModel(IMediator mediator, TimeProvider clock) : PageModel
{
    /// <summary>What is left out.</summary>
    [BindProperty(SupportsGet = true)]
    public CaseFilters Filters { get; set; } = new();

    /// <summary>The page of the list; empty where its address is not one of ours.</summary>
    public CaseListing Listing => new("/cases/queue", Filters, Cases, clock.GetUtcNow(), "cases.desk.queueEmpty", true);

    private Page<CaseRow> Cases { get; set; } = new([], null);

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Cases = await mediator.Send(Filters.Of(Box.Queue), cancellationToken);
}
